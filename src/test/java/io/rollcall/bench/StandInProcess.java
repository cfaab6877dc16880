package io.rollcall.bench;

import io.rollcall.kernel.SystemClock;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * The Graph stand-in with a large directory in a process of its own, so that the reader's memory
 * and processor time are the reader's alone.
 */
final class StandInProcess implements AutoCloseable {
  static final SandboxSettings SETTINGS =
      SandboxSettings.hostile(7)
          .with(
              EnumSet.of(
                  Trait.EMPTY_PAGES,
                  Trait.REPEATS,
                  Trait.LONG_LINKS,
                  Trait.LINKS_CHANGE_SHAPE,
                  Trait.SPARSE_UPDATES,
                  Trait.UNKNOWN_PROPERTIES))
          .paged(200, 100);

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final String graphUrl;
  private final String loginUrl;

  private StandInProcess(Process process) throws IOException {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.graphUrl = answer();
    this.loginUrl = answer();
  }

  /** Starts it; returns when it answers. */
  static StandInProcess start(int users, int groups, int members) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            StandInProcess.class.getName(),
            Integer.toString(users),
            Integer.toString(groups),
            Integer.toString(members));
    return new StandInProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String graphUrl() {
    return graphUrl;
  }

  String loginUrl() {
    return loginUrl;
  }

  /** Requests to Graph so far; no sign-ins. */
  long requests() throws IOException {
    questions.println("requests");
    return Long.parseLong(answer());
  }

  /** What they cost, in resource units. */
  long units() throws IOException {
    questions.println("units");
    return Long.parseLong(answer());
  }

  /** Its own heap after a collection, in bytes. */
  long heap() throws IOException {
    questions.println("heap");
    return Long.parseLong(answer());
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the stand-in has ended");
    }
    return line;
  }

  /** Answers questions until there are no more. */
  public static void main(String[] args) throws IOException {
    SandboxDirectory directory =
        DirectoryGenerator.directory(
            7, Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (SandboxGraph graph = SandboxGraph.start(SETTINGS, directory, SystemClock.microseconds());
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(graph.graphUrl());
      System.out.println(graph.loginUrl());
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        System.out.println(
            switch (line) {
              case "requests" -> graph.requests();
              case "units" -> graph.units();
              default -> heapInUse();
            });
      }
    }
  }

  private static long heapInUse() {
    PeakHeap.reset();
    return PeakHeap.bytes();
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}

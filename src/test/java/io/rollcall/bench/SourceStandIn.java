package io.rollcall.bench;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.exchange.SandboxExchange;
import io.rollcall.testing.TestDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A backend's stand-in in a process of its own, so that the reader's memory and processor time are
 * the reader's alone: a directory over LDAP, or Exchange Online over REST.
 */
final class SourceStandIn implements AutoCloseable {
  static final String DOMAIN = "lindenau.example";

  /** Units of a directory; the server looks at a whole unit for each page of it. */
  static final int UNITS = 10;

  private static final int MEMBERS = 3000;
  private static final int PAGE = 1000;

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final String[] address;

  private SourceStandIn(Process process) throws IOException {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.address = answer().split(" ", -1);
  }

  /** A directory of so many mailboxes, and a list of 3,000 members for each 1,000 of them. */
  static SourceStandIn directory(int mailboxes) throws IOException {
    return start("directory", mailboxes);
  }

  /** A tenant of so many objects. */
  static SourceStandIn tenant(int objects) throws IOException {
    return start("tenant", objects);
  }

  private static SourceStandIn start(String kind, int size) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx4g",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SourceStandIn.class.getName(),
            kind,
            Integer.toString(size));
    return new SourceStandIn(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** What it said of itself when it was ready: a port, or addresses and a secret. */
  String address(int part) {
    return address[part];
  }

  /** Requests so far: searches and pages of searches, or requests over HTTP. */
  long requests() throws IOException {
    questions.println("requests");
    return Long.parseLong(answer());
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the stand-in has ended");
    }
    return line;
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }

  /** Answers questions until there are no more. */
  public static void main(String[] arguments) throws IOException {
    int size = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("directory")) {
      try (TestDirectory directory = LargeDirectory.of(size, MEMBERS, UNITS)) {
        System.out.println(directory.port());
        serve(directory.troubles()::searches);
      }
    } else {
      ExportGenerator organization = new ExportGenerator(7, "lindenau", List.of(DOMAIN), size);
      try (SandboxExchange exchange =
          SandboxExchange.start(organization, PAGE, Clock.systemUTC())) {
        System.out.println(
            String.join(
                " ", exchange.exchangeUrl(), exchange.loginUrl(), exchange.tokens().secret()));
        serve(exchange::requests);
      }
    }
  }

  private static void serve(LongSupplier requests) throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (questions.readLine() != null) {
      System.out.println(requests.getAsLong());
    }
  }
}

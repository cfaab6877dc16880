package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that reads PST files, of Debian's packages pst-utils and pff-tools. */
final class ReaderProgram {
  private static final int PATIENCE_MINUTES = 5;

  private ReaderProgram() {}

  /** Runs a program to its end and returns what it printed. */
  static String run(Path folder, String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, program, ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    Process process = start(builder, program);
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static Process start(ProcessBuilder builder, String program) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          program
              + " is missing; on Debian: apt-get install pst-utils pff-tools"
              + " (scripts/check does so where it may, and leaves this test out where not)",
          e);
    }
  }
}

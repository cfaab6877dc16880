package io.rollcall.cli;

import io.rollcall.contacts.deletion.DeletionPassword;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Audit;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The deletion password, by prompt or file; never an argument, which others can see. */
final class DeletionGate {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The deletion password is this file's first line. Default: it is asked for.")
  @Nullable Path file;

  /** Makes sure of the password. */
  void pass(Program program, String action, String target) {
    DeletionPassword password = program.bean(DeletionPassword.class);
    if (!password.isSet()) {
      throw Session.wrongUse(
          "there is no deletion password yet: nothing can be deleted without one",
          "scripts/rollcall contacts set-deletion-password");
    }
    with(program, action, target, password::require);
  }

  /** Does something with the given password; one that is refused is written down. */
  void with(Program program, String action, String target, Consumer<char[]> use) {
    char[] given = read(file, "Deletion password: ", "--password-file");
    try {
      use.accept(given);
    } catch (RollcallException e) {
      if (e.exitCode() == ExitCode.REFUSED) {
        program
            .bean(Audit.class)
            .record(Session.user(), "contacts-password-refused", target, action);
      }
      throw e;
    } finally {
      Arrays.fill(given, '\0');
    }
  }

  /** Reads a password from a file's first line, or from the terminal. */
  static char[] read(@Nullable Path file, String prompt, String option) {
    if (file != null) {
      return firstLine(file);
    }
    Console console = Terminal.is(0) ? System.console() : null;
    char[] given = console == null ? null : console.readPassword("%s", prompt);
    if (given == null) {
      throw Session.wrongUse(
          "there is no terminal to ask for a password", "add %s FILE".formatted(option));
    }
    return given;
  }

  private static char[] firstLine(Path file) {
    try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      return line == null ? new char[0] : line.toCharArray();
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the file %s cannot be read".formatted(file),
          "name a file with the password in its first line",
          e);
    }
  }
}

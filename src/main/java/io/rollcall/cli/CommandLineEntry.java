package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.IntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From the arguments of the process to its exit code. */
public final class CommandLineEntry {

  private CommandLineEntry() {}

  /**
   * Runs one command.
   *
   * @param application the class that Spring starts with
   * @param halt ends the process at once: a second Ctrl-C
   * @return the process's exit code
   */
  public static int run(String[] args, Class<?> application, IntConsumer halt) {
    boolean json = Arrays.asList(args).contains("--json");
    Session session = new Session(System.out, System.err, json, application, halt);
    int code = line(session).execute(args);
    int signalled = session.signals().exitCode();
    System.out.flush();
    return signalled == 0 ? code : signalled;
  }

  /** All commands, ready to parse. */
  static CommandLine line(Session session) {
    CommandLine line = Commands.line(session);
    line.setOut(new PrintWriter(session.out(), true, Charset.defaultCharset()));
    line.setErr(new PrintWriter(session.err(), true, Charset.defaultCharset()));
    line.setColorScheme(
        Help.defaultColorScheme(Terminal.colours(1) ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setExecutionExceptionHandler((error, command, parsed) -> session.failed(error));
    line.setParameterExceptionHandler((error, arguments) -> wrongUse(session, error));
    return line;
  }

  private static int wrongUse(Session session, ParameterException error) {
    String command = error.getCommandLine().getCommandSpec().qualifiedName(" ");
    StringBuilder next = new StringBuilder();
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      next.append("did you mean ")
          .append(String.join(" or ", unmatched.getSuggestions()))
          .append("? ");
    }
    next.append(command).append(" --help");
    String message =
        error instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
            ? "no such command or argument: " + String.join(" ", unmatched.getUnmatched())
            : String.valueOf(error.getMessage());
    return session.failed(new Failure(ExitCode.WRONG_USE, message, next.toString()));
  }
}

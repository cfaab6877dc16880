package io.rollcall.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether somebody is looking, and what they answer. */
final class Terminal {

  private Terminal() {}

  /**
   * Whether one of the standard streams is a terminal.
   *
   * @param stream 0 for stdin, 1 for stdout, 2 for stderr
   */
  static boolean is(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException e) {
      return false;
    }
    return consoleIsTerminal();
  }

  /**
   * Where there is no /proc; then one answer for all streams. From Java 22 on a console is there
   * even without a terminal, and says so itself.
   */
  @SuppressWarnings("SystemConsoleNull") // null is what Java 17 to 21 say
  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** See <a href="https://no-color.org">no-color.org</a>. */
  static boolean colours(int stream) {
    String none = System.getenv("NO_COLOR");
    return is(stream) && (none == null || none.isEmpty());
  }

  /**
   * Makes sure that there is somebody to ask.
   *
   * @throws io.rollcall.kernel.RollcallException when there is not
   */
  static void requireSomebody() {
    if (!is(0)) {
      throw Session.wrongUse(
          "there is no terminal to ask for confirmation", "add --yes if you are sure");
    }
  }

  /** Asks for a yes. */
  static boolean confirm(PrintStream err, String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      return false;
    }
  }
}

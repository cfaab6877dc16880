package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What all commands of one process share: its streams, its home folder, who calls. */
final class Session {
  private static final int MOST_LISTED = 100_000;

  private static final String PROGRAM = Commands.NAME + " ";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final Class<?> application;
  private final Signals signals;
  private @Nullable Path givenHome;
  private @Nullable DatabaseAddress database;
  private boolean connected;
  private Consumer<DatabaseAddress> databaseKnown = address -> {};
  private String commandName = "rollcall";

  /**
   * @param json errors are written as JSON
   */
  Session(PrintStream out, PrintStream err, boolean json, Class<?> application, IntConsumer halt) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.application = application;
    this.signals = new Signals(this::note, halt);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  boolean json() {
    return json;
  }

  Class<?> application() {
    return application;
  }

  Signals signals() {
    return signals;
  }

  void useHome(Path home) {
    this.givenHome = home;
  }

  /** The home folder, which need not exist. */
  Home home() {
    return Home.of(givenHome, System.getenv());
  }

  /** The database that errors are about, once it is known. */
  void useDatabase(DatabaseAddress address) {
    this.database = address;
    this.connected = false;
    databaseKnown.accept(address);
  }

  @Nullable DatabaseAddress database() {
    return database;
  }

  /** Called once with the database's address, before anything is connected. */
  void onDatabase(Consumer<DatabaseAddress> listener) {
    this.databaseKnown = listener;
  }

  /** The database has answered. */
  void connected() {
    this.connected = true;
  }

  /** How other processes are told of this one. */
  String commandName() {
    return commandName;
  }

  void useCommandName(String name) {
    this.commandName = name;
  }

  /** Starts the program on the home folder, with an up-to-date schema. */
  Program open() {
    Program program = Program.start(this, home().require());
    try {
      program.requireSchema();
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
    return program;
  }

  /** Starts the program whatever the state of its schema. */
  Program openWithoutSchema() {
    return Program.start(this, home().require());
  }

  /** The operating-system account that calls; behind sudo, the one that typed it. */
  static String user() {
    String behindSudo = System.getenv("SUDO_USER");
    return behindSudo == null || behindSudo.isBlank()
        ? System.getProperty("user.name", "unknown")
        : behindSudo;
  }

  /** Prints one line of a table or a message for people. */
  void say(String line) {
    out.println(Visible.of(commands(line)));
  }

  /** Prints the one JSON document of a command. */
  void print(Object document) {
    out.println(JsonOutput.of(document));
  }

  /** Prints one of the JSON documents of a command, on one line. */
  void printLine(Object document) {
    out.println(JsonOutput.line(document));
    out.flush();
  }

  /** Tells something that is no result. */
  void note(String line) {
    err.println(Visible.of(commands(line)));
  }

  /**
   * Makes commands in a text repeatable: with the program as it was typed, and the home folder that
   * this one was given.
   */
  String commands(String text) {
    String home = givenHome == null ? "" : "--home " + quoted(givenHome.toString()) + " ";
    return text.replace(PROGRAM, typedProgram() + " " + home);
  }

  /** How the program was typed, which its launcher knows. */
  static String typedProgram() {
    return quoted(System.getProperty("io.rollcall.command", Commands.NAME));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Shows an error; returns the exit code. */
  int failed(Throwable error) {
    return failed(Failures.of(error, database, connected, safeHome()));
  }

  private Home safeHome() {
    try {
      return home();
    } catch (RollcallException e) {
      return new Home(Path.of("").toAbsolutePath());
    }
  }

  int failed(Failure failure) {
    String next = failure.nextStep();
    Failure shown =
        new Failure(
            failure.exitCode(),
            commands(failure.message()),
            next == null || next.isBlank() ? null : commands(next));
    if (json) {
      err.println(JsonOutput.of(shown.json()));
    } else {
      shown.message().lines().forEach(line -> err.println("rollcall: " + Visible.of(line)));
      if (shown.nextStep() != null) {
        shown.nextStep().lines().forEach(line -> err.println("  " + Visible.of(line)));
      }
    }
    return shown.exitCode().code();
  }

  static RollcallException wrongUse(String message, String next) {
    return new RollcallException(ExitCode.WRONG_USE, message, next);
  }

  /** An option {@code --limit} of a command. */
  static void requireLimit(int limit, String command) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw wrongUse(
          "--limit is 1 to " + MOST_LISTED, "scripts/rollcall %s --help".formatted(command));
    }
  }
}

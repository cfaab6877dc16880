package io.rollcall;

import io.rollcall.cli.CommandLineEntry;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point: the command line is read first; Spring starts only when a command needs it. */
@SpringBootApplication
public class Rollcall {

  private Rollcall() {}

  public static void main(String[] args) {
    System.exit(
        args.length == 2 && args[0].equals(StartUpTraining.WORD)
            ? StartUpTraining.run(args[1], Rollcall::run)
            : run(args));
  }

  private static int run(String... args) {
    return CommandLineEntry.run(args, Rollcall.class, Runtime.getRuntime()::halt);
  }
}

package io.rollcall.scripts;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Stands in for the program: says how it was started, and ends with code 3; as the training of a
 * start-up archive it ends well.
 */
public final class StandInProgram {

  private StandInProgram() {}

  public static void main(String[] args) {
    System.out.println("options " + ManagementFactory.getRuntimeMXBean().getInputArguments());
    System.out.println("arguments " + List.of(args));
    System.out.println("charset " + Charset.defaultCharset());
    System.out.println("command " + System.getProperty("io.rollcall.command"));
    boolean training = args.length > 0 && List.of("start-up-training", "--help").contains(args[0]);
    System.exit(training ? 0 : 3);
  }
}

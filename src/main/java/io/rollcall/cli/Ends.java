package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a command's help says beside its options. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Ends {

  /** The exit codes that the command can have, beside 2 for wrong use. */
  ExitCode[] with() default {};

  /** Whether it sees a run to its end, and so can have any exit code that a run has. */
  boolean asARun() default false;

  /** A call of it, as one would type it behind {@code scripts/rollcall}. */
  String example();
}

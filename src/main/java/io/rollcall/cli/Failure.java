package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error as a person reads it.
 *
 * @param nextStep what to type or change; null where nothing can be done
 */
record Failure(ExitCode exitCode, String message, @Nullable String nextStep) {

  static Failure of(RollcallException error) {
    return new Failure(
        error.exitCode(), Objects.toString(error.getMessage(), ""), error.nextStep());
  }

  /** What {@code --json} writes to stderr. */
  record Json(Body error) {}

  /**
   * @param code the exit code's name
   */
  record Body(int exitCode, String code, String message, @Nullable String nextStep) {}

  Json json() {
    return new Json(new Body(exitCode.code(), exitCode.name(), message, nextStep));
  }
}

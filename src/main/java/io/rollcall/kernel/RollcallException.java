package io.rollcall.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error made for people: what happened to which thing, and what to do next. Anything else that
 * is thrown is a fault of the program and is shown with its stack.
 */
public class RollcallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final @Nullable String nextStep;

  /**
   * @param message names the thing (job, organization, object, file:line:column) and what is wrong
   *     with it
   * @param nextStep what the reader can type or change; null only where nothing can be done
   */
  public RollcallException(ExitCode exitCode, String message, @Nullable String nextStep) {
    this(exitCode, message, nextStep, null);
  }

  public RollcallException(
      ExitCode exitCode, String message, @Nullable String nextStep, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.nextStep = nextStep;
  }

  /** The first of a failure and its causes that was made for people. */
  public static Optional<RollcallException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RollcallException foreseen) {
        return Optional.of(foreseen);
      }
    }
    return Optional.empty();
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public @Nullable String nextStep() {
    return nextStep;
  }
}

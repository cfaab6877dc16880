package io.rollcall.graph;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Graph, or the sign-in before it, gave no answer to work with. Nothing was changed there. */
public class GraphException extends RollcallException {
  private static final long serialVersionUID = 1L;

  private final transient GraphError error;
  private final String advice;

  GraphException(String message, String advice, GraphError error, @Nullable Throwable cause) {
    super(ExitCode.FAILED, message, advice, cause);
    this.error = error;
    this.advice = advice;
  }

  /** The HTTP status; 0 when no answer came. */
  public int status() {
    return error.status();
  }

  /** Graph's word for the error, in the spelling of the answer; empty when it gave none. */
  public Optional<String> code() {
    return Optional.ofNullable(error.code());
  }

  /** What Microsoft's support asks for; empty when the answer named none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(error.requestId());
  }

  /** As a row of the run's problems: the organization was left out. */
  public Problem problem(String organization) {
    return new Problem(
        Problem.Kind.ORGANIZATION,
        organization,
        "Microsoft Graph",
        String.valueOf(getMessage()),
        advice);
  }
}

package io.rollcall.entra;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service of Microsoft's gave no answer to work with. Nothing was changed there. */
public abstract class CloudException extends RollcallException {
  private static final long serialVersionUID = 1L;

  private final transient CloudError error;

  /**
   * @param error what the answer said; {@link CloudError#none} when there was none
   */
  protected CloudException(
      String message, String advice, CloudError error, @Nullable Throwable cause) {
    super(ExitCode.FAILED, message, advice, cause);
    this.error = error;
  }

  /** The HTTP status; 0 when no answer came. */
  public int status() {
    return error.status();
  }

  /** The service's word for the error, in the spelling of the answer; empty when it gave none. */
  public Optional<String> code() {
    return Optional.ofNullable(error.code());
  }

  /** What Microsoft's support asks for; empty when the answer named none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(error.requestId());
  }
}

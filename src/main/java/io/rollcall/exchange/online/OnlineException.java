package io.rollcall.exchange.online;

import io.rollcall.entra.CloudError;
import io.rollcall.entra.CloudException;
import org.jspecify.annotations.Nullable;

/** Exchange Online gave no answer to work with, or one that may not be whole. */
public final class OnlineException extends CloudException {
  private static final long serialVersionUID = 1L;

  OnlineException(String message, String advice, int status, @Nullable Throwable cause) {
    super(message, advice, new CloudError(status, null, null, null), cause);
  }
}

package io.rollcall.entra;

import org.jspecify.annotations.Nullable;

/** The application got no token. */
public final class SignInException extends CloudException {
  private static final long serialVersionUID = 1L;

  SignInException(String message, String advice, CloudError error, @Nullable Throwable cause) {
    super(message, advice, error, cause);
  }
}

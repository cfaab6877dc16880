package io.rollcall.graph;

import io.rollcall.entra.CloudError;
import io.rollcall.entra.CloudException;
import org.jspecify.annotations.Nullable;

/**
 * Graph gave no answer to work with. Nothing was changed there, unless a {@link MailboxException}
 * says so.
 */
public class GraphException extends CloudException {
  private static final long serialVersionUID = 1L;

  GraphException(String message, String advice, CloudError error, @Nullable Throwable cause) {
    super(message, advice, error, cause);
  }
}

package io.rollcall.graph;

import io.rollcall.entra.CloudError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox, or something in it, could not be read or changed. Other mailboxes may be all right:
 * this is a problem of a run, not its end.
 */
public final class MailboxException extends GraphException {
  private static final long serialVersionUID = 1L;

  /** What an operator has to know. */
  public enum Reason {
    /** There is no such user any more. */
    NO_USER,
    /** The user has no mailbox that Graph can open: no licence, or it is somewhere else. */
    NO_MAILBOX,
    /** The mailbox is there, and the application may not enter it. */
    ACCESS_DENIED,
    /** Too many requests, longer than our patience. */
    THROTTLED,
    /** The service failed, longer than our patience. */
    UNAVAILABLE,
    /** The folder or the contact is not there, or not any more. */
    GONE,
    /** This contact cannot be read, now and later; the others can. */
    UNREADABLE,
    /** What was to be written is not accepted: see {@link MailboxException#field}. */
    REFUSED,
    /** The mailbox is full. */
    QUOTA,
    /** There is a folder of this name already. */
    FOLDER_EXISTS,
    /** No answer came: what was to be written may have been written. */
    MAYBE_DONE
  }

  private final Reason reason;
  private final @Nullable ContactField field;

  MailboxException(
      Reason reason,
      @Nullable ContactField field,
      String message,
      String advice,
      CloudError error,
      @Nullable Throwable cause) {
    super(message, advice, error, cause);
    this.reason = reason;
    this.field = field;
  }

  /** What it is about. */
  public Reason reason() {
    return reason;
  }

  /** The field that was refused, when the answer names one. */
  public Optional<ContactField> field() {
    return Optional.ofNullable(field);
  }
}

package io.rollcall.sandbox.graph;

import org.jspecify.annotations.Nullable;

/** What a mailbox is like for who wants to read it. */
public enum MailboxCondition {
  /** It can be read, and written to with the permission for it. */
  GOOD,
  /** The user has none: one or the other word for it, from one request to the next. */
  NONE,
  /** The user has none, in the words of another data centre. */
  INVALID_USER,
  /** It is there, and the application may not enter. */
  ACCESS_DENIED,
  /** An application access policy keeps the application out. */
  POLICY,
  /** It is full: it can be read, nothing can be added. */
  FULL;

  /** The refusal; null when there is none. */
  @Nullable Reply refusal(boolean writing, boolean otherWord) {
    return switch (this) {
      case GOOD -> null;
      case NONE ->
          otherWord
              ? Reply.outlook(404, "ResourceNotFound", "Resource could not be discovered.")
              : Reply.outlook(
                  404,
                  "MailboxNotEnabledForRESTAPI",
                  "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
      case INVALID_USER -> Reply.outlook(404, "ErrorInvalidUser", "The requested user is invalid.");
      case ACCESS_DENIED ->
          Reply.outlook(
              403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
      case POLICY -> Reply.outlook(403, "ErrorAccessDenied", "Access to OData is disabled.");
      case FULL ->
          writing
              ? Reply.outlook(507, "ErrorQuotaExceeded", "The mailbox is over its quota.")
              : null;
    };
  }
}

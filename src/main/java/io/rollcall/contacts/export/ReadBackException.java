package io.rollcall.contacts.export;

/** A file that was read back and does not say what was written; names the contact's place in it. */
final class ReadBackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadBackException(String message) {
    super(message);
  }
}

package io.rollcall.activedirectory;

/** A value of one object that has a wrong form; its group fails, the others are used. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

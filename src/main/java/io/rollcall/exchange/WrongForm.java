package io.rollcall.exchange;

/** A value that its field cannot hold; the message says which value and what was expected. */
final class WrongForm extends Exception {
  private static final long serialVersionUID = 1L;

  WrongForm(String expected, Object value) {
    super("\"" + Json.clip(value) + "\" is no " + expected, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

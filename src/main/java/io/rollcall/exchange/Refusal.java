package io.rollcall.exchange;

/** A line that is no usable record; the message continues the sentence "the record ...". */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String advice;

  Refusal(String message) {
    this(message, "Correct the object on the backend, then export again.");
  }

  Refusal(String message, String advice) {
    super(message, null, false, false);
    this.advice = advice;
  }

  static Refusal duplicateKey(String name) {
    return new Refusal(
        "names \"" + Json.clip(name) + "\" twice in one object",
        "Write each key once; the export script of this program does.");
  }

  String advice() {
    return advice;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

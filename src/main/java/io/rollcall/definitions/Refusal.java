package io.rollcall.definitions;

/** A value that cannot be taken, with what may stand there instead. */
final class Refusal extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String allowed;

  Refusal(String what, String allowed) {
    super(what);
    this.allowed = allowed;
  }

  String allowed() {
    return allowed;
  }
}

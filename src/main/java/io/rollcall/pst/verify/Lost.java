package io.rollcall.pst.verify;

/** A structure cannot be read on; why has been noted already. */
final class Lost extends Exception {
  private static final long serialVersionUID = 1;

  Lost() {
    super("unreadable", null, false, false);
  }
}

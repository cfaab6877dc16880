package io.rollcall.exchange;

import java.util.Locale;

/** The three kinds of objects a mail backend holds for an organization. */
public enum ObjectKind {
  MAILBOX,
  LIST,
  CONTACT;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The persistent name, which is also the {@code type} of an export record. */
  public String key() {
    return key;
  }
}

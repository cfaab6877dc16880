package io.rollcall.activedirectory;

/** How the way to a controller is protected. */
public enum Security {
  /** TLS from the first byte. */
  LDAPS,
  /** TLS before anything else is said. */
  STARTTLS,
  /** Nothing: whoever is on the way reads the password and everything else. */
  NONE
}

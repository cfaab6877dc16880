package io.rollcall.plan;

import java.util.Locale;

/** What a line of a plan does. */
public enum Operation {
  ADD,
  UPDATE,
  /** The source no longer has it; what the family then writes is a mark, never a deletion. */
  REMOVE,
  /**
   * Nothing to write but the runner's own note that the source's record was found equal. Not a
   * change: neither counted nor shown.
   */
  EQUAL,
  /** An object that may be added; decided when all objects of the run are known. */
  STAGED_ADD,
  /** Not decided yet: waits until all objects of the run are known, staged additions first. */
  STAGED;

  /** The word for it in definitions, tables and reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The operation of a key; the inverse of {@link #key()}. */
  public static Operation of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}

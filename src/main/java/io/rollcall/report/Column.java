package io.rollcall.report;

/**
 * A column of a data sheet.
 *
 * @param widthChars width in characters, 1 to 255
 */
public record Column(String title, Type type, int widthChars) {

  public Column {
    if (widthChars < 1 || widthChars > 255) {
      throw new IllegalArgumentException("the width of a column is 1 to 255 characters");
    }
  }

  /** What the cells of a column are, where their values allow it; other values become text. */
  public enum Type {
    TEXT,
    NUMBER,
    /** An {@link java.time.Instant}, shown in UTC. */
    TIME
  }
}

package io.rollcall.cli;

import java.util.Locale;

/**
 * Names of a backend made fit for a terminal: what would move its cursor, change its state or turn
 * the order of its text around is shown as {@code \u202E}. Letters of any script stay as they are.
 */
final class Visible {

  private Visible() {}

  /** One line of text. */
  static String of(String text) {
    return escaped(text, false);
  }

  /** A JSON document with the same in its strings, as JSON's own escapes: it says the same. */
  static String json(String document) {
    return escaped(document, true);
  }

  private static String escaped(String text, boolean lines) {
    if (text.codePoints()
        .noneMatch(c -> acts(c) && !(lines && (c == '\n' || c == '\r' || c == '\t')))) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (!acts(c) || (lines && (c == '\n' || c == '\r' || c == '\t'))) {
                visible.appendCodePoint(c);
              } else if (c == '\n') {
                visible.append("\\n");
              } else if (c == '\t') {
                visible.append("\\t");
              } else {
                visible.append(String.format(Locale.ROOT, "\\u%04X", c));
              }
            });
    return visible.toString();
  }

  /** Controls, ends of lines, halves of characters, and marks that set the direction of text. */
  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default ->
          c == 0x061C
              || c == 0x200E
              || c == 0x200F
              || (c >= 0x202A && c <= 0x202E)
              || (c >= 0x2066 && c <= 0x2069);
    };
  }
}

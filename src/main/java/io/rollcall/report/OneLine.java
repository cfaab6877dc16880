package io.rollcall.report;

/** Text that goes where one line is allowed: a mail header, an error column. */
final class OneLine {

  private OneLine() {}

  /**
   * The text with control characters, line and paragraph separators and unpaired surrogates
   * replaced by spaces, and cut with an ellipsis to at most {@code limit} UTF-16 units.
   */
  static String of(String text, int limit) {
    var line = new StringBuilder();
    text.codePoints().map(c -> breaks(c) ? ' ' : c).forEach(line::appendCodePoint);
    if (line.length() > limit) {
      int end = limit - 1;
      line.setLength(Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
      line.append('…');
    }
    return line.toString().strip();
  }

  private static boolean breaks(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}

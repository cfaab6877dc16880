package io.rollcall.report;

/**
 * Text as a cell of a workbook holds it: unchanged for the reader, whatever it contains.
 *
 * <p>Characters that XML 1.0 cannot hold are written {@code _xHHHH_}, and text that happens to look
 * like such an escape is escaped itself (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
 */
final class CellText {

  /** Excel's limit for the text of a cell, in UTF-16 units. POI applies it to the escaped form. */
  static final int LIMIT = 32_767;

  private static final int ROOM_FOR_NOTE = 40;

  private CellText() {}

  static String of(String text) {
    if (text.length() <= LIMIT && isPlain(text)) {
      return text;
    }
    var cell = new StringBuilder(Math.min(text.length(), LIMIT) + 16);
    int next = 0;
    int kept = 0;
    int keptLength = 0;
    while (next < text.length()) {
      next = append(cell, text, next);
      if (cell.length() > LIMIT) {
        cell.setLength(keptLength);
        int left = text.codePointCount(kept, text.length());
        return cell.append("… [cut: ").append(left).append(" characters]").toString();
      }
      if (cell.length() <= LIMIT - ROOM_FOR_NOTE) {
        kept = next;
        keptLength = cell.length();
      }
    }
    return cell.toString();
  }

  /**
   * Whether Excel would take the text for a formula, or drop its first character, once somebody
   * edits the cell. The quote prefix of the cell's style prevents it.
   */
  static boolean needsQuotePrefix(String text) {
    return !text.isEmpty() && "=+-@'".indexOf(text.charAt(0)) >= 0;
  }

  /** Appends the character at {@code at} and returns the index of the next one. */
  private static int append(StringBuilder cell, String text, int at) {
    char c = text.charAt(at);
    if (isPlain(c)) {
      cell.append(c);
    } else if (c == '_') {
      cell.append(startsEscape(text, at) ? "_x005F_" : "_");
    } else if (!Character.isSurrogate(c)) {
      cell.append(String.format("_x%04X_", (int) c));
    } else if (isPair(text, at)) {
      cell.append(c).append(text.charAt(at + 1));
      return at + 2;
    } else {
      cell.append('\uFFFD');
    }
    return at + 1;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    boolean inXml = c >= ' ' || c == '\t' || c == '\n';
    return inXml && c != '_' && !Character.isSurrogate(c) && c < '\uFFFE';
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static boolean startsEscape(String text, int at) {
    if (at + 6 >= text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') {
      return false;
    }
    for (int i = at + 2; i < at + 6; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}

package io.rollcall.contacts.export;

/** Text as files in UTF-8 can hold it. */
final class Characters {
  private static final char REPLACEMENT = '\uFFFD';

  private Characters() {}

  /** Without U+0000, and U+FFFD for half a pair of surrogates, which UTF-8 cannot write. */
  static String encodable(String text) {
    return rewritten(text, false);
  }

  /**
   * As a value of a vCard: what {@link #encodable} says, lines that end in LF alone, and no control
   * characters but tabs (<a href="https://www.rfc-editor.org/rfc/rfc6350#section-3.3">RFC 6350,
   * 3.3</a> and 3.4).
   */
  static String vcard(String text) {
    return rewritten(text, true);
  }

  private static String rewritten(String text, boolean vcard) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        kept.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        kept.append(REPLACEMENT);
      } else if (vcard && c == '\r') {
        kept.append('\n');
        i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
      } else if (c != 0 && !(vcard && forbidden(c))) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean forbidden(char c) {
    return (c < ' ' && c != '\t' && c != '\n') || c == '\u007F';
  }
}

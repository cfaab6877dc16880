package io.rollcall.pst;

/** What programs cannot take in a text. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /**
   * Without U+0000, which ends a text for most programs, and with U+FFFD for each half of a
   * surrogate pair: some programs drop the whole text for it, others the whole contact.
   */
  static String clean(String text) {
    String whole = text.indexOf(0) < 0 ? text : text.replace("\0", "");
    int torn = torn(whole, 0);
    if (torn < 0) {
      return whole;
    }
    StringBuilder mended = new StringBuilder(whole);
    for (; torn >= 0; torn = torn(whole, torn + 1)) {
      mended.setCharAt(torn, REPLACEMENT);
    }
    return mended.toString();
  }

  /** Where the next half of a pair stands alone, from a place on that is in no pair; -1 if none. */
  private static int torn(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** The first characters of a text; a pair of surrogates is not torn. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}

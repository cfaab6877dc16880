package io.rollcall.pst;

/** What programs cannot take in a text. */
final class Texts {
  private Texts() {}

  /** Without U+0000, which ends a text for most programs. */
  static String clean(String text) {
    return text.indexOf(0) < 0 ? text : text.replace("\0", "");
  }

  /** The first characters of a text; a pair of surrogates is not torn. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}

package io.rollcall.kernel;

import java.util.Locale;

/** Numbers with their nouns, for people: {@code 1 problem}, {@code 1,200 problems}. */
public final class Plural {

  private Plural() {}

  /** The number and a noun whose plural ends with s. */
  public static String of(long number, String one) {
    return of(number, one, one + "s");
  }

  /** The number and a noun in its right form. */
  public static String of(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}

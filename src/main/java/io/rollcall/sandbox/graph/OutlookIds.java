package io.rollcall.sandbox.graph;

import java.util.Base64;
import java.util.Random;

/**
 * Ids as Outlook's: long, case-sensitive, with slashes, plus and equal signs in them. Now and then
 * one differs from the one before only in the case of a letter.
 */
final class OutlookIds {
  private static final int BYTES = 46;
  private static final int SEVERAL = 6;

  private final Random random;
  private String last = "";

  OutlookIds(long seed) {
    this.random = new Random(seed);
  }

  synchronized String next(String prefix) {
    if (last.startsWith(prefix) && random.nextInt(SEVERAL) == 0) {
      String twin = twin(last);
      last = "";
      return twin;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    last = prefix + Base64.getEncoder().encodeToString(bytes);
    return last;
  }

  private static String twin(String id) {
    for (int i = id.length() - 1; i >= 0; i--) {
      char letter = id.charAt(i);
      if (Character.isLetter(letter)) {
        char other =
            Character.isUpperCase(letter)
                ? Character.toLowerCase(letter)
                : Character.toUpperCase(letter);
        return id.substring(0, i) + other + id.substring(i + 1);
      }
    }
    throw new IllegalStateException("an id without letters");
  }
}

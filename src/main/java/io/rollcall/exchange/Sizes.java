package io.rollcall.exchange;

import java.util.Locale;

/** Sizes as Exchange writes them. */
final class Sizes {
  private Sizes() {}

  /**
   * {@code "99 GB (106,300,440,576 bytes)"}, {@code "Unlimited"}, {@code "1048576"} or {@code "10
   * MB"}. Between the brackets only the digits count: the separator follows the culture of the
   * server, and so does the fraction before the brackets, which is rounded besides.
   */
  static Object bytes(String text) throws WrongForm {
    if (Values.isUnlimited(text)) {
      return Limit.UNLIMITED;
    }
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    if (open >= 0) {
      return grouped(text, open + 1, close);
    }
    return whole(text);
  }

  private static long grouped(String text, int from, int to) throws WrongForm {
    long bytes = -1;
    boolean words = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && !words) {
        bytes = add(Math.max(bytes, 0), c - '0', text);
      } else if (Character.isLetter(c) && bytes >= 0) {
        words = true;
      } else if (Character.isLetterOrDigit(c) || c == '-') {
        throw new WrongForm("size", text);
      }
    }
    if (bytes < 0) {
      throw new WrongForm("size", text);
    }
    return bytes;
  }

  private static long whole(String text) throws WrongForm {
    long bytes = 0;
    int i = 0;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      bytes = add(bytes, text.charAt(i++) - '0', text);
    }
    int power = power(text.substring(i).trim().toUpperCase(Locale.ROOT));
    if (i == 0 || power < 0) {
      throw new WrongForm("size", text);
    }
    try {
      return Math.multiplyExact(bytes, 1L << (10 * power));
    } catch (ArithmeticException e) {
      throw new WrongForm("size", text);
    }
  }

  /** Of 1024; -1 for an unknown unit. */
  private static int power(String unit) {
    return switch (unit) {
      case "", "B", "BYTES" -> 0;
      case "KB" -> 1;
      case "MB" -> 2;
      case "GB" -> 3;
      case "TB" -> 4;
      default -> -1;
    };
  }

  private static long add(long bytes, int digit, String text) throws WrongForm {
    if (bytes > (Long.MAX_VALUE - digit) / 10) {
      throw new WrongForm("size", text);
    }
    return bytes * 10 + digit;
  }
}

package io.rollcall.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Hands out the names of a workbook's sheets: at most 31 characters, none of {@code :\/?*[]}, no
 * apostrophe at either end, unique without regard to case, and not "History", which Excel keeps for
 * itself.
 */
final class SheetNames {

  private static final int LIMIT = 31;

  private final Set<String> taken = new HashSet<>(Set.of("history"));

  /** A name like the wanted one that no other sheet has: "Name", "Name (2)" and so on. */
  String next(String wanted) {
    String base = clean(wanted);
    String name = cut(base, LIMIT);
    for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
      String number = " (" + n + ")";
      name = cut(base, LIMIT - number.length()) + number;
    }
    return name;
  }

  private static String clean(String wanted) {
    var clean = new StringBuilder();
    wanted.codePoints().map(c -> allowed(c) ? c : ' ').forEach(clean::appendCodePoint);
    String name = clean.toString().strip();
    return name.isEmpty() ? "Sheet" : name;
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return ":\\/?*[]'".indexOf(c) < 0
        && !Character.isISOControl(c)
        && !surrogate
        && c != 0xFFFE
        && c != 0xFFFF;
  }

  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end).strip();
  }
}

package io.rollcall.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as shells have it: {@code *} any text, {@code ?} one character, {@code [seq]} one of
 * them, {@code [!seq]} none of them, with ranges like {@code a-z}. A bracket that is never closed
 * stands for itself, and {@code ]} right after the opening belongs to the set. Case does not
 * matter. Matching takes at most the product of both lengths, whatever the pattern.
 */
public final class Wildcard {
  /** The characters that may stand at a place; null for any text. */
  private record Part(@Nullable IntPredicate one) {
    static final Part ANY_TEXT = new Part(null);

    boolean anyText() {
      return one == null;
    }

    boolean takes(int character) {
      return one != null && one.test(character);
    }
  }

  private final List<Part> parts;

  private Wildcard(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is empty, or a range goes backwards
   */
  public static Wildcard of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a pattern is empty");
    }
    int[] pattern = text.strip().toLowerCase(Locale.ROOT).codePoints().toArray();
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < pattern.length; at++) {
      int character = pattern[at];
      int end = character == '[' ? closing(pattern, at) : -1;
      if (end > 0) {
        parts.add(new Part(set(text, pattern, at + 1, end)));
        at = end;
      } else if (character == '*') {
        parts.add(Part.ANY_TEXT);
      } else if (character == '?') {
        parts.add(new Part(any -> true));
      } else {
        parts.add(new Part(one -> one == character));
      }
    }
    return new Wildcard(parts);
  }

  /**
   * Makes sure that all of them are patterns.
   *
   * @param key whose values they are, for the message
   * @throws IllegalArgumentException naming the key and the first that is none
   */
  public static void require(String key, List<String> patterns) {
    for (String pattern : patterns) {
      try {
        of(pattern);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
      }
    }
  }

  private static int closing(int[] pattern, int opening) {
    int first = opening + 1;
    if (first < pattern.length && pattern[first] == '!') {
      first++;
    }
    for (int at = first + 1; at < pattern.length; at++) {
      if (pattern[at] == ']') {
        return at;
      }
    }
    return -1;
  }

  private static IntPredicate set(String whole, int[] pattern, int from, int end) {
    boolean not = pattern[from] == '!';
    IntPredicate set = character -> false;
    for (int at = not ? from + 1 : from; at < end; at++) {
      int low = pattern[at];
      int high = low;
      if (at + 2 < end && pattern[at + 1] == '-') {
        high = pattern[at + 2];
        at += 2;
      }
      if (low > high) {
        throw new IllegalArgumentException(
            "the pattern '%s' has a range that goes backwards".formatted(whole));
      }
      int last = high;
      set = set.or(character -> character >= low && character <= last);
    }
    return not ? set.negate() : set;
  }

  /** Whether the whole of a text is as the pattern says. */
  public boolean matches(String text) {
    int[] characters = text.toLowerCase(Locale.ROOT).codePoints().toArray();
    int at = 0;
    int part = 0;
    int star = -1;
    int afterStar = 0;
    while (at < characters.length) {
      if (part < parts.size() && parts.get(part).anyText()) {
        star = part++;
        afterStar = at;
      } else if (part < parts.size() && parts.get(part).takes(characters[at])) {
        at++;
        part++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(Part::anyText);
  }
}

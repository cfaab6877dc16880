package io.rollcall.backendsync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import java.util.List;
import java.util.Locale;

/**
 * What the operators know of and will not mend: it is listed as a notice, and is no problem.
 *
 * @param unresolved patterns of references, as the backend writes them
 * @param foreignAddresses patterns of addresses
 */
public record KnownProblems(
    @Default("[]")
        @Described(
            "References that name nobody and never will, `*` for any text and `?` for a letter:"
                + " `\"S-1-5-21-*\"`.")
        List<String> unresolved,
    @Default("[]")
        @Described(
            "Addresses that may lie in a domain of another organization: `\"*@parent.example\"`.")
        List<String> foreignAddresses) {

  static final KnownProblems NONE = new KnownProblems(List.of(), List.of());

  /**
   * @throws IllegalArgumentException when a pattern is blank
   */
  public KnownProblems {
    unresolved = List.copyOf(unresolved);
    foreignAddresses = List.copyOf(foreignAddresses);
    if (unresolved.stream().anyMatch(String::isBlank)
        || foreignAddresses.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a pattern of known-problems is not blank");
    }
  }

  boolean knowsReference(String raw) {
    return unresolved.stream().anyMatch(pattern -> matches(pattern, raw));
  }

  boolean knowsAddress(String address) {
    return foreignAddresses.stream().anyMatch(pattern -> matches(pattern, address));
  }

  /**
   * Whether a text is what a pattern describes, whole and whatever the case. Never slower than the
   * product of their lengths: a source's text can be a megabyte long.
   */
  static boolean matches(String pattern, String text) {
    String wanted = pattern.trim().toLowerCase(Locale.ROOT);
    String given = text.trim().toLowerCase(Locale.ROOT);
    int at = 0;
    int star = -1;
    int afterStar = 0;
    int place = 0;
    while (at < given.length()) {
      if (place < wanted.length() && wanted.charAt(place) == '*') {
        star = place++;
        afterStar = at;
      } else if (place < wanted.length()
          && (wanted.charAt(place) == '?' || wanted.charAt(place) == given.charAt(at))) {
        place++;
        at++;
      } else if (star >= 0) {
        place = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (place < wanted.length() && wanted.charAt(place) == '*') {
      place++;
    }
    return place == wanted.length();
  }
}

package io.rollcall.definitions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
final class Nearest {

  private Nearest() {}

  /** {@code " (did you mean chunk-size?)"}, or nothing when no candidate comes close. */
  static String hint(String word, Collection<String> candidates) {
    List<String> near = of(word, candidates);
    return near.isEmpty() ? "" : " (did you mean " + near.get(0) + "?)";
  }

  /** The candidates within one edit for every three letters, the closest first. */
  static List<String> of(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Edits from one text to the other; two letters that changed places are one edit. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length() / 3 + 1) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 ? j : j == 0 ? i : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    least = Math.min(least, edits[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}

package io.rollcall.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The queries that ask for a contact's extended properties: only what is asked for by its exact id
 * is given (<a
 * href="https://learn.microsoft.com/graph/api/resources/extended-properties-overview">extended
 * properties</a>).
 */
final class ExtendedIds {
  /** Below the 2,048 characters that Microsoft's web servers grant a query by default. */
  static final int LONGEST = 1_900;

  private ExtendedIds() {}

  /** All that a card has of them, and whether there is a photo. */
  static List<String> wanted() {
    return Stream.concat(
            ContactField.of(ContactField.Shape.EXTENDED).stream().map(ContactField::graphName),
            Stream.of(ContactReading.HAS_PICTURE))
        .toList();
  }

  /**
   * As few values of {@code $expand} as there can be, encoded.
   *
   * @param longest of each, in characters
   */
  static List<String> expands(List<String> ids, int longest) {
    List<String> expands = new ArrayList<>();
    List<String> clauses = new ArrayList<>();
    for (String id : ids) {
      clauses.add("id eq '" + id + "'");
      if (clauses.size() > 1 && expand(clauses).length() > longest) {
        String last = clauses.remove(clauses.size() - 1);
        expands.add(expand(clauses));
        clauses = new ArrayList<>(List.of(last));
      }
    }
    expands.add(expand(clauses));
    return expands;
  }

  private static String expand(List<String> clauses) {
    return encoded(ContactReading.EXTENDED + "($filter=" + String.join(" or ", clauses) + ")");
  }

  /** What a query may not hold; quotes and brackets it may. */
  static String encoded(String text) {
    return Calls.segment(text)
        .replace("%24", "$")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%3D", "=")
        .replace("%2C", ",");
  }
}

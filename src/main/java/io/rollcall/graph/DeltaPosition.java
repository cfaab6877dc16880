package io.rollcall.graph;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a delta is read from.
 *
 * @param link of an earlier page, whole and unchanged, of any length; null to read from the
 *     beginning
 * @param ids the objects to read from the beginning; empty for all
 */
public record DeltaPosition(@Nullable String link, List<String> ids) {
  /** As many ids as a filter may name (user: delta, group: delta). */
  public static final int MOST_IDS = 50;

  public DeltaPosition {
    ids = List.copyOf(ids);
  }

  /** All objects, from the beginning. */
  public static DeltaPosition fresh() {
    return new DeltaPosition(null, List.of());
  }

  /** What follows a page, or what has changed since a round ended. */
  public static DeltaPosition at(String link) {
    return new DeltaPosition(link, List.of());
  }

  /**
   * A few objects, whole and as they are now. What is gone comes as removed, or not at all.
   *
   * @param ids 1 to {@link #MOST_IDS}
   */
  public static DeltaPosition of(Collection<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      throw new IllegalArgumentException("1 to " + MOST_IDS + " ids");
    }
    return new DeltaPosition(null, List.copyOf(ids));
  }

  /** The filter of the first request; null for all objects. */
  @Nullable String filter() {
    return ids.isEmpty()
        ? null
        : String.join(
            " or ", ids.stream().map(id -> "id eq '" + id.replace("'", "''") + "'").toList());
  }
}

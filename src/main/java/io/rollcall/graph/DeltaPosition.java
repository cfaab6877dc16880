package io.rollcall.graph;

import org.jspecify.annotations.Nullable;

/**
 * Where a delta is read from.
 *
 * @param link of an earlier page, whole and unchanged, of any length; null to read all objects
 */
public record DeltaPosition(@Nullable String link) {

  /** All objects, from the beginning. */
  public static DeltaPosition fresh() {
    return new DeltaPosition(null);
  }

  /** What follows a page, or what has changed since a round ended. */
  public static DeltaPosition at(String link) {
    return new DeltaPosition(link);
  }
}

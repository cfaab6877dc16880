package io.rollcall.graph;

/**
 * One entry of a delta page. Entries come in no order and more than once, each with what is true
 * when it is given: the last one counts.
 *
 * @param <T> {@link GraphUser}, {@link GraphGroup} or {@link ContactChange}
 */
public sealed interface DeltaItem<T> {

  /** Graph's id. */
  String id();

  /** It is there: new, changed, restored, or given again as it was. */
  record Present<T>(String id, T object) implements DeltaItem<T> {}

  /** It is gone; perhaps it was never known here, in a first round too. */
  record Removed<T>(String id, Reason reason) implements DeltaItem<T> {}

  /** How an object went. */
  enum Reason {
    /** Deleted, and for 30 days restorable ({@code changed}). */
    DELETED,
    /** Gone for good ({@code deleted}). */
    PURGED,
    /** Some other word. */
    OTHER;

    static Reason of(String word) {
      return switch (word) {
        case "changed" -> DELETED;
        case "deleted" -> PURGED;
        default -> OTHER;
      };
    }
  }
}

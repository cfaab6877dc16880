package io.rollcall.plan;

import java.util.function.IntSupplier;

/** How one of many small deletions is done: by itself, or in a transaction with something else. */
@FunctionalInterface
public interface Slice {
  /** A statement by itself. */
  Slice ALONE = IntSupplier::getAsInt;

  /**
   * Does it.
   *
   * @param deletion gives how many rows it deleted
   * @return that number
   */
  int delete(IntSupplier deletion);
}

package io.rollcall.report;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a sheet's rows come from; read once, row by row. */
@FunctionalInterface
public interface Rows {

  /**
   * Hands over every row. A value is a {@link Number}, an {@link java.time.Instant}, or anything
   * else by its text form; null, or a row shorter than the columns, leaves cells empty. The
   * consumer keeps no row, so the list may be used again.
   */
  void forEach(Consumer<List<@Nullable Object>> row);
}

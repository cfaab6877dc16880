package io.rollcall.exchange;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last line of an export.
 *
 * @param counts records by type; a type that is not named has none
 */
public record ExportTrailer(Map<String, Long> counts, @Nullable Instant finishedAt) {

  /** All records of the export. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

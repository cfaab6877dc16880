package io.rollcall.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times as the database keeps them: columns without a zone, which hold UTC. */
public final class Utc {
  private Utc() {}

  /** What a column holds for a time. */
  public static LocalDateTime column(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The time that a column holds. */
  public static Instant instant(LocalDateTime column) {
    return column.toInstant(ZoneOffset.UTC);
  }

  /** The time that a column holds; null when it holds none. */
  public static @Nullable Instant orNull(@Nullable LocalDateTime column) {
    return column == null ? null : instant(column);
  }
}

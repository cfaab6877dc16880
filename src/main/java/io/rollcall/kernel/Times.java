package io.rollcall.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as people read them, in texts and messages. */
public final class Times {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private Times() {}

  /** {@code 2026-02-03 04:05:06 +01:00}, in the local zone; {@code -} for none. */
  public static String local(@Nullable Instant time) {
    return in(ZoneId.systemDefault(), time);
  }

  /** The same in another zone. */
  public static String in(ZoneId zone, @Nullable Instant time) {
    return time == null ? "-" : LOCAL.format(time.atZone(zone));
  }

  /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
  public static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}

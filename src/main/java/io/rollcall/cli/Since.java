package io.rollcall.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * The beginning of a span of time, as an option gives it: {@code 7d} ago, or a local date, with or
 * without a time.
 *
 * @param ago null when it is a date
 * @param at null when it is a duration
 */
record Since(@Nullable Duration ago, @Nullable LocalDateTime at) {

  /** Reads {@code 12h}, {@code 7d}, {@code 2026-02-03} or {@code 2026-02-03T04:05}. */
  static Since parse(String text) {
    try {
      if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
        return new Since(null, LocalDate.parse(text).atStartOfDay());
      }
      if (text.contains("-")) {
        return new Since(null, LocalDateTime.parse(text));
      }
      return new Since(Durations.parse(text), null);
    } catch (DateTimeParseException | TypeConversionException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time: write 12h, 7d, 2026-02-03 or 2026-02-03T04:05");
    }
  }

  /** When it begins; null when the option was not given. */
  static @Nullable Instant of(@Nullable Since since, Program program) {
    return since == null
        ? null
        : since.instant(program.bean(Clock.class).instant(), ZoneId.systemDefault());
  }

  Instant instant(Instant now, ZoneId zone) {
    if (at != null) {
      return at.atZone(zone).toInstant();
    }
    return ago == null ? now : now.minus(ago);
  }
}

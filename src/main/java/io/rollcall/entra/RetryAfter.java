package io.rollcall.entra;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to wait: whole seconds, fractions ({@code 2.128} occurs), several values
 * of several proxies ({@code 31,120}), or a date (<a
 * href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>).
 */
final class RetryAfter {
  private static final BigDecimal LONGEST_SECONDS =
      BigDecimal.valueOf(Duration.ofDays(7).toSeconds());

  private RetryAfter() {}

  /**
   * @param value of the header; null when there is none
   * @param date of the header Date: a date is measured against the server's clock, not against ours
   * @param now used when there is no Date
   * @return empty when the server names no time, or none that can be read; of several the longest
   */
  static Optional<Duration> read(@Nullable String value, @Nullable String date, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    Optional<Instant> until = instant(value);
    if (until.isPresent()) {
      Duration left = Duration.between(instant(date).orElse(now), until.get());
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
    return Arrays.stream(value.split(",", -1))
        .flatMap(part -> seconds(part.strip()).stream())
        .max(Duration::compareTo);
  }

  private static Optional<Duration> seconds(String text) {
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.signum() < 0) {
        return Optional.empty();
      }
      long millis =
          seconds
              .min(LONGEST_SECONDS)
              .movePointRight(3)
              .setScale(0, RoundingMode.CEILING)
              .longValueExact();
      return Optional.of(Duration.ofMillis(millis));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package io.rollcall.architecture.violations.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.function.Supplier;

final class ReadsSystemTime {

  private ReadsSystemTime() {}

  static Instant instant() {
    return Instant.now();
  }

  static LocalDate localDate() {
    return LocalDate.now();
  }

  static LocalDate localDateInZone(ZoneId zone) {
    return LocalDate.now(zone);
  }

  static long millis() {
    return System.currentTimeMillis();
  }

  static Date date() {
    return new Date();
  }

  static Clock ownClock() {
    return Clock.systemUTC();
  }

  static Supplier<Instant> byReference() {
    return Instant::now;
  }

  /** Allowed: the clock came in. */
  static Instant given(Clock clock) {
    return Instant.now(clock);
  }

  /** Allowed: a date from a number. */
  static Date fromNumber(long millis) {
    return new Date(millis);
  }
}

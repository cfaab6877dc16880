package io.rollcall.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The one place that reads the system's time. */
public final class SystemClock {

  private SystemClock() {}

  /**
   * UTC in microseconds: that is what the tables keep, and a time that comes back from them must
   * equal the one stored.
   */
  public static Clock microseconds() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }
}

package io.rollcall.architecture.violations.kernel;

import java.time.Clock;
import java.time.Instant;

/** The one place that may; no rule names its {@code clock()}. */
public final class MakesClock {

  private MakesClock() {}

  static Clock clock() {
    return Clock.systemUTC();
  }

  static Instant throughClock() {
    return Instant.now(clock());
  }
}

package io.rollcall.report;

import java.time.Duration;

/** When a mail that was not accepted is tried again. */
final class Backoff {

  /** Long enough for a night's outage, short enough that a report is still news. */
  static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Backoff() {}

  /**
   * One minute after the first attempt, doubled with each further one, at most one hour.
   *
   * @param attempts attempts made so far, from 1 on
   */
  static Duration after(int attempts) {
    int doublings = Math.min(attempts - 1, 6);
    Duration delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}

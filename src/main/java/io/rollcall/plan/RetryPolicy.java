package io.rollcall.plan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a transient failure of the database is tried again: {@code rollcall.retry.*}.
 *
 * @param patience from a failure on until the last try begins; zero: nothing is tried again. A
 *     minute outlasts a restart of MySQL, and ends when a runner on another host may be taken for
 *     dead
 * @param firstDelay before the second try, doubled before each further one; long enough for the
 *     other party of a deadlock to end its chunk
 * @param maxDelay the longest delay; what a database that is back waits for us at most
 */
@ConfigurationProperties("rollcall.retry")
public record RetryPolicy(
    @DefaultValue("60s") Duration patience,
    @DefaultValue("200ms") Duration firstDelay,
    @DefaultValue("10s") Duration maxDelay) {

  private static final int MOST_DOUBLINGS = 20;

  /**
   * @throws IllegalArgumentException when a duration is negative, or a delay zero
   */
  public RetryPolicy {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative");
    }
    if (firstDelay.isNegative() || firstDelay.isZero() || maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "first-delay must be longer than nothing, and max-delay not shorter than it");
    }
  }

  /**
   * How long to wait before the next try. Half of it is chance: two that met in a deadlock must not
   * meet again.
   *
   * @param failures so far, from 1 on
   * @param chance from 0 on, less than 1
   */
  Duration delay(int failures, double chance) {
    Duration full = firstDelay.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    long nanos = (full.compareTo(maxDelay) > 0 ? maxDelay : full).toNanos();
    return Duration.ofNanos((long) (nanos * (1 + chance) / 2));
  }
}

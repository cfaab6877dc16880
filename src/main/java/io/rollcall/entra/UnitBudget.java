package io.rollcall.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps requests to a tenant or a mailbox below its limit, a bucket that fills evenly over a window
 * (<a href="https://learn.microsoft.com/graph/throttling-limits">throttling limits</a>), and holds
 * all of them back after a 429: the limit is the tenant's, not the request's. Safe for several
 * threads.
 */
public final class UnitBudget {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final int units;
  private final double windowSeconds;
  private final Clock clock;
  private double available;
  private Instant filledAt;
  private Instant closedUntil;

  /**
   * @param units that may be spent in 10 seconds, at least 1
   */
  public UnitBudget(int units, Clock clock) {
    this(units, TEN_SECONDS, clock);
  }

  /**
   * @param units that may be spent in a window, at least 1
   * @param window in which the bucket fills, at least a second
   */
  public UnitBudget(int units, Duration window, Clock clock) {
    if (units < 1) {
      throw new IllegalArgumentException("a budget of " + units + " units lets nothing through");
    }
    this.units = units;
    this.windowSeconds = window.toSeconds();
    this.clock = clock;
    this.available = units;
    this.filledAt = clock.instant();
    this.closedUntil = filledAt;
  }

  /**
   * Spends, and returns zero; or spends nothing, and returns how long to wait before asking again.
   */
  synchronized Duration take(int cost) {
    Instant now = clock.instant();
    fill(now);
    if (now.isBefore(closedUntil)) {
      return Duration.between(now, closedUntil);
    }
    double needed = Math.min(cost, units);
    if (available < needed) {
      double seconds = (needed - available) * windowSeconds / units;
      return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
    available -= cost;
    return Duration.ZERO;
  }

  /** Corrects what {@link #take} assumed by what the answer says it has cost. */
  synchronized void correct(int assumed, int actual) {
    available -= actual - assumed;
  }

  /** Lets nothing through for a while. */
  public synchronized void hold(Duration time) {
    Instant until = clock.instant().plus(time);
    closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
  }

  private void fill(Instant now) {
    double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
    available = Math.min(units, available + seconds * units / windowSeconds);
    filledAt = now;
  }
}

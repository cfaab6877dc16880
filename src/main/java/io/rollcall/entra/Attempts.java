package io.rollcall.entra;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The attempts of one request: says after each answer whether, and when, it is sent again. */
public final class Attempts {
  /** Nothing was done: even a write may be sent again. */
  private static final Set<Integer> NOT_DONE = Set.of(429);

  /** It may have been done all the same: only what changes nothing is sent again. */
  private static final Set<Integer> UNKNOWN = Set.of(0, 408, 500, 502, 503, 504, 507, 509);

  /** Words of Outlook for what stays as it is, behind a status that elsewhere passes. */
  private static final Set<String> PERMANENT = Set.of("ErrorCorruptData", "ErrorQuotaExceeded");

  private final Patience patience;
  private final Clock clock;
  private final RandomGenerator random;
  private int made;
  private Duration waited = Duration.ZERO;

  /**
   * @param random spreads attempts of runs that failed together
   */
  public Attempts(Patience patience, Clock clock, RandomGenerator random) {
    this.patience = patience;
    this.clock = clock;
    this.random = random;
  }

  /**
   * How long to wait until the next attempt; empty when this answer is the last one, good or bad.
   *
   * @param repeatable sending it twice does nothing that sending it once does not
   */
  public Optional<Duration> next(Answer answer, boolean repeatable) {
    made++;
    boolean again =
        NOT_DONE.contains(answer.status()) || (repeatable && UNKNOWN.contains(answer.status()));
    if (!again || made >= patience.attempts() || isPermanent(answer)) {
      return Optional.empty();
    }
    Optional<Duration> wish =
        RetryAfter.read(
            answer.headers().get("Retry-After"), answer.headers().get("Date"), clock.instant());
    if (wish.isPresent() && wish.get().compareTo(patience.longestRetryAfter()) > 0) {
      return Optional.empty();
    }
    Duration pause = longer(wish.orElseGet(this::ownPause), Duration.ofMillis(1));
    waited = waited.plus(pause);
    return Optional.of(pause);
  }

  private static boolean isPermanent(Answer answer) {
    CloudError error = CloudError.of(answer);
    return PERMANENT.stream().anyMatch(error::hasCode);
  }

  /** How often it was sent. */
  public int made() {
    return made;
  }

  /** How long the pauses were, all together. */
  public Duration waited() {
    return waited;
  }

  /**
   * Doubling, less up to a quarter by chance: runs that failed together do not come back together.
   */
  private Duration ownPause() {
    int doublings = Math.min(made - 1, 20);
    Duration full = patience.firstPause().multipliedBy(1L << doublings);
    Duration capped = full.compareTo(patience.longestPause()) > 0 ? patience.longestPause() : full;
    return Duration.ofMillis((long) (capped.toMillis() * (1 - random.nextDouble() / 4)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}

package io.rollcall.entra;

import java.time.Duration;

/**
 * How long a request that gets no good answer is repeated.
 *
 * @param attempts times that one request is sent, at least 1
 * @param firstPause before the second attempt when the answer names no time; doubles each time
 * @param longestPause where the doubling ends
 * @param longestRetryAfter a longer wish of the server ends the read instead; a shorter one is kept
 *     to the full, because asking early counts against the limit as well (<a
 *     href="https://learn.microsoft.com/graph/throttling">throttling</a>)
 */
public record Patience(
    int attempts, Duration firstPause, Duration longestPause, Duration longestRetryAfter) {

  /**
   * Eight attempts over about four minutes: longer than the tails of 5 to 10 seconds that Graph
   * shows on a bad day, shorter than the hour after which somebody would look.
   */
  public static final Patience DEFAULT =
      new Patience(8, Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofMinutes(15));

  /**
   * @throws IllegalArgumentException for fewer than one attempt or a time that is not positive
   */
  public Patience {
    if (attempts < 1
        || firstPause.isNegative()
        || firstPause.isZero()
        || longestPause.compareTo(firstPause) < 0
        || longestRetryAfter.isNegative()) {
      throw new IllegalArgumentException("no patience: at least one attempt, and positive times");
    }
  }
}

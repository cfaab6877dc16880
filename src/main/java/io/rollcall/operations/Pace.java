package io.rollcall.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Units a second over the last seconds, from what was done at some times. */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(15);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long done) {}

  /**
   * Takes a sample in.
   *
   * @return units a second, rounded; null while less than half a second was seen, or when the count
   *     began anew
   */
  @Nullable Long at(Instant now, long done) {
    Sample last = samples.peekLast();
    if (last != null && done < last.done) {
      samples.clear();
    }
    samples.addLast(new Sample(now, done));
    while (samples.size() > 2
        && Duration.between(samples.getFirst().at, now).compareTo(WINDOW) > 0) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    double seconds = Duration.between(first.at, now).toMillis() / 1e3;
    return seconds < 0.5 ? null : Math.round((done - first.done) / seconds);
  }
}

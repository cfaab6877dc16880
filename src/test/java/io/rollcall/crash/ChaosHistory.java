package io.rollcall.crash;

import io.rollcall.crash.Moment.Phase;
import io.rollcall.crash.World.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What is going to happen to one run, drawn from a seed.
 *
 * @param number from 1 on
 * @param task what the run has to do
 * @param blows in the order of their moments
 * @param operatorSeed for what an operator may do in one way or another
 */
record ChaosHistory(long seed, int number, Task task, List<Blow> blows, long operatorSeed) {
  private static final int MOST_BLOWS = 4;

  /** Where blows land, in proportion: the long steps more often than the short ones. */
  private static final Map<Phase, Integer> WEIGHTS =
      new EnumMap<>(
          Map.of(
              Phase.START, 1,
              Phase.READ, 5,
              Phase.RESOLVE, 1,
              Phase.PRESENCE, 1,
              Phase.GATES, 1,
              Phase.APPLY, 7,
              Phase.SETTLE, 1,
              Phase.REPORT, 3));

  /**
   * One thing that happens.
   *
   * @param detail 0 to 2: when the frozen one wakes up, or how many seconds a server is away
   */
  record Blow(Injection injection, Moment moment, int detail) {

    @Override
    public String toString() {
      return injection + " at " + moment;
    }
  }

  /** Which of so many worlds a history is played in. */
  static int world(int number, int worlds) {
    return (number - 1) % worlds;
  }

  static Task task(int number, int worlds) {
    return Task.values()[(number - 1) / worlds % Task.values().length];
  }

  /**
   * Draws a history. Each sort of injection comes first in one of nine histories; the others are
   * drawn.
   *
   * @param undisturbed what the run comes to when nothing happens: its length
   */
  static ChaosHistory of(long seed, int number, Task task, EndState undisturbed) {
    // Neighbouring seeds of Random begin alike.
    Random random = new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
    List<Blow> blows = new ArrayList<>();
    int count = 1 + Math.min(random.nextInt(MOST_BLOWS), random.nextInt(MOST_BLOWS));
    for (int i = 0; i < count; i++) {
      Injection injection =
          i == 0 ? Injection.values()[(number - 1) % Injection.values().length] : injection(random);
      Phase phase = phase(random);
      long items = phase.most == 0 ? undisturbed.items(phase) : phase.most;
      blows.add(new Blow(injection, Moment.in(phase, items, random), random.nextInt(3)));
    }
    blows.sort(
        Comparator.comparing((Blow blow) -> blow.moment().phase())
            .thenComparing(blow -> blow.moment().chunks()));
    return new ChaosHistory(seed, number, task, List.copyOf(blows), random.nextLong());
  }

  private static Injection injection(Random random) {
    int total = 0;
    for (Injection injection : Injection.values()) {
      total += injection.weight;
    }
    int drawn = random.nextInt(total);
    for (Injection injection : Injection.values()) {
      drawn -= injection.weight;
      if (drawn < 0) {
        return injection;
      }
    }
    throw new IllegalStateException();
  }

  private static Phase phase(Random random) {
    int drawn = random.nextInt(WEIGHTS.values().stream().mapToInt(weight -> weight).sum());
    for (Map.Entry<Phase, Integer> weight : WEIGHTS.entrySet()) {
      drawn -= weight.getValue();
      if (drawn < 0) {
        return weight.getKey();
      }
    }
    throw new IllegalStateException();
  }
}

package io.rollcall.graph;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Counts, from several threads. */
final class Usage {
  private final AtomicReference<GraphUsage> soFar = new AtomicReference<>(GraphUsage.NONE);

  void request(int units) {
    add(new GraphUsage(1, units, 0, Duration.ZERO, 0));
  }

  void repeated() {
    add(new GraphUsage(0, 0, 1, Duration.ZERO, 0));
  }

  void waited(Duration time) {
    add(new GraphUsage(0, 0, 0, time, 0));
  }

  void signIn() {
    add(new GraphUsage(0, 0, 0, Duration.ZERO, 1));
  }

  GraphUsage soFar() {
    return soFar.get();
  }

  private void add(GraphUsage more) {
    soFar.accumulateAndGet(more, GraphUsage::plus);
  }
}

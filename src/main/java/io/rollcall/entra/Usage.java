package io.rollcall.entra;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Counts, from several threads. */
public final class Usage {
  private final AtomicReference<CloudUsage> soFar = new AtomicReference<>(CloudUsage.NONE);

  void request(int units) {
    add(new CloudUsage(1, units, 0, Duration.ZERO, 0));
  }

  /** A request, or a part of one, is sent again. */
  public void repeated() {
    add(new CloudUsage(0, 0, 1, Duration.ZERO, 0));
  }

  /** Time has passed in which nothing was sent. */
  public void waited(Duration time) {
    add(new CloudUsage(0, 0, 0, time, 0));
  }

  void signIn() {
    add(new CloudUsage(0, 0, 0, Duration.ZERO, 1));
  }

  /** All of it. */
  public CloudUsage soFar() {
    return soFar.get();
  }

  private void add(CloudUsage more) {
    soFar.accumulateAndGet(more, CloudUsage::plus);
  }
}

package io.rollcall.testing;

import io.rollcall.entra.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody pauses. */
public final class FakeTime extends Clock implements Pause {
  private Instant now = Instant.parse("2026-03-02T01:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public synchronized void of(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  /** Lets time pass without a pause. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** All pauses so far, in order. */
  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}

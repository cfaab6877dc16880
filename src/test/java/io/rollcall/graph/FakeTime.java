package io.rollcall.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody pauses. */
final class FakeTime extends Clock implements Pause {
  private Instant now = Instant.parse("2026-03-02T01:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public synchronized void of(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  synchronized List<Duration> pauses() {
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

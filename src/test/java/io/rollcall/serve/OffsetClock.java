package io.rollcall.serve;

import io.rollcall.kernel.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, put forward by what a file says: any number of processes share it. */
final class OffsetClock extends Clock {
  private static final String FILE = "clock";

  private final Path file;
  private final Clock system = SystemClock.microseconds();

  OffsetClock(Path home) {
    this.file = home.resolve(FILE);
  }

  /** Sets the clock of all processes on this home. */
  void moveTo(Instant time) {
    try {
      Path made = Files.writeString(file.resolveSibling("clock.new"), between(time).toString());
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Duration between(Instant time) {
    return Duration.between(system.instant(), time);
  }

  @Override
  public Instant instant() {
    try {
      Duration offset = Files.exists(file) ? Duration.parse(Files.readString(file)) : Duration.ZERO;
      return system.instant().plus(offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

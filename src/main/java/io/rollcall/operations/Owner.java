package io.rollcall.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The process that runs a run.
 *
 * @param started when the process was started: process numbers are used again
 */
public record Owner(String host, long pid, Instant started) {
  /** The start time that the system tells can differ by a clock tick between two calls. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Asked for once: a clock that is set moves the start that the system tells. */
  private static final Owner SELF =
      new Owner(
          hostName(),
          ProcessHandle.current().pid(),
          startOf(ProcessHandle.current()).orElse(Instant.EPOCH));

  static Owner self() {
    return SELF;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.truncatedTo(ChronoUnit.MILLIS));
  }

  boolean sameHost(Owner other) {
    return host.equals(other.host);
  }

  /**
   * Whether the process still lives; only its own host can tell, and it can be wrong: another
   * machine or container may have the same name, and a clock that is set moves the starts of
   * processes.
   */
  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(Owner::startOf)
        .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}

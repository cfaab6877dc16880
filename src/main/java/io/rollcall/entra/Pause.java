package io.rollcall.entra;

import java.time.Duration;

/**
 * Waits between two attempts. Whoever reads a cloud decides how: a job watches for its stop
 * meanwhile, a test lets its clock jump.
 */
@FunctionalInterface
public interface Pause {

  /**
   * Returns when the time has passed.
   *
   * @throws InterruptedException when waiting shall end at once; the read then fails
   */
  void of(Duration time) throws InterruptedException;

  /** Sleeps. */
  static Pause sleeping() {
    return time -> Thread.sleep(time.toMillis() + 1);
  }
}

package io.rollcall.plan;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The runs of this process that somebody wants to stop, known without asking the database: whoever
 * waits for it to come back is woken.
 */
@Component
public class StopWishes {
  private final Set<Long> runs = new HashSet<>();
  private boolean all;

  /** Somebody wants a run to stop. */
  public synchronized void add(long runId) {
    if (runs.add(runId)) {
      notifyAll();
    }
  }

  /** The process is to end. */
  public synchronized void addAll() {
    all = true;
    notifyAll();
  }

  /** Whether somebody wants a run to stop. */
  public synchronized boolean wanted(long runId) {
    return all || runs.contains(runId);
  }

  /** A run has ended. */
  public synchronized void forget(long runId) {
    runs.remove(runId);
  }

  /**
   * Waits, at most so long.
   *
   * @param runId zero for what belongs to no run: only the end of the process ends its wait
   * @return whether the run is to stop
   */
  public synchronized boolean await(long runId, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!all && !runs.contains(runId)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return true;
  }

  /**
   * Waits so long, for whatever a run waits for.
   *
   * @throws InterruptedException when the run is to stop
   */
  public void pause(long runId, Duration time) throws InterruptedException {
    if (await(runId, time)) {
      throw new InterruptedException("the run is to stop");
    }
  }
}

package io.rollcall.contacts;

import io.rollcall.contacts.restore.RestoreItem;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a restore has yet to do; for several threads. */
final class RestoreQueue {
  /** So many failures of the service one after the other are no matter of single contacts. */
  private static final int PATIENCE = 3;

  private final Queue<RestoreItem> waiting;
  private final int total;
  private int done;
  private int failuresInARow;
  private int unknown;

  /**
   * @param done how many were done before
   */
  RestoreQueue(Queue<RestoreItem> waiting, int done, int total) {
    this.waiting = waiting;
    this.done = done;
    this.total = total;
  }

  synchronized @Nullable RestoreItem next() {
    return waiting.poll();
  }

  synchronized long done() {
    failuresInARow = 0;
    return ++done;
  }

  /** Nobody knows of one whether it was done; says whether that is the service's failure. */
  synchronized boolean serviceFailed() {
    unknown++;
    return ++failuresInARow >= PATIENCE;
  }

  /** Of how many nobody knows. */
  synchronized int unknown() {
    return unknown;
  }

  int total() {
    return total;
  }
}

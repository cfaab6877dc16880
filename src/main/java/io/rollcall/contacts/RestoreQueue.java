package io.rollcall.contacts;

import io.rollcall.contacts.restore.RestoreItem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a restore has yet to do; for several threads. */
final class RestoreQueue {
  /** So many failures of the service one after the other are no matter of single contacts. */
  private static final int PATIENCE = 3;

  private final Deque<RestoreItem> waiting;
  private final int total;
  private int done;
  private int failuresInARow;

  /**
   * @param done how many were done before
   */
  RestoreQueue(Collection<RestoreItem> waiting, int done, int total) {
    this.waiting = new ArrayDeque<>(waiting);
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

  /** It was begun, and not done: the next one to ask gets it. */
  synchronized void giveBack(RestoreItem item) {
    waiting.addFirst(item);
  }

  /** Nobody knows of one whether it was done; says whether that is the service's failure. */
  synchronized boolean serviceFailed() {
    return ++failuresInARow >= PATIENCE;
  }

  int total() {
    return total;
  }
}

package io.rollcall.contacts;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a run has yet to do in an organization, mailbox by mailbox or contact by contact; for
 * several threads.
 */
final class WorkQueue<T> {
  private final Deque<T> waiting;
  private final int total;
  private final int patience;
  private int done;
  private int failuresInARow;

  /**
   * @param total in all, with those that were done before
   * @param patience so many failures of the service one after the other are no matter of single
   *     ones
   */
  WorkQueue(Collection<T> waiting, int total, int patience) {
    this.waiting = new ArrayDeque<>(waiting);
    this.total = total;
    this.patience = patience;
    this.done = total - waiting.size();
  }

  synchronized @Nullable T next() {
    return waiting.poll();
  }

  /** It was begun, and not done: the next one to ask gets it. */
  synchronized void giveBack(T task) {
    waiting.addFirst(task);
  }

  /** One is done, or is a problem of its own; how many that are. */
  synchronized long done() {
    failuresInARow = 0;
    return ++done;
  }

  /** One is a problem that the service may be to blame for. */
  synchronized void passedOver() {
    done++;
  }

  /** The service failed for one; says whether it is to be taken for the service's failure. */
  synchronized boolean serviceFailed() {
    if (failuresInARow + 1 >= patience) {
      return true;
    }
    failuresInARow++;
    return false;
  }

  int total() {
    return total;
  }
}

package io.rollcall.contacts;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The mailboxes of an organization that a run has yet to look after; for several threads. */
final class MailboxQueue {
  private final Deque<MailboxTask> waiting;
  private final int total;
  private final int patience;
  private int done;
  private int failuresInARow;

  /**
   * @param total mailboxes in all, with those that were done before
   * @param patience so many failures of the service one after the other are no matter of mailboxes
   */
  MailboxQueue(Collection<MailboxTask> waiting, int total, int patience) {
    this.waiting = new ArrayDeque<>(waiting);
    this.total = total;
    this.patience = patience;
    this.done = total - waiting.size();
  }

  synchronized @Nullable MailboxTask next() {
    return waiting.poll();
  }

  /** It was begun, and not done: the next one to ask gets it. */
  synchronized void giveBack(MailboxTask task) {
    waiting.addFirst(task);
  }

  /** A mailbox is done, or is a problem of its own. */
  synchronized long done() {
    failuresInARow = 0;
    return ++done;
  }

  /** The service failed for a mailbox; says whether it is to be taken for the service's failure. */
  synchronized boolean serviceFailed() {
    if (failuresInARow + 1 >= patience) {
      return true;
    }
    failuresInARow++;
    done++;
    return false;
  }

  int total() {
    return total;
  }
}

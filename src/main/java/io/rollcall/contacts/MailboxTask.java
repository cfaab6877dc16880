package io.rollcall.contacts;

import io.rollcall.graph.GraphMailbox;
import java.util.List;

/**
 * A mailbox that a run looks after.
 *
 * @param chosen what of it; empty for all
 */
record MailboxTask(GraphMailbox mailbox, List<Chosen> chosen) {

  MailboxTask {
    chosen = List.copyOf(chosen);
  }
}

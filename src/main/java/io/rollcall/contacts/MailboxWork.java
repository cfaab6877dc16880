package io.rollcall.contacts;

import io.rollcall.graph.MailboxException;
import io.rollcall.kernel.RollcallException;

/** What a run does with a mailbox: back it up, or tell what that would read. */
interface MailboxWork {

  /**
   * Does it, whole or not at all.
   *
   * @throws MailboxException when this mailbox cannot be read
   * @throws RollcallException when another run writes it, or none can be read
   */
  void of(MailboxTask task);
}

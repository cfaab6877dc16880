package io.rollcall.contacts;

import io.rollcall.graph.MailboxLimits;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;

/**
 * How much a run asks of one tenant at the same time. Microsoft grants an application four requests
 * at once in a mailbox (<a href="https://learn.microsoft.com/graph/throttling-limits">throttling
 * limits</a>, Outlook).
 */
public record Concurrency(
    @Default("8") @Described("Mailboxes that are read side by side, 1 to 64.") int mailboxes,
    @Default("4")
        @Described("Requests at work in one mailbox, 1 to 4; more are refused by Microsoft.")
        int requestsPerMailbox,
    @Default("16") @Described("Requests at work in all mailboxes of a tenant together, 1 to 256.")
        int requestsPerTenant) {

  /**
   * @throws IllegalArgumentException for a number out of its range
   */
  public Concurrency {
    requireRange("mailboxes", mailboxes, 64);
    requireRange("requests-per-mailbox", requestsPerMailbox, 4);
    requireRange("requests-per-tenant", requestsPerTenant, 256);
  }

  private static void requireRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is 1 to " + most);
    }
  }

  MailboxLimits limits() {
    return new MailboxLimits(
        requestsPerMailbox, requestsPerTenant, MailboxLimits.DEFAULT.perMinute());
  }
}

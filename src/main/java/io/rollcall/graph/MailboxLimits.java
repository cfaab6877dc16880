package io.rollcall.graph;

import io.rollcall.entra.UnitBudget;
import java.time.Clock;
import java.time.Duration;

/**
 * How much is asked of mailboxes (<a
 * href="https://learn.microsoft.com/graph/throttling-limits">throttling limits</a>, Outlook).
 *
 * @param atOncePerMailbox requests at work in one mailbox at the same time, at least 1; a batch
 *     counts with each of its parts
 * @param atOncePerTenant the same in all mailboxes together, at least 1
 * @param perMinute requests to one mailbox, parts of batches too, at least 1
 */
public record MailboxLimits(int atOncePerMailbox, int atOncePerTenant, int perMinute) {

  /**
   * Outlook grants one application four requests at once in a mailbox, and 10,000 in ten minutes.
   * An older text says four over all mailboxes: then {@code atOncePerTenant} is to be 4.
   */
  public static final MailboxLimits DEFAULT = new MailboxLimits(4, 16, 900);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException for a limit that lets nothing through
   */
  public MailboxLimits {
    if (atOncePerMailbox < 1 || atOncePerTenant < 1 || perMinute < 1) {
      throw new IllegalArgumentException("a limit of mailboxes must be at least 1");
    }
  }

  /** As many parts as one batch may have. */
  int largestBatch() {
    return Math.min(atOncePerMailbox, atOncePerTenant);
  }

  /** Of one mailbox. */
  UnitBudget budget(Clock clock) {
    return new UnitBudget(perMinute, MINUTE, clock);
  }
}

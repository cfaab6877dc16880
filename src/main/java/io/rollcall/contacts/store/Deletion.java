package io.rollcall.contacts.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was taken out of the backups.
 *
 * @param id its number
 * @param mailbox the mailbox's number
 * @param number the first of the numbers that were named; 0 for a mailbox
 * @param numbers how many were
 * @param snapshots that are hidden by it
 * @param versions of contacts that are hidden by it, those of its snapshots alone not counted
 * @param deletedBy an operating-system account, or {@code schedule}
 * @param purgeAt from when on it may be removed from the tables
 * @param undoneAt when it was brought back; null when it was not
 * @param purgedAt when it was removed from the tables; null when it was not
 */
public record Deletion(
    long id,
    long mailbox,
    What what,
    long number,
    long numbers,
    long snapshots,
    long versions,
    Instant deletedAt,
    String deletedBy,
    Instant purgeAt,
    @Nullable Instant undoneAt,
    @Nullable Instant purgedAt) {

  /** What the numbers are of. */
  public enum What {
    /** All of it. */
    MAILBOX,
    /** What lay in folders, in whichever snapshot. */
    FOLDERS,
    /** Every version of contacts. */
    CONTACTS,
    /** Whole snapshots; what later or earlier ones have too stays. */
    SNAPSHOTS
  }

  /** Whether it was neither brought back nor removed, perhaps in part, from the tables. */
  public boolean isPending() {
    return undoneAt == null && purgedAt == null;
  }

  /**
   * Whether it can still be brought back: not when it is due, for a removal that was interrupted
   * may have taken some of it.
   */
  public boolean canComeBack(Instant now) {
    return isPending() && now.isBefore(purgeAt);
  }

  /** In words, with numbers alone. */
  public String words() {
    return switch (what) {
      case MAILBOX -> "mailbox %d".formatted(mailbox);
      case FOLDERS -> "mailbox %d, folder %d%s".formatted(mailbox, number, more());
      case CONTACTS -> "mailbox %d, contact %d%s".formatted(mailbox, number, more());
      case SNAPSHOTS -> "mailbox %d, snapshot %d%s".formatted(mailbox, number, more());
    };
  }

  private String more() {
    return numbers > 1 ? " and %,d more".formatted(numbers - 1) : "";
  }
}

package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a mailbox's contacts, whichever snapshots have them. Each call reads the database
 * anew.
 */
public final class ContactVersions {
  private final StoreParts parts;
  private final Mailbox mailbox;
  private final ContactReading reading;
  private final long lastSeq;

  ContactVersions(StoreParts parts, Mailbox mailbox, MailboxCipher cipher, long lastSeq) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.reading = new ContactReading(mailbox.id(), cipher, lastSeq);
    this.lastSeq = lastSeq;
  }

  /**
   * All versions of a contact, the oldest first; empty when the mailbox never had it.
   *
   * @param damaged is told of those that are not what was stored
   */
  public List<StoredContact> history(long item, Consumer<DamagedContent> damaged) {
    List<StoredContact> versions = new ArrayList<>();
    parts
        .jdbc()
        .query(
            """
            SELECT %s FROM contacts_version WHERE mailbox_id = ? AND number = ? AND from_seq <= ? AND %s ORDER BY from_seq
            """
                .formatted(ContactReading.COLUMNS, ContactReading.SEEN),
            row -> {
              reading.open(row, versions::add, damaged);
            },
            mailbox.id(),
            item,
            lastSeq);
    return versions;
  }

  /**
   * Hands over every version of every contact, by contact, the oldest first.
   *
   * @param damaged is told of those that are not what was stored
   */
  public void all(Consumer<StoredContact> taker, Consumer<DamagedContent> damaged) {
    parts
        .rows()
        .forEach(
            """
            SELECT %s FROM contacts_version WHERE mailbox_id = ? AND from_seq <= ? AND %s ORDER BY number, from_seq
            """
                .formatted(ContactReading.COLUMNS, ContactReading.SEEN),
            row -> reading.open(row, taker, damaged),
            mailbox.id(),
            lastSeq);
  }

  /**
   * Hands over the contacts that two snapshots do not have alike: as the one has it, and as the
   * other; null for one that does not have it. By contact.
   *
   * @param damaged is told of those that are not what was stored
   */
  public void differences(
      long before,
      long after,
      BiConsumer<@Nullable StoredContact, @Nullable StoredContact> taker,
      Consumer<DamagedContent> damaged) {
    List<StoredContact> pair = new ArrayList<>();
    parts
        .rows()
        .forEach(
            """
            SELECT %1$s FROM contacts_version WHERE mailbox_id = ? AND deletion IS NULL AND
              ((from_seq <= ? AND (until_seq IS NULL OR until_seq > ?)) <> (from_seq <= ? AND (until_seq IS NULL OR until_seq > ?)))
            ORDER BY number
            """
                .formatted(ContactReading.COLUMNS),
            row ->
                reading.open(
                    row,
                    version -> {
                      if (!pair.isEmpty() && pair.get(0).item() != version.item()) {
                        handOver(pair, before, taker);
                      }
                      pair.add(version);
                    },
                    damaged),
            mailbox.id(),
            before,
            before,
            after,
            after);
    handOver(pair, before, taker);
  }

  private static void handOver(
      List<StoredContact> pair,
      long before,
      BiConsumer<@Nullable StoredContact, @Nullable StoredContact> taker) {
    if (pair.isEmpty()) {
      return;
    }
    StoredContact was = null;
    StoredContact is = null;
    for (StoredContact one : pair) {
      boolean then = one.version() <= before && (one.until() == 0 || one.until() > before);
      was = then ? one : was;
      is = then ? is : one;
    }
    pair.clear();
    taker.accept(was, is);
  }
}

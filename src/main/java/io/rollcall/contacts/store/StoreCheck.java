package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Reads what is stored of a mailbox: opens every version of every contact or of a sample of them,
 * every photo of those, every folder; and counts what each snapshot has against what it had when it
 * was complete.
 */
final class StoreCheck {
  private final StoreParts parts;
  private final Mailbox mailbox;
  private final MailboxCipher cipher;
  private final ContactReading reading;
  private final List<String> damaged = new ArrayList<>();
  private final BitSet photos = new BitSet();
  private long versions;

  StoreCheck(StoreParts parts, Mailbox mailbox, MailboxCipher cipher, long lastSeq) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.cipher = cipher;
    this.reading = new ContactReading(mailbox.id(), cipher, lastSeq);
  }

  /**
   * Checks it.
   *
   * @param share of the contacts that are opened, above 0 to 1; folders and counts are all checked
   */
  Checked run(double share, Random random, List<Snapshot> snapshots) {
    Map<Long, Long> counts = new HashMap<>();
    parts
        .rows()
        .forEach(
            "SELECT deletion, "
                + ContactReading.COLUMNS
                + " FROM contacts_version WHERE mailbox_id = ? ORDER BY number",
            row -> {
              boolean visible = row.getObject("deletion") == null;
              long until = row.getLong("until_seq");
              boolean open = row.wasNull();
              long from = row.getLong("from_seq");
              for (Snapshot snapshot : snapshots) {
                if (visible && from <= snapshot.seq() && (open || until > snapshot.seq())) {
                  counts.merge(snapshot.seq(), 1L, Long::sum);
                }
              }
              if (share >= 1 || random.nextDouble() < share) {
                reading.open(row, this::opened, this::note);
              }
            },
            mailbox.id());
    for (Snapshot snapshot : snapshots) {
      long found = counts.getOrDefault(snapshot.seq(), 0L);
      if (found != snapshot.contacts()) {
        damaged.add(
            "mailbox %d, snapshot %d: %,d contacts are there, %,d were stored"
                .formatted(mailbox.id(), snapshot.seq(), found, snapshot.contacts()));
      }
      try {
        new FolderRows(parts.jdbc(), mailbox.id(), cipher).at(snapshot.seq());
      } catch (DamagedContent e) {
        note(e);
      }
    }
    photos.stream().forEach(this::photo);
    return new Checked(
        mailbox, snapshots.size(), versions, photos.cardinality(), List.copyOf(damaged));
  }

  private void opened(StoredContact contact) {
    versions++;
    if (contact.hasPhoto()) {
      photos.set(Math.toIntExact(contact.photo()));
    }
  }

  private void photo(int number) {
    try {
      new PhotoRows(parts.jdbc(), mailbox.id(), cipher).get(number);
    } catch (DamagedContent e) {
      note(e);
    }
  }

  private void note(DamagedContent damage) {
    damaged.add(String.valueOf(damage.getMessage()));
  }
}

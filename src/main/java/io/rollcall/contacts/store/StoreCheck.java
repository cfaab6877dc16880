package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Reads what is stored of a mailbox: opens every version of every contact or of a sample of them,
 * every photo of those, every folder and the delta links; and counts what each snapshot has against
 * what it had when it was complete.
 */
final class StoreCheck {
  private final StoreParts parts;
  private final MailboxRows mailboxes;
  private final Mailbox mailbox;
  private final MailboxCipher cipher;
  private final long lastSeq;
  private final List<Snapshot> snapshots;
  private final List<String> damaged = new ArrayList<>();
  private final BitSet photos = new BitSet();
  private long versions;

  /**
   * @param snapshots those that can be seen
   */
  StoreCheck(
      StoreParts parts,
      MailboxRows mailboxes,
      Mailbox mailbox,
      MailboxCipher cipher,
      long lastSeq,
      List<Snapshot> snapshots) {
    this.parts = parts;
    this.mailboxes = mailboxes;
    this.mailbox = mailbox;
    this.cipher = cipher;
    this.lastSeq = lastSeq;
    this.snapshots = snapshots;
  }

  /**
   * Checks it.
   *
   * @param share of the contacts that are opened, above 0 to 1; folders and counts are all checked
   */
  Checked run(double share, Random random) {
    Ranges contacts = contacts(share, random);
    Ranges folders = folders();
    for (Snapshot snapshot : snapshots) {
      compare(snapshot, "contacts", contacts.count(snapshot.seq()), snapshot.contacts());
      compare(snapshot, "folders", folders.count(snapshot.seq()), snapshot.folders());
    }
    photos.stream().forEach(this::photo);
    links();
    mailboxes
        .misfits(mailbox)
        .forEach(misfit -> damaged.add("mailbox %d: %s".formatted(mailbox.id(), misfit)));
    return new Checked(
        mailbox, snapshots.size(), versions, photos.cardinality(), List.copyOf(damaged));
  }

  private void compare(Snapshot snapshot, String what, long found, long stored) {
    if (found != stored) {
      damaged.add(
          "mailbox %d, snapshot %d: %,d %s are there, %,d were stored"
              .formatted(mailbox.id(), snapshot.seq(), found, what, stored));
    }
  }

  private Ranges contacts(double share, Random random) {
    Ranges ranges = ranges("contact");
    ContactReading reading = new ContactReading(mailbox.id(), cipher, lastSeq);
    parts
        .rows()
        .forEach(
            "SELECT deletion, "
                + ContactReading.COLUMNS
                + " FROM contacts_version WHERE mailbox_id = ? ORDER BY number, from_seq",
            row -> {
              ranges.add(row);
              if (share >= 1 || random.nextDouble() < share) {
                reading.open(row, this::opened, this::note);
              }
            },
            mailbox.id());
    return ranges;
  }

  private void opened(StoredContact contact) {
    versions++;
    if (contact.hasPhoto()) {
      photos.set(Math.toIntExact(contact.photo()));
    }
  }

  private Ranges folders() {
    Ranges ranges = ranges("folder");
    FolderRows rows = new FolderRows(parts.jdbc(), mailbox.id(), cipher);
    parts
        .rows()
        .forEach(
            "SELECT * FROM contacts_folder WHERE mailbox_id = ? ORDER BY number, from_seq",
            row -> {
              ranges.add(row);
              try {
                rows.requireSound(row);
              } catch (DamagedContent e) {
                note(e);
              }
            },
            mailbox.id());
    return ranges;
  }

  private Ranges ranges(String what) {
    String name = "mailbox %d, %s ".formatted(mailbox.id(), what);
    long[] seqs = snapshots.stream().mapToLong(Snapshot::seq).toArray();
    Arrays.sort(seqs);
    return new Ranges(name, lastSeq, seqs, damaged::add);
  }

  private void photo(int number) {
    try {
      new PhotoRows(parts.jdbc(), mailbox.id(), cipher).requireSound(number, lastSeq);
    } catch (DamagedContent e) {
      note(e);
    }
  }

  private void links() {
    byte[] sealed =
        parts
            .jdbc()
            .queryForObject(
                "SELECT links FROM contacts_mailbox WHERE id = ?", byte[].class, mailbox.id());
    try {
      if (sealed != null) {
        SnapshotWriting.opened(cipher, mailbox.id(), lastSeq, sealed);
      }
    } catch (DamagedContent e) {
      note(e);
    }
  }

  private void note(DamagedContent damage) {
    damaged.add(String.valueOf(damage.getMessage()));
  }
}

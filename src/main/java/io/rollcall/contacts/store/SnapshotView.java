package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A complete snapshot, to be read. What it has does not change while later ones are written. Each
 * call reads the database anew; memory does not grow with the number of contacts.
 */
public final class SnapshotView {
  private static final String VALID =
      """
      SELECT %s FROM contacts_version
      WHERE mailbox_id = ? AND from_seq <= ? AND (until_seq IS NULL OR until_seq > ?) AND deletion IS NULL AND number > ?
      ORDER BY number
      """
          .formatted(ContactReading.COLUMNS);

  private final StoreParts parts;
  private final Mailbox mailbox;
  private final MailboxCipher cipher;
  private final Snapshot snapshot;
  private final ContactReading reading;

  SnapshotView(
      StoreParts parts, Mailbox mailbox, MailboxCipher cipher, Snapshot snapshot, long lastSeq) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.cipher = cipher;
    this.snapshot = snapshot;
    this.reading = new ContactReading(mailbox.id(), cipher, lastSeq);
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * The folders.
   *
   * @throws DamagedContent when one is not what was stored
   */
  public Folders folders() {
    return new FolderRows(parts.jdbc(), mailbox.id(), cipher).at(snapshot.seq());
  }

  /**
   * Hands over contacts one by one, in the order of their numbers. What takes them may ask for
   * photos, but not inside of a transaction of its own: on MySQL the transaction's connection is
   * busy with the contacts.
   *
   * @throws DamagedContent at the first one that is not what was stored
   */
  public void contacts(Selection selection, Consumer<StoredContact> taker) {
    contacts(
        selection,
        taker,
        damaged -> {
          throw damaged;
        });
  }

  /**
   * Hands over contacts one by one, in the order of their numbers.
   *
   * @param damaged is told of those that are not what was stored; the others come all the same
   */
  public void contacts(
      Selection selection, Consumer<StoredContact> taker, Consumer<DamagedContent> damaged) {
    if (!selection.items().isEmpty()) {
      selection.items().stream().sorted().forEach(item -> one(item, selection, taker, damaged));
      return;
    }
    parts
        .rows()
        .forEach(
            VALID,
            row -> {
              if (selection.has(row.getLong("number"), row.getLong("folder"))) {
                reading.open(row, taker, damaged);
              }
            },
            mailbox.id(),
            snapshot.seq(),
            snapshot.seq(),
            0);
  }

  private void one(
      long item,
      Selection selection,
      Consumer<StoredContact> taker,
      Consumer<DamagedContent> damaged) {
    parts
        .jdbc()
        .query(
            """
            SELECT %s FROM contacts_version
            WHERE mailbox_id = ? AND from_seq <= ? AND (until_seq IS NULL OR until_seq > ?) AND deletion IS NULL AND number = ?
            """
                .formatted(ContactReading.COLUMNS),
            row -> {
              if (selection.has(item, row.getLong("folder"))) {
                reading.open(row, taker, damaged);
              }
            },
            mailbox.id(),
            snapshot.seq(),
            snapshot.seq(),
            item);
  }

  /**
   * The next contacts of all, in the order of their numbers.
   *
   * @param after the number of the last one of the page before; 0 for the first page
   * @param most so many at most, from 1; all of them are in memory
   * @return empty at the end
   * @throws DamagedContent when one is not what was stored
   */
  public List<StoredContact> page(long after, int most) {
    return parts
        .jdbc()
        .query(
            VALID + "LIMIT ?",
            (row, number) -> reading.open(row),
            mailbox.id(),
            snapshot.seq(),
            snapshot.seq(),
            after,
            most);
  }

  /** The numbers of all contacts, also of those whose content is damaged; nothing is opened. */
  public Set<Long> numbers() {
    return new HashSet<>(
        parts
            .jdbc()
            .queryForList(
                """
                SELECT number FROM contacts_version
                WHERE mailbox_id = ? AND from_seq <= ? AND (until_seq IS NULL OR until_seq > ?) AND deletion IS NULL
                """,
                Long.class,
                mailbox.id(),
                snapshot.seq(),
                snapshot.seq()));
  }

  /** How many contacts lie in folders, those below them not counted. */
  public long contactsIn(Set<Long> folders) {
    long[] found = {0};
    parts
        .jdbc()
        .query(
            """
            SELECT folder, COUNT(*) FROM contacts_version
            WHERE mailbox_id = ? AND from_seq <= ? AND (until_seq IS NULL OR until_seq > ?) AND deletion IS NULL
            GROUP BY folder
            """,
            row -> {
              found[0] += folders.contains(row.getLong(1)) ? row.getLong(2) : 0;
            },
            mailbox.id(),
            snapshot.seq(),
            snapshot.seq());
    return found[0];
  }

  /**
   * One contact; empty when the snapshot does not have it.
   *
   * @throws DamagedContent when it is not what was stored
   */
  public Optional<StoredContact> contact(long item) {
    List<StoredContact> found = new ArrayList<>();
    contacts(Selection.ofItems(Set.of(item)), found::add);
    return found.stream().findFirst();
  }

  /**
   * A contact's photo; empty when it has none.
   *
   * @throws DamagedContent when it is not what was stored
   */
  public Optional<byte[]> photo(StoredContact contact) {
    return contact.hasPhoto()
        ? Optional.of(new PhotoRows(parts.jdbc(), mailbox.id(), cipher).get(contact.photo()))
        : Optional.empty();
  }
}

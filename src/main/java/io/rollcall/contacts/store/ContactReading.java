package io.rollcall.contacts.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Opens the versions of a mailbox's contacts, one row at a time. A row is believed when its content
 * authenticates in its place and its keys are those of its content.
 */
final class ContactReading {
  /** What a row must have. */
  static final String COLUMNS =
      "number, from_seq, until_seq, folder, photo, graph_key, content_key, content";

  /** Versions that some snapshot has, for those that ask for all snapshots at once. */
  static final String SEEN =
      """
      deletion IS NULL AND EXISTS (SELECT 1 FROM contacts_snapshot s WHERE s.mailbox_id = contacts_version.mailbox_id
        AND s.completed_at IS NOT NULL AND s.deletion IS NULL AND s.seq >= contacts_version.from_seq
        AND (contacts_version.until_seq IS NULL OR s.seq < contacts_version.until_seq))
      """;

  private final long mailbox;
  private final MailboxCipher cipher;
  private final long lastSeq;

  /**
   * @param lastSeq the newest complete snapshot: what is being written after it does not count
   */
  ContactReading(long mailbox, MailboxCipher cipher, long lastSeq) {
    this.mailbox = mailbox;
    this.cipher = cipher;
    this.lastSeq = lastSeq;
  }

  /** Opens a row, and hands it over to the one or the other. */
  void open(ResultSet row, Consumer<StoredContact> taker, Consumer<DamagedContent> damaged)
      throws SQLException {
    StoredContact contact;
    try {
      contact = open(row);
    } catch (DamagedContent e) {
      damaged.accept(e);
      return;
    }
    taker.accept(contact);
  }

  /**
   * Opens a row.
   *
   * @throws DamagedContent when it is not what was stored
   */
  StoredContact open(ResultSet row) throws SQLException {
    long item = row.getLong("number");
    long seq = row.getLong("from_seq");
    long folder = row.getLong("folder");
    long photo = row.getLong("photo");
    Content.Contact content =
        cipher
            .open(Place.contact(mailbox, item, seq, folder, photo), row.getBytes("content"))
            .map(Content::contact)
            .orElseThrow(() -> DamagedContent.ofContact(mailbox, item, seq));
    byte[] card = CardJson.write(content.card()).bytes();
    if (!Arrays.equals(
            row.getBytes("graph_key"), SnapshotWriting.contactKey(cipher, content.graphId()))
        || !Arrays.equals(row.getBytes("content_key"), cipher.id("contact " + item, card))) {
      throw DamagedContent.ofContact(mailbox, item, seq);
    }
    long until = row.getLong("until_seq");
    return new StoredContact(
        item,
        content.graphId(),
        folder,
        content.card(),
        content.created(),
        content.modified(),
        seq,
        until > lastSeq ? 0 : until,
        photo);
  }
}

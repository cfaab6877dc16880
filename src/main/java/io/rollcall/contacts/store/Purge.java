package io.rollcall.contacts.store;

import io.rollcall.kernel.Utc;
import java.util.List;

/**
 * Removes from the tables what a deletion hid, and what is then in no snapshot any longer. A part
 * at a time; interrupted and begun again it comes to the same.
 */
final class Purge {
  private static final int PART = 2000;

  /** What a deletion marked; its mailbox and its number are the parameters. */
  private static final List<String> MARKED =
      List.of(
          "DELETE FROM contacts_version WHERE mailbox_id = ? AND deletion = ? LIMIT " + PART,
          "DELETE FROM contacts_folder WHERE mailbox_id = ? AND deletion = ? LIMIT " + PART,
          "DELETE FROM contacts_snapshot WHERE mailbox_id = ? AND deletion = ? LIMIT " + PART);

  /** What nothing needs any longer; the mailbox is the parameter. */
  private static final List<String> UNUSED =
      List.of(
          unseen("contacts_version"),
          unseen("contacts_folder"),
          """
          DELETE FROM contacts_photo WHERE mailbox_id = ? AND number NOT IN (
            SELECT photo FROM contacts_version WHERE contacts_version.mailbox_id = contacts_photo.mailbox_id
            AND photo IS NOT NULL) LIMIT %d
          """
              .formatted(PART));

  private final StoreParts parts;

  Purge(StoreParts parts) {
    this.parts = parts;
  }

  /** Snapshots that a pending deletion hides count: it may be undone. */
  private static String unseen(String table) {
    return """
    DELETE FROM %1$s WHERE mailbox_id = ? AND until_seq IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM contacts_snapshot s WHERE s.mailbox_id = %1$s.mailbox_id AND s.seq >= %1$s.from_seq AND s.seq < %1$s.until_seq)
    LIMIT %2$d
    """
        .formatted(table, PART);
  }

  /**
   * Removes all of it.
   *
   * @param done called in the transaction that writes down that it is gone
   */
  void run(Deletion deletion, Runnable lease, Runnable done) {
    long mailbox = deletion.mailbox();
    MARKED.forEach(statement -> all(statement, mailbox, lease, mailbox, deletion.id()));
    UNUSED.forEach(statement -> all(statement, mailbox, lease, mailbox));
    parts.inTransaction(
        () -> {
          lock(mailbox, lease);
          int rows = gone("id", deletion.id());
          if (rows == 1) { // else by an earlier try, whatever its answer was
            done.run();
          }
          if (forgetEmptyMailbox(mailbox)) {
            gone("mailbox_id", mailbox); // nothing of it is left to bring back
          }
          return rows;
        });
  }

  /**
   * Who writes a mailbox takes its lease, then locks this row before the first write. Whoever has
   * not taken the lease when the row is locked cannot begin before this transaction has ended: what
   * it refers to, a photo say, is not removed under its hands.
   */
  private void lock(long mailbox, Runnable lease) {
    lease.run();
    parts
        .jdbc()
        .queryForList(
            "SELECT last_seq FROM contacts_mailbox WHERE id = ? FOR UPDATE", Long.class, mailbox);
    lease.run();
  }

  private void all(String statement, long mailbox, Runnable lease, Object... parameters) {
    int removed;
    do {
      removed =
          parts.inTransaction(
              () -> {
                lock(mailbox, lease);
                return parts.jdbc().update(statement, parameters);
              });
    } while (removed == PART);
  }

  private int gone(String column, long number) {
    return parts
        .jdbc()
        .update(
            "UPDATE contacts_deletion SET purged_at = ? WHERE "
                + column
                + " = ? AND undone_at IS NULL AND purged_at IS NULL",
            Utc.column(parts.clock().instant()),
            number);
  }

  /** Its address goes with the last that was known of it. */
  private boolean forgetEmptyMailbox(long mailbox) {
    return parts
            .jdbc()
            .update(
                """
                DELETE FROM contacts_mailbox WHERE id = ?
                AND NOT EXISTS (SELECT 1 FROM contacts_snapshot s WHERE s.mailbox_id = contacts_mailbox.id)
                AND NOT EXISTS (SELECT 1 FROM contacts_version v WHERE v.mailbox_id = contacts_mailbox.id)
                AND NOT EXISTS (SELECT 1 FROM contacts_folder f WHERE f.mailbox_id = contacts_mailbox.id)
                """,
                mailbox)
        == 1;
  }
}

package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of snapshots: who writes one, and what it has when it is complete. */
final class SnapshotRows {

  private SnapshotRows() {}

  /** Begins one, in the caller's transaction. */
  static void begin(
      JdbcTemplate jdbc, long mailbox, long seq, long runId, long writer, LocalDateTime now) {
    jdbc.update(
        """
        INSERT INTO contacts_snapshot (mailbox_id, seq, run_id, writer, begun_at, folders, contacts, added, changed, removed, bytes)
        VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)
        """,
        mailbox,
        seq,
        runId,
        writer,
        now);
  }

  /**
   * Makes sure, until the end of the caller's transaction, that the snapshot is still this one's.
   *
   * @throws RollcallException when another writing took it back
   */
  static void requireWriter(JdbcTemplate jdbc, long mailbox, long seq, long writer) {
    List<Long> now =
        jdbc.queryForList(
            "SELECT writer FROM contacts_snapshot WHERE mailbox_id = ? AND seq = ? AND completed_at"
                + " IS NULL FOR UPDATE",
            Long.class,
            mailbox,
            seq);
    if (!now.equals(List.of(writer))) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the snapshot of mailbox %d was taken back: another run backs it up".formatted(mailbox),
          "scripts/rollcall runs tells which; what that one reads is all there is");
    }
  }

  /** The snapshot that this writer completed; null when it has not. */
  static @Nullable Snapshot complete(JdbcTemplate jdbc, long mailbox, long seq, long writer) {
    return jdbc
        .query(
            "SELECT * FROM contacts_snapshot WHERE mailbox_id = ? AND seq = ? AND writer = ? AND"
                + " completed_at IS NOT NULL",
            SnapshotRows::snapshot,
            mailbox,
            seq,
            writer)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Counts what it has, makes it visible, and gives the mailbox its links. */
  static Snapshot complete(
      JdbcTemplate jdbc, long mailbox, long seq, LocalDateTime now, byte[] links) {
    dropUnusedPhotos(jdbc, mailbox, seq);
    long own =
        count(
            jdbc,
            "SELECT COUNT(*) FROM contacts_version WHERE mailbox_id = ? AND from_seq = ?",
            mailbox,
            seq);
    long ended =
        count(
            jdbc,
            "SELECT COUNT(*) FROM contacts_version WHERE mailbox_id = ? AND until_seq = ?",
            mailbox,
            seq);
    long changed =
        own == 0 || ended == 0
            ? 0
            : count(
                jdbc,
                """
                SELECT COUNT(*) FROM contacts_version b
                JOIN contacts_version v ON v.mailbox_id = b.mailbox_id AND v.from_seq = b.until_seq AND v.number = b.number
                WHERE b.mailbox_id = ? AND b.until_seq = ?
                """,
                mailbox,
                seq);
    jdbc.update(
        """
        UPDATE contacts_snapshot SET completed_at = ?, folders = ?, contacts = ?, added = ?, changed = ?, removed = ?, bytes = ?
        WHERE mailbox_id = ? AND seq = ?
        """,
        now,
        count(
            jdbc,
            "SELECT COUNT(*) FROM contacts_folder WHERE mailbox_id = ? AND until_seq IS NULL",
            mailbox),
        count(
            jdbc,
            "SELECT COUNT(*) FROM contacts_version WHERE mailbox_id = ? AND until_seq IS NULL",
            mailbox),
        own - changed,
        changed,
        ended - changed,
        bytes(jdbc, mailbox, seq),
        mailbox,
        seq);
    jdbc.update(
        "UPDATE contacts_mailbox SET last_seq = ?, links = ? WHERE id = ?", seq, links, mailbox);
    return jdbc.query(
            "SELECT * FROM contacts_snapshot WHERE mailbox_id = ? AND seq = ?",
            SnapshotRows::snapshot,
            mailbox,
            seq)
        .get(0);
  }

  /** Of a contact that was told twice, with another photo each time. */
  private static void dropUnusedPhotos(JdbcTemplate jdbc, long mailbox, long seq) {
    jdbc.update(
        """
        DELETE FROM contacts_photo WHERE mailbox_id = ? AND first_seq = ? AND number NOT IN
          (SELECT photo FROM contacts_version WHERE mailbox_id = ? AND from_seq = ? AND photo IS NOT NULL)
        """,
        mailbox,
        seq,
        mailbox,
        seq);
  }

  private static long bytes(JdbcTemplate jdbc, long mailbox, long seq) {
    return count(
        jdbc,
        """
        SELECT COALESCE(SUM(size), 0) FROM (
          SELECT OCTET_LENGTH(content) AS size FROM contacts_version WHERE mailbox_id = ? AND from_seq = ?
          UNION ALL SELECT OCTET_LENGTH(content) FROM contacts_folder WHERE mailbox_id = ? AND from_seq = ?
          UNION ALL SELECT OCTET_LENGTH(content) FROM contacts_photo WHERE mailbox_id = ? AND first_seq = ?) sizes
        """,
        mailbox,
        seq,
        mailbox,
        seq,
        mailbox,
        seq);
  }

  private static long count(JdbcTemplate jdbc, String sql, Object... arguments) {
    Long count = jdbc.queryForObject(sql, Long.class, arguments);
    return count == null ? 0 : count;
  }

  static Snapshot snapshot(ResultSet row, int number) throws SQLException {
    return new Snapshot(
        row.getLong("mailbox_id"),
        row.getLong("seq"),
        row.getLong("run_id"),
        Utc.instant(row.getObject("begun_at", LocalDateTime.class)),
        Utc.instant(row.getObject("completed_at", LocalDateTime.class)),
        row.getLong("folders"),
        row.getLong("contacts"),
        row.getLong("added"),
        row.getLong("changed"),
        row.getLong("removed"),
        row.getLong("bytes"));
  }
}

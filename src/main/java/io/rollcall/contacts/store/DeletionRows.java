package io.rollcall.contacts.store;

import io.rollcall.contacts.store.Deletion.What;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was deleted, as {@code contacts_deletion} has it. */
final class DeletionRows {
  private static final String COLUMNS =
      "id, mailbox_id, what, number, numbers, snapshots, versions, deleted_at, deleted_by,"
          + " purge_at, undone_at, purged_at";

  private final JdbcTemplate jdbc;

  DeletionRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Deletion> find(long id) {
    return query("WHERE id = ?", id).stream().findFirst();
  }

  /**
   * A deletion.
   *
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when there is none with the number
   */
  Deletion byId(long id) {
    return find(id)
        .orElseThrow(
            () ->
                new RollcallException(
                    ExitCode.NOT_FOUND,
                    "there is no deletion %d".formatted(id),
                    "scripts/rollcall contacts undelete lists what can be brought back"));
  }

  /** Those that were neither brought back nor purged, the oldest first. */
  List<Deletion> open() {
    return query("WHERE undone_at IS NULL AND purged_at IS NULL ORDER BY id");
  }

  /** Those of one mailbox. */
  List<Deletion> open(long mailbox) {
    return query(
        "WHERE mailbox_id = ? AND undone_at IS NULL AND purged_at IS NULL ORDER BY id", mailbox);
  }

  /** The last of these that hides a contact, or snapshots that have it. */
  Optional<Deletion> hiding(long mailbox, long item) {
    return query(
            """
            WHERE undone_at IS NULL AND purged_at IS NULL AND id IN (
              SELECT v.deletion FROM contacts_version v WHERE v.mailbox_id = ? AND v.number = ? UNION ALL
              SELECT s.deletion FROM contacts_version v JOIN contacts_snapshot s ON s.mailbox_id = v.mailbox_id
                AND s.seq >= v.from_seq AND (v.until_seq IS NULL OR s.seq < v.until_seq)
              WHERE v.mailbox_id = ? AND v.number = ?)
            ORDER BY id DESC
            """,
            mailbox,
            item,
            mailbox,
            item)
        .stream()
        .findFirst();
  }

  private List<Deletion> query(String which, Object... parameters) {
    return jdbc.query(
        "SELECT " + COLUMNS + " FROM contacts_deletion " + which,
        (row, number) -> deletion(row),
        parameters);
  }

  private static Deletion deletion(ResultSet row) throws SQLException {
    return new Deletion(
        row.getLong("id"),
        row.getLong("mailbox_id"),
        What.valueOf(row.getString("what")),
        row.getLong("number"),
        row.getLong("numbers"),
        row.getLong("snapshots"),
        row.getLong("versions"),
        Utc.instant(row.getObject("deleted_at", LocalDateTime.class)),
        row.getString("deleted_by"),
        Utc.instant(row.getObject("purge_at", LocalDateTime.class)),
        Utc.orNull(row.getObject("undone_at", LocalDateTime.class)),
        Utc.orNull(row.getObject("purged_at", LocalDateTime.class)));
  }
}

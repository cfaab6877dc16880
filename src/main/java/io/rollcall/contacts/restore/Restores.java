package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.Reason;
import io.rollcall.contacts.restore.RestoreItem.State;
import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Restores as the database keeps them: what each is to do, and how far it is. Who writes does so in
 * a transaction that proves the lease of the mailbox.
 */
@Component
public class Restores {
  private static final int BATCH = 1000;

  private final JdbcTemplate jdbc;

  Restores(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores what a run is to restore, in the transaction that makes the run. */
  public void create(Restore restore) {
    jdbc.update(
        """
        INSERT INTO contacts_restore
          (run_id, token, source_mailbox, source_seq, target_mailbox, placement, new_folder, conflict, force_changed, undo_of)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        restore.run(),
        restore.token(),
        restore.sourceMailbox(),
        restore.sourceSeq(),
        restore.targetMailbox(),
        restore.placement().name(),
        restore.newFolder(),
        restore.conflict().name(),
        restore.force(),
        restore.undoOf());
  }

  /** What a run is to restore; empty when it is none that restores. */
  public Optional<Restore> find(long run) {
    return jdbc
        .query("SELECT * FROM contacts_restore WHERE run_id = ?", Restores::restore, run)
        .stream()
        .findFirst();
  }

  private static Restore restore(ResultSet row, int number) throws SQLException {
    return new Restore(
        row.getLong("run_id"),
        row.getString("token"),
        row.getLong("source_mailbox"),
        row.getLong("source_seq"),
        row.getLong("target_mailbox"),
        number(row, "before_seq"),
        Placement.valueOf(row.getString("placement")),
        row.getString("new_folder"),
        Conflict.valueOf(row.getString("conflict")),
        row.getBoolean("force_changed"),
        number(row, "undo_of"),
        number(row, "undone_by"));
  }

  /**
   * Stores what was decided, all of it, in place of what was before. A restore that is undone can
   * no longer be continued from then on.
   *
   * @param beforeSeq the target's snapshot that it was decided by
   * @param dry nothing of it will be done
   */
  public void plan(Restore restore, long beforeSeq, List<RestoreItem> items, boolean dry) {
    long run = restore.run();
    jdbc.update("DELETE FROM contacts_restore_item WHERE run_id = ?", run);
    jdbc.batchUpdate(
        """
        INSERT INTO contacts_restore_item (run_id, position, action, reason, source, folder, existing, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        items,
        BATCH,
        (statement, item) -> {
          statement.setLong(1, run);
          statement.setInt(2, item.position());
          statement.setString(3, item.action().name());
          Reason reason = item.reason();
          statement.setString(4, reason == null ? null : reason.name());
          statement.setObject(5, item.source());
          statement.setObject(6, item.folder());
          statement.setObject(7, item.existing());
          statement.setString(8, item.state().name());
        });
    jdbc.update("UPDATE contacts_restore SET before_seq = ? WHERE run_id = ?", beforeSeq, run);
    if (restore.undoOf() != null && !dry) {
      jdbc.update(
          "UPDATE contacts_restore SET undone_by = ? WHERE run_id = ?", run, restore.undoOf());
    }
  }

  /** Whether a run only told what it would do. */
  public boolean isDry(long run) {
    Long dry =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM runner_run WHERE id = ? AND kind = 'TEST'", Long.class, run);
    return dry != null && dry > 0;
  }

  /** The history forgets a run. */
  public void forget(long run) {
    for (String table :
        List.of("contacts_restore_item", "contacts_restore_folder", "contacts_restore")) {
      jdbc.update("DELETE FROM " + table + " WHERE run_id = ?", run);
    }
  }

  /**
   * The snapshots of a mailbox without which a restore could not go on, or be undone.
   *
   * @param since restores that began before do not count
   */
  public Set<Long> needed(long mailbox, Instant since) {
    return new TreeSet<>(
        jdbc.queryForList(
            """
            SELECT r.before_seq FROM contacts_restore r JOIN runner_run u ON u.id = r.run_id
            WHERE u.kind = 'RESTORE' AND u.started_at >= ? AND r.target_mailbox = ? AND r.before_seq IS NOT NULL
            UNION
            SELECT r.source_seq FROM contacts_restore r JOIN runner_run u ON u.id = r.run_id
            WHERE u.kind = 'RESTORE' AND u.started_at >= ? AND r.source_mailbox = ?
            """,
            Long.class,
            Utc.column(since),
            mailbox,
            Utc.column(since),
            mailbox));
  }

  /** What was decided, by position; empty when nothing is yet. */
  public List<RestoreItem> items(long run) {
    return jdbc.query(
        "SELECT * FROM contacts_restore_item WHERE run_id = ? ORDER BY position",
        (row, number) -> item(row),
        run);
  }

  private static RestoreItem item(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new RestoreItem(
        row.getInt("position"),
        Action.valueOf(row.getString("action")),
        reason == null ? null : Reason.valueOf(reason),
        number(row, "source"),
        number(row, "folder"),
        number(row, "existing"),
        State.valueOf(row.getString("state")));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  /** An item is done, or failed. */
  public void settle(long run, int position, State state) {
    jdbc.update(
        "UPDATE contacts_restore_item SET state = ? WHERE run_id = ? AND position = ?",
        state.name(),
        run,
        position);
  }

  /** A folder is going to be made, if it is not there; told again, nothing happens. */
  public void folder(long run, long folder) {
    if (!folders(run).contains(folder)) {
      jdbc.update(
          "INSERT INTO contacts_restore_folder (run_id, folder) VALUES (?, ?)", run, folder);
    }
  }

  /** The folders that a restore made, by the numbers that they have in its source. */
  public Set<Long> folders(long run) {
    return new TreeSet<>(
        jdbc.queryForList(
            "SELECT folder FROM contacts_restore_folder WHERE run_id = ?", Long.class, run));
  }
}

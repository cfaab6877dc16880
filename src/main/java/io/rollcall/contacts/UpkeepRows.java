package io.rollcall.contacts;

import io.rollcall.contacts.store.Checked;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What runs that verify or prune came to, mailbox by mailbox: {@code contacts_upkeep}. Written in
 * the transactions that do it, so that a restart knows what is done and a report what was.
 */
@Component
class UpkeepRows {
  private final JdbcClient jdbc;

  UpkeepRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A mailbox was checked, perhaps once more. */
  void checked(long run, Checked checked) {
    found(
        run,
        new Tended(
            checked.mailbox().organization(),
            checked.mailbox().id(),
            checked.snapshots(),
            checked.versions(),
            checked.photos(),
            checked.damaged().size(),
            0,
            0,
            0));
  }

  /** What a mailbox was found to be, perhaps once more. */
  void found(long run, Tended one) {
    jdbc.sql("DELETE FROM contacts_upkeep WHERE run_id = ? AND mailbox_id = ?")
        .params(run, one.mailbox())
        .update();
    insert(run, one, true);
  }

  /** A mailbox is to be pruned; one that an interrupted execution began keeps its figures. */
  void begin(long run, Tended one) {
    boolean there =
        jdbc.sql("SELECT COUNT(*) FROM contacts_upkeep WHERE run_id = ? AND mailbox_id = ?")
                .params(run, one.mailbox())
                .query(Long.class)
                .single()
            > 0;
    if (!there) {
      insert(run, one, false);
    }
  }

  private void insert(long run, Tended one, boolean done) {
    jdbc.sql(
            """
            INSERT INTO contacts_upkeep (run_id, mailbox_id, organization_key, done, snapshots, versions, photos, damaged,
              spared, dropped, purged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            run,
            one.mailbox(),
            one.organization(),
            done,
            one.snapshots(),
            one.versions(),
            one.photos(),
            one.damaged(),
            one.spared(),
            one.dropped(),
            one.purged())
        .update();
  }

  void dropped(long run, long mailbox, long snapshots) {
    jdbc.sql("UPDATE contacts_upkeep SET dropped = dropped + ? WHERE run_id = ? AND mailbox_id = ?")
        .params(snapshots, run, mailbox)
        .update();
  }

  void purged(long run, long mailbox) {
    jdbc.sql("UPDATE contacts_upkeep SET purged = purged + 1 WHERE run_id = ? AND mailbox_id = ?")
        .params(run, mailbox)
        .update();
  }

  void end(long run, long mailbox, long spared) {
    jdbc.sql(
            "UPDATE contacts_upkeep SET done = TRUE, spared = ? WHERE run_id = ? AND mailbox_id ="
                + " ?")
        .params(spared, run, mailbox)
        .update();
  }

  /** The mailboxes that a run need not look at again. */
  Set<Long> good(long run, String organization) {
    return Set.copyOf(
        jdbc.sql(
                "SELECT mailbox_id FROM contacts_upkeep WHERE run_id = ? AND organization_key = ?"
                    + " AND done = TRUE AND damaged = 0")
            .params(run, organization)
            .query(Long.class)
            .list());
  }

  /** All of a run, by mailbox. */
  List<Tended> of(long run) {
    return jdbc.sql(
            "SELECT * FROM contacts_upkeep WHERE run_id = ? ORDER BY organization_key, mailbox_id")
        .param(run)
        .query(
            (row, number) ->
                new Tended(
                    row.getString("organization_key"),
                    row.getLong("mailbox_id"),
                    row.getLong("snapshots"),
                    row.getLong("versions"),
                    row.getLong("photos"),
                    row.getLong("damaged"),
                    row.getLong("spared"),
                    row.getLong("dropped"),
                    row.getLong("purged")))
        .list();
  }

  /** Forgets a run, which the history is about to forget. */
  void forget(long run) {
    jdbc.sql("DELETE FROM contacts_upkeep WHERE run_id = ?").param(run).update();
  }
}

package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of {@code contacts_version} or {@code contacts_folder} that a call of a writing changes,
 * collected so that each kind of statement is a batch.
 */
final class VersionWrites {
  private final String table;
  private final String insertSql;
  private final long mailbox;
  private final long seq;
  private final List<Object[]> deleted = new ArrayList<>();
  private final List<Object[]> closed = new ArrayList<>();
  private final List<Object[]> reopened = new ArrayList<>();
  private final List<Object[]> inserted = new ArrayList<>();

  private VersionWrites(String table, String insertSql, long mailbox, long seq) {
    this.table = table;
    this.insertSql = insertSql;
    this.mailbox = mailbox;
    this.seq = seq;
  }

  static VersionWrites ofContacts(long mailbox, long seq) {
    return new VersionWrites(
        "contacts_version",
        """
        INSERT INTO contacts_version (mailbox_id, from_seq, number, folder, photo, graph_key, content_key, content)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        mailbox,
        seq);
  }

  static VersionWrites ofFolders(long mailbox, long seq) {
    return new VersionWrites(
        "contacts_folder",
        """
        INSERT INTO contacts_folder (mailbox_id, from_seq, number, graph_key, content_key, content)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        mailbox,
        seq);
  }

  /**
   * Does what a transition says, but for the row to insert.
   *
   * @return whether a row is to be inserted
   */
  boolean add(Standing standing, Transition transition) {
    if (transition.deletesOwn()) {
      deleted.add(new Object[] {mailbox, seq, standing.number()});
    }
    if (transition.closes()) {
      closed.add(new Object[] {seq, mailbox, base(standing), standing.number()});
    }
    if (transition.reopens()) {
      reopened.add(new Object[] {mailbox, base(standing), standing.number()});
    }
    return transition.inserts();
  }

  private static long base(Standing standing) {
    return Objects.requireNonNull(standing.base()).seq();
  }

  /**
   * Adds a row of this snapshot.
   *
   * @param rest its columns after the number
   */
  void insert(long number, @Nullable Object... rest) {
    List<@Nullable Object> row = new ArrayList<>(List.of(mailbox, seq, number));
    row.addAll(Arrays.asList(rest));
    inserted.add(row.toArray());
  }

  void write(JdbcTemplate jdbc) {
    String key = " WHERE mailbox_id = ? AND from_seq = ? AND number = ?";
    batch(jdbc, "DELETE FROM " + table + key, deleted);
    batch(jdbc, "UPDATE " + table + " SET until_seq = ?" + key, closed);
    batch(jdbc, "UPDATE " + table + " SET until_seq = NULL" + key, reopened);
    batch(jdbc, insertSql, inserted);
  }

  private static void batch(JdbcTemplate jdbc, String sql, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }
}

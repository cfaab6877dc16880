package io.rollcall.contacts.store;

import io.rollcall.contacts.store.Standing.Row;
import io.rollcall.plan.InQuery;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** How contacts of a mailbox stand while one of its snapshots is written. */
final class ContactRows {
  private static final String ROWS =
      """
      SELECT number, from_seq, until_seq, folder, photo, graph_key, content_key FROM contacts_version
      WHERE (mailbox_id, %s) IN (:keys)
      """;

  private final JdbcTemplate jdbc;
  private final InQuery inQuery;
  private final long mailbox;
  private final long seq;

  ContactRows(JdbcTemplate jdbc, long mailbox, long seq) {
    this.jdbc = jdbc;
    this.inQuery = new InQuery(jdbc);
    this.mailbox = mailbox;
    this.seq = seq;
  }

  /** Those with a key of a Graph id; one that never was has no entry. */
  Map<ByteBuffer, Standing> byGraphKey(Collection<byte[]> keys) {
    Map<ByteBuffer, Standing> found = new HashMap<>();
    inQuery.forEach(
        ROWS.formatted("graph_key"),
        mailbox,
        keys,
        row -> add(found, ByteBuffer.wrap(row.getBytes("graph_key")), row));
    return found;
  }

  Map<Long, Standing> byNumber(Collection<Long> numbers) {
    Map<Long, Standing> found = new HashMap<>();
    inQuery.forEach(
        ROWS.formatted("number"), mailbox, numbers, row -> add(found, row.getLong("number"), row));
    return found;
  }

  private <K> void add(Map<K, Standing> found, K key, ResultSet row) throws SQLException {
    Row version =
        new Row(
            row.getLong("from_seq"),
            row.getLong("until_seq"),
            row.getLong("folder"),
            row.getLong("photo"),
            row.getBytes("content_key"));
    Standing before = found.getOrDefault(key, Standing.of(row.getLong("number")));
    found.put(key, before.with(version, seq));
  }

  /** The numbers of the contacts that are in a folder, as this writing goes. */
  List<Long> in(long folder) {
    return jdbc.queryForList(
        "SELECT number FROM contacts_version WHERE mailbox_id = ? AND until_seq IS NULL AND folder"
            + " = ? ORDER BY number",
        Long.class,
        mailbox,
        folder);
  }
}

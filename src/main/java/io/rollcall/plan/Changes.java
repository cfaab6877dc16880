package io.rollcall.plan;

import io.rollcall.kernel.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The lines of plans, in {@code runner_change}, and the objects that a reading saw, in {@code
 * runner_seen}.
 */
@Component
public class Changes {
  private static final int BATCH = 500;
  private static final int DELETED_AT_ONCE = 20_000;
  private static final String COLUMNS =
      "seq, object_id, kind, operation, label, payload, digest, line_hash";

  private final JdbcTemplate jdbc;
  private final RowStream rows;
  private final List<PlanRows> families;

  Changes(JdbcTemplate jdbc, RowStream rows, List<PlanRows> families) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.families = families;
  }

  /**
   * Appends lines; a line whose place is taken replaces the one there (a staged line that was
   * decided).
   */
  public void put(long planId, List<ChangeRow> lines) {
    jdbc.batchUpdate(
        """
        INSERT INTO runner_change (plan_id, seq, object_id, kind, operation, label, payload, digest, line_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE object_id = VALUES(object_id), operation = VALUES(operation), label = VALUES(label),
          payload = VALUES(payload), digest = VALUES(digest), line_hash = VALUES(line_hash)
        """,
        lines,
        BATCH,
        (statement, row) -> bind(statement, planId, row));
  }

  private static void bind(PreparedStatement statement, long planId, ChangeRow row)
      throws SQLException {
    statement.setLong(1, planId);
    statement.setLong(2, row.seq());
    statement.setLong(3, row.objectId());
    statement.setString(4, row.kind());
    statement.setString(5, row.operation().key());
    statement.setString(6, row.label().length() > 400 ? cut(row.label()) : row.label());
    statement.setString(7, Base64.getEncoder().encodeToString(row.payload()));
    statement.setBytes(8, row.digest());
    statement.setBytes(9, row.lineHash());
  }

  private static String cut(String label) {
    int end = Character.isHighSurrogate(label.charAt(398)) ? 398 : 399;
    return label.substring(0, end) + "…";
  }

  /** The next lines of a plan after a place and up to another, at most so many. */
  public List<ChangeRow> page(long planId, long afterSeq, long untilSeq, int limit) {
    return jdbc.query(
        "SELECT "
            + COLUMNS
            + " FROM runner_change WHERE plan_id = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        Changes::row,
        planId,
        afterSeq,
        untilSeq,
        limit);
  }

  /**
   * Notes lines that the second pass must look at.
   *
   * @param keys by a line's place, what objects yet to come must answer to; {@link KeyHash#NONE}
   *     for a line that must be looked at in any case
   */
  public void pend(long planId, Map<Long, Set<KeyHash>> keys) {
    List<Pending> rows = new ArrayList<>();
    keys.forEach((seq, hashes) -> hashes.forEach(hash -> rows.add(new Pending(seq, hash))));
    jdbc.batchUpdate(
        "INSERT INTO runner_pending (plan_id, seq, key_hash) VALUES (?, ?, ?)",
        rows,
        BATCH,
        (statement, row) -> {
          statement.setLong(1, planId);
          statement.setLong(2, row.seq());
          statement.setBytes(3, row.hash().bytes());
        });
  }

  private record Pending(long seq, KeyHash hash) {}

  /** The next staged additions after a place, at most so many. */
  public List<ChangeRow> stagedAdditions(long planId, long afterSeq, int limit) {
    // By what is pending, which is little: a first import has a line for each object.
    return lines(
        planId,
        jdbc.queryForList(
            """
            SELECT p.seq FROM runner_pending p
            JOIN runner_change c ON c.plan_id = p.plan_id AND c.seq = p.seq
            WHERE p.plan_id = ? AND p.seq > ? AND p.key_hash = ? AND c.operation = 'staged_add'
            ORDER BY p.seq LIMIT ?
            """,
            Long.class,
            planId,
            afterSeq,
            KeyHash.NONE.bytes(),
            limit));
  }

  /** Notes that lines wait for nothing any more. */
  public void settle(long planId, List<Long> seqs) {
    delete("runner_pending", planId, seqs);
  }

  /**
   * The next lines after a place that wait for something no object of the plan answers to, at most
   * so many. Staged additions are not among them: they come first, and one chunk may hold their end
   * and the beginning of these.
   */
  public List<ChangeRow> unsettled(long planId, long afterSeq, int limit) {
    List<Long> seqs =
        jdbc.queryForList(
            """
            SELECT DISTINCT p.seq FROM runner_pending p
            JOIN runner_change c ON c.plan_id = p.plan_id AND c.seq = p.seq
            LEFT JOIN runner_key k ON k.plan_id = p.plan_id AND k.key_hash = p.key_hash
            WHERE p.plan_id = ? AND p.seq > ? AND k.key_hash IS NULL AND c.operation <> 'staged_add'
            ORDER BY p.seq LIMIT ?
            """,
            Long.class,
            planId,
            afterSeq,
            limit);
    return lines(planId, seqs);
  }

  private List<ChangeRow> lines(long planId, List<Long> seqs) {
    List<ChangeRow> lines = new ArrayList<>();
    new InQuery(jdbc)
        .forEach(
            "SELECT " + COLUMNS + " FROM runner_change WHERE (plan_id, seq) IN (:keys)",
            planId,
            seqs,
            row -> lines.add(row(row, 0)));
    lines.sort(Comparator.comparingLong(ChangeRow::seq));
    return lines;
  }

  /** Removes lines, by their places. */
  public void remove(long planId, List<Long> seqs) {
    delete("runner_change", planId, seqs);
  }

  private void delete(String table, long planId, List<Long> seqs) {
    jdbc.batchUpdate(
        "DELETE FROM " + table + " WHERE plan_id = ? AND seq = ?",
        seqs,
        BATCH,
        (statement, seq) -> {
          statement.setLong(1, planId);
          statement.setLong(2, seq);
        });
  }

  /**
   * The plan's digest: SHA-256 over kind, operation and digest of each line in order, and of lines
   * for objects that the panel has, the object's number. Lines that change nothing do not count.
   */
  public String digest(long planId) {
    MessageDigest digest = Sha256.create();
    ByteBuffer id = ByteBuffer.allocate(8);
    rows.forEach(
        "SELECT object_id, kind, operation, digest FROM runner_change WHERE plan_id = ? AND"
            + " operation <> 'equal' ORDER BY seq",
        row -> {
          if (!row.getString(3).equals(Operation.ADD.key())) {
            digest.update(id.putLong(0, row.getLong(1)).array());
          }
          digest.update(row.getString(2).getBytes(java.nio.charset.StandardCharsets.UTF_8));
          digest.update(row.getString(3).getBytes(java.nio.charset.StandardCharsets.UTF_8));
          digest.update(row.getBytes(4));
        },
        planId);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Lines of a plan, in order, a page at a time; the consumer may query.
   *
   * @param kinds the kinds of objects that are wanted
   * @param operations the operations that are wanted
   * @param consumer gets up to 500 lines at a time
   */
  public void pages(
      long planId,
      Collection<String> kinds,
      Collection<Operation> operations,
      Consumer<List<ChangeRow>> consumer) {
    String sql =
        "SELECT %s FROM runner_change WHERE plan_id = ? AND seq > ? AND kind IN (%s) AND operation IN (%s) ORDER BY seq LIMIT %d"
            .formatted(
                COLUMNS,
                "?, ".repeat(kinds.size() - 1) + "?",
                "?, ".repeat(operations.size() - 1) + "?",
                BATCH);
    long after = 0;
    List<ChangeRow> page;
    do {
      List<Object> arguments = new ArrayList<>(List.of(planId, after));
      arguments.addAll(kinds);
      operations.forEach(operation -> arguments.add(operation.key()));
      page = jdbc.query(sql, Changes::row, arguments.toArray());
      consumer.accept(page);
      after = page.isEmpty() ? after : page.get(page.size() - 1).seq();
    } while (page.size() == BATCH);
  }

  /** The names of the objects that a plan adds, by their numbers. */
  public Map<Long, String> addedLabels(long planId) {
    Map<Long, String> labels = new HashMap<>();
    rows.forEach(
        "SELECT object_id, label FROM runner_change WHERE plan_id = ? AND operation = 'add'",
        row -> labels.put(row.getLong(1), row.getString(2)),
        planId);
    return labels;
  }

  /** Notes objects of the panel that a chunk of the reading saw. */
  public void saw(long planId, long seq, Roaring64Bitmap objects) {
    if (objects.isEmpty()) {
      return;
    }
    objects.runOptimize();
    ByteBuffer bytes = ByteBuffer.allocate((int) objects.serializedSizeInBytes());
    try {
      objects.serialize(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    jdbc.update(
        "INSERT INTO runner_seen (plan_id, seq, objects) VALUES (?, ?, ?)",
        planId,
        seq,
        bytes.array());
  }

  /** All objects of the panel that the reading saw so far. */
  public Roaring64Bitmap seen(long planId) {
    Roaring64Bitmap all = new Roaring64Bitmap();
    rows.forEach(
        "SELECT objects FROM runner_seen WHERE plan_id = ? ORDER BY seq",
        row -> {
          Roaring64Bitmap part = new Roaring64Bitmap();
          try {
            part.deserialize(ByteBuffer.wrap(row.getBytes(1)));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          all.or(part);
        },
        planId);
    return all;
  }

  /** Deletes what only the making of a plan needs; what applying it needs stays. */
  public void clearMakingRows(long planId) {
    clearMakingRows(planId, Slice.ALONE);
  }

  private void clearMakingRows(long planId, Slice slice) {
    clear(planId, "runner_pending", "seq", "", slice);
    clear(planId, "runner_seen", "seq", "", slice);
    families.forEach(rowsOfFamily -> rowsOfFamily.clearMakingRows(planId, slice));
  }

  /**
   * Deletes all of a settled plan's working rows; its lines stay for reports, but for those that
   * change nothing.
   */
  public void clearWorkingRows(long planId) {
    clearWorkingRows(planId, Slice.ALONE);
  }

  private void clearWorkingRows(long planId, Slice slice) {
    clearMakingRows(planId, slice);
    clear(planId, "runner_key", "key_hash", "", slice);
    families.forEach(rowsOfFamily -> rowsOfFamily.clearWorkingRows(planId, slice));
    clear(
        planId,
        "runner_change",
        "seq",
        " AND operation IN ('equal', 'staged', 'staged_add')",
        slice);
  }

  /** Deletes all lines of a plan: nobody can apply it, or tell its changes, any more. */
  public void forget(long planId) {
    forget(planId, Slice.ALONE);
  }

  /** As above, each small deletion in its slice. */
  void forget(long planId, Slice slice) {
    clearWorkingRows(planId, slice);
    clear(planId, "runner_change", "seq", "", slice);
  }

  /** How many lines a plan has stored. */
  public long lines(long planId) {
    Long lines =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM runner_change WHERE plan_id = ?", Long.class, planId);
    return lines == null ? 0 : lines;
  }

  /**
   * One small statement after the other: a million rows in one would hold the undo log and the
   * locks for minutes. Each goes on where the last one ended: one that began at the first row again
   * would pass over all that were deleted and not purged yet.
   */
  private void clear(long planId, String table, String key, String condition, Slice slice) {
    String boundary =
        "SELECT %s FROM %s WHERE plan_id = ? AND %s > ? ORDER BY %s LIMIT 1 OFFSET %d"
            .formatted(key, table, key, key, DELETED_AT_ONCE);
    String rest = "DELETE FROM %s WHERE plan_id = ? AND %s >= ?".formatted(table, key) + condition;
    String part = rest + " AND %s <= ?".formatted(key);
    Object from = key.equals("seq") ? (Object) 0L : new byte[16];
    while (true) {
      List<Object> until = jdbc.query(boundary, (row, number) -> row.getObject(1), planId, from);
      Object after = from;
      if (until.isEmpty()) {
        slice.delete(() -> jdbc.update(rest, planId, after));
        return;
      }
      slice.delete(() -> jdbc.update(part, planId, after, until.get(0)));
      from = until.get(0);
    }
  }

  private static ChangeRow row(ResultSet row, int number) throws SQLException {
    return new ChangeRow(
        row.getLong("seq"),
        row.getLong("object_id"),
        row.getString("kind"),
        Operation.of(row.getString("operation")),
        row.getString("label"),
        Base64.getDecoder().decode(row.getString("payload")),
        row.getBytes("digest"),
        row.getBytes("line_hash"));
  }
}

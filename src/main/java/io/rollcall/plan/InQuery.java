package io.rollcall.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Look-ups of many keys with one statement: {@code ... WHERE key IN (?, ?, ...)}. */
public final class InQuery {

  /** More keys in one statement gain nothing and make the server's parser work on megabytes. */
  private static final int MAX_KEYS = 1000;

  /** H2 holds each row that it found by a key against the keys, one after the other. */
  private static final int MAX_KEYS_OF_H2 = 64;

  private final JdbcTemplate jdbc;
  private int maxKeys; // 0: not known yet

  /** Runs on whatever transaction the calling thread has. */
  public InQuery(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Runs a query for all keys; with no keys it runs none.
   *
   * @param sql has one {@code (:keys)}, which becomes the list of placeholders; the only ones
   */
  public void forEach(String sql, Collection<?> keys, RowCallbackHandler handler) {
    run(sql, null, keys, handler);
  }

  /**
   * Runs a query for all pairs of one value and each key: {@code WHERE (plan_id, seq) IN (:keys)}.
   * Of {@code plan_id = ? AND seq IN (...)} H2 uses the first column of the index alone and reads
   * all of a plan.
   */
  public void forEach(String sql, Object first, Collection<?> keys, RowCallbackHandler handler) {
    run(sql, first, keys, handler);
  }

  private void run(
      String sql, @Nullable Object first, Collection<?> keys, RowCallbackHandler handler) {
    Iterator<?> rest = keys.iterator();
    while (rest.hasNext()) {
      List<Object> chunk = new ArrayList<>();
      while (rest.hasNext() && chunk.size() < maxKeys()) {
        chunk.add(rest.next());
      }
      // Few distinct statement texts, so that statement caches hold: the last key fills up to a
      // power of two.
      int padded = chunk.size() == 1 ? 1 : Integer.highestOneBit(chunk.size() - 1) << 1;
      List<Object> arguments = new ArrayList<>(2 * padded);
      for (int i = 0; i < padded; i++) {
        if (first != null) {
          arguments.add(first);
        }
        arguments.add(chunk.get(Math.min(i, chunk.size() - 1)));
      }
      String placeholder = first == null ? "?" : "(?, ?)";
      String placeholders = "(" + (placeholder + ", ").repeat(padded - 1) + placeholder + ")";
      jdbc.query(sql.replace("(:keys)", placeholders), handler, arguments.toArray());
    }
  }

  private int maxKeys() {
    if (maxKeys == 0) {
      maxKeys = RowStream.isMysql(jdbc) ? MAX_KEYS : MAX_KEYS_OF_H2;
    }
    return maxKeys;
  }
}

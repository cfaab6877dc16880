package io.rollcall.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Look-ups of many keys with one statement: {@code ... WHERE key IN (?, ?, ...)}. */
public final class InQuery {

  /** More keys in one statement gain nothing and make the server's parser work on megabytes. */
  private static final int MAX_KEYS = 1000;

  private final JdbcTemplate jdbc;

  /** Runs on whatever transaction the calling thread has. */
  public InQuery(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Runs a query for all keys; with no keys it runs none.
   *
   * @param sql has one {@code (:keys)}, which becomes the list of placeholders, after any other
   *     placeholder
   * @param before values of the placeholders before the keys
   */
  public void forEach(
      String sql, List<Object> before, Collection<?> keys, RowCallbackHandler handler) {
    Iterator<?> rest = keys.iterator();
    while (rest.hasNext()) {
      List<Object> arguments = new ArrayList<>(before);
      Object last = null;
      int count = 0;
      while (rest.hasNext() && count < MAX_KEYS) {
        last = rest.next();
        arguments.add(last);
        count++;
      }
      // Few distinct statement texts, so that statement caches hold: the last key fills up to a
      // power of two.
      int padded = count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
      for (; count < padded; count++) {
        arguments.add(last);
      }
      String placeholders = "(" + "?, ".repeat(padded - 1) + "?)";
      jdbc.query(sql.replace("(:keys)", placeholders), handler, arguments.toArray());
    }
  }
}

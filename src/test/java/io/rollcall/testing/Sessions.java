package io.rollcall.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The other sessions of a MySQL database.
 *
 * <p>Tables of information_schema that hold statements are utf8mb3: asking them for anything at all
 * fails while any session of the server has a statement with a character beyond it.
 */
public final class Sessions {
  // https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
  private static final int NO_SUCH_SESSION = 1094;
  private static final int CANNOT_CONVERT_STRING = 3854;

  private Sessions() {}

  /** Ends all sessions of this database but the one that asks. */
  public static void killOthers(Connection connection) throws SQLException {
    for (long session : others(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("KILL " + session);
      } catch (SQLException e) {
        if (e.getErrorCode() != NO_SUCH_SESSION) {
          throw e;
        }
      }
    }
  }

  private static List<Long> others(Connection connection) throws SQLException {
    long own;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      row.next();
      own = row.getLong(1);
    }
    List<Long> sessions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW PROCESSLIST")) {
      while (rows.next()) {
        long session = rows.getLong("Id");
        if (session != own && connection.getCatalog().equals(rows.getString("db"))) {
          sessions.add(session);
        }
      }
    }
    return sessions;
  }

  /**
   * How many other sessions of this database wait for a lock in a statement that has a text; 0 also
   * while the server cannot tell. The answer is up to a fifth of a second old.
   */
  public static long waiting(Connection connection, String text) throws SQLException {
    List<Long> others = others(connection);
    try (Statement statement = connection.createStatement()) {
      // The table shows what was when nobody had looked for a tenth of a second.
      statement.execute("DO SLEEP(0.2)");
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT trx_mysql_thread_id FROM information_schema.innodb_trx
            WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE CONCAT('%', ?, '%')
            """)) {
      statement.setString(1, text);
      long waiting = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (others.contains(rows.getLong(1))) {
            waiting++;
          }
        }
      }
      return waiting;
    } catch (SQLException e) {
      if (e.getErrorCode() == CANNOT_CONVERT_STRING) {
        return 0;
      }
      throw e;
    }
  }
}

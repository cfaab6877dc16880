package io.rollcall.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * Large results in constant memory. Connector/J reads a whole result into memory unless the fetch
 * size is {@code Integer.MIN_VALUE}; the connection then serves nothing else until the result is
 * read, so the handler must not query.
 */
@Component
public class RowStream {
  private final JdbcTemplate jdbc;
  private final boolean mysql;

  RowStream(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.mysql = isMysql(jdbc);
  }

  /** Asks a connection whether its database is MySQL. */
  static boolean isMysql(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.execute(
            (ConnectionCallback<Boolean>)
                connection ->
                    Objects.equals(connection.getMetaData().getDatabaseProductName(), "MySQL")));
  }

  /** Whether the database is MySQL; else it is the embedded H2. */
  public boolean mysql() {
    return mysql;
  }

  /** Runs a query and hands over its rows one by one. */
  public void forEach(String sql, RowCallbackHandler handler, Object... arguments) {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(mysql ? Integer.MIN_VALUE : 1000);
                for (int i = 0; i < arguments.length; i++) {
                  statement.setObject(i + 1, arguments[i]);
                }
                return drain(statement, handler);
              }
            });
  }

  private static boolean drain(PreparedStatement statement, RowCallbackHandler handler)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        handler.processRow(rows);
      }
    }
    return true;
  }
}

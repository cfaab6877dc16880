package io.rollcall.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A database of a test's own: an embedded one in its folder, or one on the real MySQL, dropped when
 * closed.
 */
public final class TestDatabase implements AutoCloseable {
  private final String url;
  private final String dropSql;
  private final String serverUrl;

  private TestDatabase(String url, String serverUrl, String dropSql) {
    this.url = url;
    this.serverUrl = serverUrl;
    this.dropSql = dropSql;
  }

  public static TestDatabase embedded(Path folder) {
    return new TestDatabase(
        "jdbc:h2:file:"
            + folder.resolve("data/rollcall")
            + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_ON_EXIT=FALSE;NON_KEYWORDS=VALUE;USER=rollcall",
        "",
        "");
  }

  /** A fresh database on the server of {@code MYSQL_URL}; fails, never skips, without one. */
  public static TestDatabase mysql() {
    String server = System.getProperty("MYSQL_URL", System.getenv("MYSQL_URL"));
    if (server == null || server.isBlank()) {
      throw new IllegalStateException(
          "run scripts/check, or set MYSQL_URL (scripts/mysql-server up prints one)");
    }
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "CREATE DATABASE " + name);
    String url = server.replaceFirst("(jdbc:mysql://[^/?]+/)[^?]*", "$1" + name);
    return new TestDatabase(url, server, "DROP DATABASE " + name);
  }

  /** A database that is there already; closing it leaves it. */
  public static TestDatabase at(String url) {
    return new TestDatabase(url, "", "");
  }

  /** The same database, used by another account; closing it leaves the database. */
  public TestDatabase as(String user, String password) {
    return new TestDatabase(
        url.replaceFirst("user=[^&]*", "user=" + user)
            .replaceFirst("password=[^&]*", "password=" + password),
        "",
        "");
  }

  public String url() {
    return url;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void close() {
    if (!dropSql.isEmpty()) {
      execute(serverUrl, dropSql);
    }
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("MYSQL_URL is set but not usable: " + e.getMessage(), e);
    }
  }
}

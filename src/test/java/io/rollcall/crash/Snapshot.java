package io.rollcall.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a site's database, kept in another one of the same server, to be put back. The
 * organizations stay as they are, and so do the sequences: numbers go on.
 *
 * @param name the other database's
 */
record Snapshot(String name) {

  /** Keeps what is there now. */
  void take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name);
      for (String table : tables(connection)) {
        statement.execute("CREATE TABLE %1$s.%2$s AS SELECT * FROM %2$s".formatted(name, table));
      }
    }
  }

  /** Into an emptied database. */
  void putBack(Connection connection) throws SQLException {
    List<String> tables = tables(connection);
    withoutForeignKeys(
        connection,
        statement -> {
          for (String table : tables) {
            statement.execute("INSERT INTO %2$s SELECT * FROM %1$s.%2$s".formatted(name, table));
          }
        });
  }

  static void empty(Connection connection) throws SQLException {
    List<String> tables = tables(connection);
    withoutForeignKeys(
        connection,
        statement -> {
          for (String table : tables) {
            if (filled(statement, table)) {
              statement.execute("TRUNCATE TABLE " + table);
            }
          }
        });
  }

  private static boolean filled(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
      return rows.next();
    }
  }

  private interface Work {
    void on(Statement statement) throws SQLException;
  }

  private static void withoutForeignKeys(Connection connection, Work work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET FOREIGN_KEY_CHECKS = 0");
      work.on(statement);
      statement.execute("SET FOREIGN_KEY_CHECKS = 1");
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                  AND (table_name LIKE 'panel%' OR table_name LIKE 'runner%' OR table_name LIKE 'contacts%' OR table_name LIKE 'BATCH%')
                  AND table_name NOT LIKE '%\\_SEQ'
                  AND table_name NOT IN ('panel_organization', 'panel_domain', 'contacts_key', 'runner_sequence', 'runner_schema_history')
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}

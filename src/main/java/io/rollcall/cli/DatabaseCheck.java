package io.rollcall.cli;

import io.rollcall.cli.Views.CheckView;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Utc;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;

/** What the database is, and whether its account may do what runs do. Writes nothing. */
final class DatabaseCheck {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** Runs only read them; `organizations add` may be left to another account (sql/mysql). */
  private static final Set<String> READ_ONLY = Set.of("panel_organization", "panel_domain");

  private DatabaseCheck() {}

  static CheckView connection(Program program) {
    try (Connection connection = program.bean(DataSource.class).getConnection()) {
      DatabaseMetaData meta = connection.getMetaData();
      boolean mysql = meta.getDatabaseProductName().equals("MySQL");
      boolean old = mysql && tooOld(meta.getDatabaseMajorVersion(), meta.getDatabaseMinorVersion());
      String what = meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion();
      return new CheckView(
          "database", !old, old ? what + " is too old: MySQL 8.4 or newer is needed" : what);
    } catch (SQLException e) {
      return new CheckView("database", false, String.valueOf(e.getMessage()));
    }
  }

  /** 8.4 is the oldest that is maintained and that the program is tested with. */
  static boolean tooOld(int major, int minor) {
    return major < 8 || (major == 8 && minor < 4);
  }

  /** Times are stored as UTC; a session that thinks otherwise would shift them. */
  static CheckView clock(Program program) {
    try (Connection connection = program.bean(DataSource.class).getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("MySQL")) {
        return new CheckView("time", true, "the embedded database has the program's clock");
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT NOW(6), @@session.time_zone")) {
        row.next();
        LocalDateTime theirs = row.getObject(1, LocalDateTime.class);
        LocalDateTime ours = Utc.column(program.bean(Clock.class).instant());
        Duration off = Duration.between(theirs, ours);
        boolean same = off.abs().compareTo(TOLERANCE) <= 0;
        return new CheckView(
            "time",
            same,
            same
                ? "the session's zone is %s, and its clock agrees".formatted(row.getString(2))
                : "the session (zone %s) is %s away from this host's UTC: correct the clocks"
                    .formatted(row.getString(2), off));
      }
    } catch (SQLException e) {
      return new CheckView("time", false, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Each right is asked for by a statement that touches no row: the server checks rights before it
   * looks for rows.
   */
  static CheckView rights(Program program) {
    List<String> missing = new ArrayList<>();
    int tables = 0;
    try (Connection connection = program.bean(DataSource.class).getConnection()) {
      for (String table : tables(connection)) {
        tables++;
        boolean own = !table.startsWith("panel_");
        String column = firstColumn(connection, table);
        if (!READ_ONLY.contains(table.toLowerCase(Locale.ROOT))) {
          attempt(
              connection,
              missing,
              table,
              "INSERT",
              "INSERT INTO %1$s SELECT * FROM %1$s WHERE 1 = 0".formatted(table));
        }
        if (own) {
          attempt(
              connection,
              missing,
              table,
              "UPDATE",
              "UPDATE %1$s SET %2$s = %2$s WHERE 1 = 0".formatted(table, column));
          attempt(
              connection, missing, table, "DELETE", "DELETE FROM %s WHERE 1 = 0".formatted(table));
        }
      }
    } catch (SQLException e) {
      missing.add(String.valueOf(e.getMessage()));
    }
    return new CheckView(
        "rights",
        missing.isEmpty() && tables > 0,
        tables == 0
            ? "no tables yet: scripts/rollcall db migrate"
            : missing.isEmpty()
                ? "enough, on " + Plural.of(tables, "table")
                : "missing: " + String.join("; ", missing));
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                "%",
                new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        String lower = name.toLowerCase(Locale.ROOT);
        boolean ours =
            lower.startsWith("panel_")
                || lower.startsWith("runner_")
                || lower.startsWith("contacts_")
                || lower.startsWith("batch_");
        if (ours && !lower.equals("runner_schema_history") && !lower.endsWith("_seq")) {
          tables.add(name);
        }
      }
    }
    return tables;
  }

  private static String firstColumn(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      return rows.getMetaData().getColumnName(1);
    }
  }

  private static void attempt(
      Connection connection, List<String> missing, String table, String right, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      missing.add("%s on %s (%s)".formatted(right, table, e.getMessage()));
    }
  }
}

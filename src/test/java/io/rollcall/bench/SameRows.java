package io.rollcall.bench;

import io.rollcall.testing.TestDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * The references of the first import: the rows that it wrote, inserted again with nothing around.
 */
final class SameRows {
  private static final int BATCH = 1000;

  private final Path folder;
  private final String url;

  SameRows(Path folder, TestDatabase database) {
    this.folder = folder;
    this.url = database.url() + (database.url().contains("?") ? "&" : "?");
  }

  static final List<String> TABLES =
      List.of(
          "panel_object",
          "panel_identity",
          "panel_settings",
          "panel_address",
          "panel_member",
          "panel_grant");

  /** Copies the rows to files, outside all measurements. */
  void save() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url + "connectionTimeZone=UTC")) {
      for (String table : TABLES) {
        try (var statement =
                connection.createStatement(
                    ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            var rowsFile = new DataOutputStream(output(table + ".rows"));
            var loadFile = output(table + ".tsv")) {
          statement.setFetchSize(Integer.MIN_VALUE);
          try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              for (int i = 1; i <= columns; i++) {
                byte[] value = rows.getBytes(i);
                rowsFile.writeInt(value == null ? -1 : value.length);
                if (value != null) {
                  rowsFile.write(value);
                }
                load(loadFile, value, i < columns ? '\t' : '\n');
              }
            }
          }
        }
      }
    }
  }

  private OutputStream output(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 20);
  }

  private static void load(OutputStream out, byte[] value, int end) throws IOException {
    if (value == null) {
      out.write('\\');
      out.write('N');
    } else {
      for (byte b : value) {
        switch (b) {
          case '\t' -> {
            out.write('\\');
            out.write('t');
          }
          case '\n' -> {
            out.write('\\');
            out.write('n');
          }
          case '\r' -> {
            out.write('\\');
            out.write('r');
          }
          case 0 -> {
            out.write('\\');
            out.write('0');
          }
          case '\\' -> {
            out.write('\\');
            out.write('\\');
          }
          default -> out.write(b);
        }
      }
    }
    out.write(end);
  }

  /** Inserts them with batched JDBC on one connection; the tables must be empty. Seconds. */
  double insert() throws SQLException, IOException {
    long start = System.nanoTime();
    try (Connection connection =
        DriverManager.getConnection(url + "rewriteBatchedStatements=true&connectionTimeZone=UTC")) {
      connection.setAutoCommit(false);
      for (String table : TABLES) {
        insert(connection, table);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void insert(Connection connection, String table) throws SQLException, IOException {
    int columns;
    int[] types;
    try (var statement = connection.createStatement();
        ResultSet empty = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      columns = empty.getMetaData().getColumnCount();
      types = new int[columns + 1];
      for (int i = 1; i <= columns; i++) {
        types[i] = empty.getMetaData().getColumnType(i);
      }
    }
    String sql = "INSERT INTO " + table + " VALUES (" + "?, ".repeat(columns - 1) + "?)";
    try (PreparedStatement insert = connection.prepareStatement(sql);
        var rows =
            new DataInputStream(
                new BufferedInputStream(
                    Files.newInputStream(folder.resolve(table + ".rows")), 1 << 20))) {
      int batched = 0;
      while (true) {
        for (int i = 1; i <= columns; i++) {
          bind(insert, i, types[i], rows);
        }
        insert.addBatch();
        if (++batched % BATCH == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
    } catch (EndOfRows e) {
      // all rows of the table are in, but for the last batch, which the statement below closes with
    }
  }

  private void bind(PreparedStatement insert, int column, int type, DataInputStream rows)
      throws SQLException, IOException {
    int length;
    try {
      length = rows.readInt();
    } catch (EOFException e) {
      insert.executeBatch();
      insert.getConnection().commit();
      throw new EndOfRows();
    }
    if (length < 0) {
      insert.setNull(column, type);
      return;
    }
    byte[] value = rows.readNBytes(length);
    switch (type) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> insert.setBytes(column, value);
      case Types.BIGINT, Types.INTEGER ->
          insert.setLong(column, Long.parseLong(new String(value, StandardCharsets.US_ASCII)));
      case Types.BIT, Types.BOOLEAN, Types.TINYINT ->
          insert.setInt(column, value[0] == '1' || value[0] == 1 ? 1 : 0);
      default -> insert.setString(column, new String(value, StandardCharsets.UTF_8));
    }
  }

  private static final class EndOfRows extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Loads them with LOAD DATA LOCAL INFILE; the tables must be empty. Seconds. */
  double load() throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(url + "allowLoadLocalInfile=true");
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "LOAD DATA LOCAL INFILE '%s' INTO TABLE %s CHARACTER SET binary"
                .formatted(folder.resolve(table + ".tsv").toAbsolutePath(), table));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  void truncate() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("TRUNCATE TABLE " + table);
      }
    }
  }

  void delete() {
    for (String table : TABLES) {
      try {
        Files.deleteIfExists(folder.resolve(table + ".rows"));
        Files.deleteIfExists(folder.resolve(table + ".tsv"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

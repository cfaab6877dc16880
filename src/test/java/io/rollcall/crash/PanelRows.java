package io.rollcall.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All rows of the panel's tables, and the hashes by which the next run recognises its records,
 * without what differs between two runs of the same export: the numbers of objects (the objects'
 * GUIDs stand for them), the run, the time.
 */
record PanelRows(Map<String, List<String>> byTable) {
  /** How texts name an object of the panel. */
  private static final Pattern NUMBER = Pattern.compile("(object\"?:)(\\d+)");

  private static final Map<String, String> TABLES =
      Map.of(
          "panel_object", "SELECT id, organization_id, kind FROM panel_object",
          "panel_identity",
              """
              SELECT object_id, version, state, type, type_raw, HEX(backend_guid), HEX(exchange_guid), HEX(entra_id),
                distinguished_name, legacy_exchange_dn, sam_account_name, user_principal_name,
                dn_hash, legacy_dn_hash, sam_hash, upn_hash
              FROM panel_identity
              """,
          "panel_settings", "SELECT object_id, section, version, content FROM panel_settings",
          "panel_address",
              """
              SELECT object_id, address_key, organization_id, version, state, address, is_primary FROM panel_address
              """,
          "panel_member",
              "SELECT object_id, target_key, version, state, target_id, target_raw FROM panel_member",
          "panel_grant",
              """
              SELECT object_id, permission, target_key, version, state, target_id, target_raw FROM panel_grant
              """,
          "runner_line", "SELECT object_id, organization_id, HEX(line_hash) FROM runner_line");

  static PanelRows of(Connection connection) throws SQLException {
    Map<String, String> guids = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT object_id, HEX(backend_guid) FROM panel_identity")) {
      while (rows.next()) {
        guids.put(rows.getString(1), rows.getString(2));
      }
    }
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    for (String table : TABLES.keySet().stream().sorted().toList()) {
      byTable.put(table, rows(connection, TABLES.get(table), guids));
    }
    return new PanelRows(byTable);
  }

  private static List<String> rows(Connection connection, String sql, Map<String, String> guids)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder text = new StringBuilder(guid(guids, rows.getString(1)));
        for (int i = 2; i <= columns; i++) {
          String name = rows.getMetaData().getColumnName(i);
          String value = String.valueOf(rows.getString(i));
          if (name.equals("target_id")) {
            value = guid(guids, value);
          } else {
            value =
                NUMBER
                    .matcher(value)
                    .replaceAll(found -> found.group(1) + guid(guids, found.group(2)));
          }
          text.append('|').append(value);
        }
        texts.add(text.toString());
      }
    }
    Collections.sort(texts);
    return texts;
  }

  private static String guid(Map<String, String> guids, String id) {
    return id.equals("null") ? id : guids.getOrDefault(id, "unknown object " + id);
  }

  /** The first rows that only one of two has; empty when they are equal. */
  List<String> differences(PanelRows other) {
    List<String> found = new ArrayList<>();
    byTable.forEach(
        (table, rows) -> {
          List<String> theirs = other.byTable.getOrDefault(table, List.of());
          if (!rows.equals(theirs)) {
            found.add("%s has %d rows, not %d".formatted(table, rows.size(), theirs.size()));
            Map<String, Integer> balance = new HashMap<>();
            rows.forEach(row -> balance.merge(row, 1, Integer::sum));
            theirs.forEach(row -> balance.merge(row, -1, Integer::sum));
            balance.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .sorted(Map.Entry.comparingByKey())
                .limit(3)
                .forEach(
                    entry ->
                        found.add(
                            "%+d: %s".formatted(entry.getValue(), shortened(entry.getKey()))));
          }
        });
    return found;
  }

  private static String shortened(String row) {
    return row.length() > 300 ? row.substring(0, 300) + "..." : row;
  }

  int size() {
    return byTable.values().stream().mapToInt(List::size).sum();
  }
}

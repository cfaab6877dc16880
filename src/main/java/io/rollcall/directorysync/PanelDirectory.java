package io.rollcall.directorysync;

import io.rollcall.plan.InQuery;
import io.rollcall.plan.RowStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the panel holds of directories. */
@Component
class PanelDirectory {
  private final JdbcTemplate jdbc;
  private final InQuery in;
  private final BackendAddresses backends;
  private final boolean mysql;

  PanelDirectory(JdbcTemplate jdbc, RowStream rows) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
    this.backends = new BackendAddresses(in);
    this.mysql = rows.mysql();
  }

  /**
   * A row of the panel.
   *
   * @param removed it is marked
   */
  record Row(Entry entry, boolean removed) {}

  /** Rows by id, with the addresses that they hold. */
  Map<String, Row> find(long organizationId, Kind kind, Collection<String> ids) {
    Map<String, List<Entry.Address>> addresses = addresses(organizationId, kind, ids);
    Map<String, Row> found = new HashMap<>();
    in.forEach(
        "SELECT * FROM %s WHERE (organization_id, graph_id) IN (:keys)"
            .formatted(kind.panelTable()),
        organizationId,
        ids,
        row -> {
          String id = row.getString("graph_id");
          Entry entry =
              new Entry(kind, id, fields(kind, row), addresses.getOrDefault(id, List.of()));
          found.put(id, new Row(entry, row.getBoolean("removed")));
        });
    return found;
  }

  private static Map<String, String> fields(Kind kind, ResultSet row) throws SQLException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Kind.Column column : kind.columns()) {
      String text = column.flag() ? flag(row, column.column()) : row.getString(column.column());
      if (text != null) {
        fields.put(column.field(), text);
      }
    }
    return fields;
  }

  private static @Nullable String flag(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : String.valueOf(value);
  }

  private Map<String, List<Entry.Address>> addresses(
      long organizationId, Kind kind, Collection<String> holders) {
    Map<String, List<Entry.Address>> addresses = new HashMap<>();
    in.forEach(
        "SELECT holder_id, holder_kind, address, is_primary FROM panel_directory_address"
            + " WHERE (organization_id, holder_id) IN (:keys) AND removed = FALSE"
            + " ORDER BY is_primary DESC, address",
        organizationId,
        holders,
        row -> {
          if (row.getString("holder_kind").equals(kind.key())) {
            addresses
                .computeIfAbsent(row.getString("holder_id"), id -> new ArrayList<>())
                .add(new Entry.Address(row.getString("address"), row.getBoolean("is_primary")));
          }
        });
    addresses.replaceAll((id, list) -> sorted(list));
    return addresses;
  }

  /** As {@link Entry} has them, whatever the database's order of texts is. */
  private static List<Entry.Address> sorted(List<Entry.Address> addresses) {
    return addresses.stream()
        .sorted(
            java.util.Comparator.comparing((Entry.Address one) -> !one.primary())
                .thenComparing(Entry.Address::address))
        .toList();
  }

  /** Who holds an address. */
  record Holder(Kind kind, String id) {}

  /** The live holders of addresses in the organization, by key. */
  Map<String, Holder> holders(long organizationId, Collection<String> keys) {
    Map<String, Holder> holders = new HashMap<>();
    in.forEach(
        "SELECT address_key, holder_kind, holder_id FROM panel_directory_address"
            + " WHERE (organization_id, address_key) IN (:keys) AND removed = FALSE",
        organizationId,
        keys,
        row ->
            holders.put(row.getString(1), new Holder(Kind.of(row.getString(2)), row.getString(3))));
    return holders;
  }

  /** Of these addresses, those that another organization's users, lists or mailboxes hold. */
  Set<String> heldElsewhere(long organizationId, Collection<String> keys) {
    Set<String> held = inOtherDirectories(organizationId, keys, "");
    held.addAll(backends.heldElsewhere(organizationId, keys));
    return held;
  }

  /**
   * Of these addresses, those that another organization's users or lists hold, other transactions'
   * rows waited for. Asked after our own rows are written, one of two that claim an address at the
   * same moment sees the other.
   */
  Set<String> heldElsewhereNow(long organizationId, Collection<String> keys) {
    // H2 has no FOR SHARE, and needs none: it admits one process, and that applies one organization
    // at a time.
    return mysql ? inOtherDirectories(organizationId, keys, " FOR SHARE") : Set.of();
  }

  private Set<String> inOtherDirectories(
      long organizationId, Collection<String> keys, String lock) {
    Set<String> held = new TreeSet<>();
    in.forEach(
        "SELECT address_key, organization_id FROM panel_directory_address WHERE address_key IN"
            + " (:keys) AND removed = FALSE"
            + lock,
        keys,
        row -> {
          if (row.getLong(2) != organizationId) {
            held.add(row.getString(1));
          }
        });
    return held;
  }

  /** The next live rows after an id, in order. */
  List<String> live(long organizationId, Kind kind, String after, int limit) {
    return jdbc.queryForList(
        "SELECT graph_id FROM %s WHERE organization_id = ? AND graph_id > ? AND removed = FALSE ORDER BY graph_id LIMIT ?"
            .formatted(kind.panelTable()),
        String.class,
        organizationId,
        after,
        limit);
  }

  /** Members of a list, by id: their kind, and whether they are marked removed. */
  Map<String, MemberRow> members(long organizationId, String listId, Collection<String> ids) {
    Map<String, MemberRow> found = new HashMap<>();
    for (List<String> some : slices(List.copyOf(ids))) {
      List<Object> arguments = new ArrayList<>(List.of(organizationId, listId));
      arguments.addAll(some);
      jdbc.query(
          "SELECT member_id, member_kind, removed FROM panel_directory_member"
              + " WHERE organization_id = ? AND list_id = ? AND member_id IN ("
              + some.stream().map(id -> "?").collect(Collectors.joining(", "))
              + ")",
          row -> {
            found.put(row.getString(1), new MemberRow(row.getString(2), row.getBoolean(3)));
          },
          arguments.toArray());
    }
    return found;
  }

  /** A member's row. */
  record MemberRow(String kind, boolean removed) {}

  private static List<List<String>> slices(List<String> ids) {
    List<List<String>> slices = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += 500) {
      slices.add(ids.subList(from, Math.min(ids.size(), from + 500)));
    }
    return slices;
  }

  /** What the panel calls objects, of either kind. */
  Map<String, String> labels(long organizationId, Collection<String> ids) {
    Map<String, String> labels = new HashMap<>();
    for (Kind kind : Kind.values()) {
      find(organizationId, kind, ids).forEach((id, row) -> labels.put(id, row.entry().label()));
    }
    return labels;
  }

  /** How many live things of a kind of limits there are. */
  long held(long organizationId, String limit) {
    String from =
        switch (limit) {
          case "accounts" -> "panel_directory_user WHERE removed = FALSE AND";
          case "lists" -> "panel_directory_list WHERE removed = FALSE AND";
          case "aliases" -> "panel_directory_address WHERE removed = FALSE AND";
          case "members" -> "panel_directory_member_current WHERE";
          default -> throw new IllegalArgumentException("no kind " + limit);
        };
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM " + from + " organization_id = ?", Long.class, organizationId);
    return count == null ? 0 : count;
  }
}

package io.rollcall.directorysync;

import io.rollcall.directorysync.EntryChange.AddressChange;
import io.rollcall.plan.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows that a chunk writes, collected so that each table is written in batches. */
final class PanelWrites {
  private static final String MARKED =
      "removed = TRUE, removed_run_id = ?, removed_at = ?, changed_run_id = ?, changed_at = ?";
  private static final String ADDED =
      "removed, first_run_id, first_at, changed_run_id, changed_at) VALUES (";

  private final long organizationId;
  private final long runId;
  private final Object at;
  private final Map<Kind, List<Object[]>> inserted = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Object[]>> updated = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Object[]>> marked = new EnumMap<>(Kind.class);
  private final List<Object[]> heldAddresses = new ArrayList<>();
  private final Set<String> gainedAddresses = new LinkedHashSet<>();
  private final List<Object[]> lostAddresses = new ArrayList<>();
  private final List<Object[]> members = new ArrayList<>();
  private final List<Object[]> formerMembers = new ArrayList<>();
  private final List<Object[]> events = new ArrayList<>();

  /**
   * @param at the time that the rows tell, as a column holds it
   */
  PanelWrites(long organizationId, long runId, Object at) {
    this.organizationId = organizationId;
    this.runId = runId;
    this.at = at;
  }

  /**
   * A user or a list.
   *
   * @param row what the panel has of it, marked or not; null for nothing
   */
  void entry(EntryChange change, @Nullable Entry row) {
    Entry after = change.after();
    String kind = change.kind().key();
    if (after == null) {
      add(marked, change.kind(), runId, at, runId, at, change.why(), organizationId, change.id());
      event(kind, change.id(), null, "removed", null, null, change.why());
    } else if (row == null) {
      add(inserted, change.kind(), insertion(after));
      event(kind, change.id(), null, "added", null, null, null);
    } else {
      add(updated, change.kind(), update(after));
      if (change.before() == null) {
        event(kind, change.id(), null, "returned", null, null, null);
      }
      new EntryChange(change.kind(), change.id(), row, after, null, false)
          .fieldChanges()
          .forEach(
              field ->
                  event(
                      kind,
                      change.id(),
                      null,
                      "updated",
                      field.field(),
                      field.before(),
                      field.after()));
    }
    change.addressChanges().forEach(address -> address(change, address));
  }

  private Object[] insertion(Entry entry) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(organizationId);
    values.add(entry.id());
    values.addAll(values(entry));
    values.addAll(List.of(runId, at, runId, at));
    return values.toArray();
  }

  private Object[] update(Entry entry) {
    List<@Nullable Object> values = new ArrayList<>(values(entry));
    values.addAll(List.of(runId, at, organizationId, entry.id()));
    return values.toArray();
  }

  private static List<@Nullable Object> values(Entry entry) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Kind.Column column : entry.kind().columns()) {
      String text = entry.fields().get(column.field());
      values.add(column.flag() && text != null ? (Object) Boolean.valueOf(text) : text);
    }
    return values;
  }

  private void address(EntryChange change, AddressChange address) {
    String key = new Entry.Address(address.address(), false).key();
    String kind = change.kind().key();
    if (address.after() == null) {
      lostAddresses.add(new Object[] {runId, at, runId, at, organizationId, key, change.id()});
    } else {
      if (address.before() == null) {
        gainedAddresses.add(key);
      }
      heldAddresses.add(
          new Object[] {
            organizationId,
            key,
            address.address(),
            kind,
            change.id(),
            address.after().equals("primary"),
            runId,
            at,
            runId,
            at
          });
    }
    String event =
        address.before() == null ? "added" : address.after() == null ? "removed" : "updated";
    event(
        "address", change.id(), address.address(), event, null, address.before(), address.after());
  }

  /** Keys of addresses that somebody has now and had not before. */
  Set<String> gainedAddresses() {
    return Collections.unmodifiableSet(gainedAddresses);
  }

  /** A member of a list. */
  void member(String listId, MembersChange.Member member) {
    if (member.operation() == Operation.REMOVE) {
      formerMembers.add(new Object[] {runId, at, runId, at, organizationId, listId, member.id()});
      event("member", listId, member.id(), "removed", null, member.kindBefore(), null);
      return;
    }
    members.add(
        new Object[] {
          organizationId, listId, member.id(), member.memberKind(), runId, at, runId, at
        });
    String added = member.returns() ? "returned" : "added";
    event(
        "member",
        listId,
        member.id(),
        member.operation() == Operation.ADD ? added : "updated",
        null,
        member.kindBefore(),
        member.memberKind());
  }

  private void event(
      String kind,
      String id,
      @Nullable String item,
      String event,
      @Nullable String field,
      @Nullable String before,
      @Nullable String after) {
    events.add(
        new Object[] {organizationId, kind, id, item, event, field, before, after, runId, at});
  }

  private static void add(Map<Kind, List<Object[]>> rows, Kind kind, @Nullable Object... values) {
    rows.computeIfAbsent(kind, key -> new ArrayList<>()).add(values);
  }

  /** Writes all of them; addresses that are given up before those that are taken. */
  void write(JdbcTemplate jdbc) {
    for (Kind kind : Kind.values()) {
      List<String> columns = kind.columns().stream().map(Kind.Column::column).toList();
      batch(
          jdbc,
          "INSERT INTO %s (organization_id, graph_id, %s, %s?, ?, %s, FALSE, ?, ?, ?, ?)"
              .formatted(
                  kind.panelTable(),
                  String.join(", ", columns),
                  ADDED,
                  columns.stream().map(column -> "?").collect(Collectors.joining(", "))),
          inserted.get(kind));
      batch(
          jdbc,
          """
          UPDATE %s SET %s, removed = FALSE, removed_why = NULL, removed_run_id = NULL, removed_at = NULL,
            changed_run_id = ?, changed_at = ?
          WHERE organization_id = ? AND graph_id = ?
          """
              .formatted(
                  kind.panelTable(),
                  columns.stream()
                      .map(column -> column + " = ?")
                      .collect(Collectors.joining(", "))),
          updated.get(kind));
      batch(
          jdbc,
          "UPDATE %s SET %s, removed_why = ? WHERE organization_id = ? AND graph_id = ?"
              .formatted(kind.panelTable(), MARKED),
          marked.get(kind));
    }
    batch(
        jdbc,
        // Unless somebody else holds it by now, who got it from this one.
        "UPDATE panel_directory_address SET %s WHERE organization_id = ? AND address_key = ? AND holder_id = ?"
            .formatted(MARKED),
        lostAddresses);
    batch(
        jdbc,
        """
        INSERT INTO panel_directory_address (organization_id, address_key, address, holder_kind, holder_id, is_primary,
          %s?, ?, ?, ?, ?, ?, FALSE, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE address = VALUES(address), holder_kind = VALUES(holder_kind),
          holder_id = VALUES(holder_id), is_primary = VALUES(is_primary), removed = FALSE, removed_run_id = NULL,
          removed_at = NULL, changed_run_id = VALUES(changed_run_id), changed_at = VALUES(changed_at)
        """
            .formatted(ADDED),
        heldAddresses);
    batch(
        jdbc,
        "UPDATE panel_directory_member SET %s WHERE organization_id = ? AND list_id = ? AND member_id = ?"
            .formatted(MARKED),
        formerMembers);
    batch(
        jdbc,
        """
        INSERT INTO panel_directory_member (organization_id, list_id, member_id, member_kind, %s?, ?, ?, ?, FALSE, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE member_kind = VALUES(member_kind), removed = FALSE, removed_run_id = NULL, removed_at = NULL,
          changed_run_id = VALUES(changed_run_id), changed_at = VALUES(changed_at)
        """
            .formatted(ADDED),
        members);
    batch(
        jdbc,
        """
        INSERT INTO panel_directory_event (organization_id, kind, graph_id, item, event, field, value_before, value_after, run_id, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        events);
  }

  private static void batch(JdbcTemplate jdbc, String sql, @Nullable List<Object[]> rows) {
    if (rows != null && !rows.isEmpty()) {
      jdbc.batchUpdate(sql, Arrays.asList(Objects.requireNonNull(rows).toArray(Object[][]::new)));
    }
  }
}

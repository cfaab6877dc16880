package io.rollcall.directorysync;

import io.rollcall.graph.GraphMember;
import io.rollcall.plan.InQuery;
import io.rollcall.plan.PlanRows;
import io.rollcall.plan.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plan's reading has found so far, put together from pages in any order. In tables and not
 * in memory: a tenant has hundreds of thousands of objects, each of them perhaps on several pages.
 */
@Component
class WorkingRows implements PlanRows {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> CONTENT =
      new TypeReference<>() {};
  private static final int BATCH = 500;
  private static final int DELETED_AT_ONCE = 10_000;
  private static final int LONGEST_LABEL = 400;

  private final JdbcTemplate jdbc;
  private final InQuery in;

  WorkingRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
  }

  /** Puts a page's objects together with what is there; of each object the last one counts. */
  void merge(long planId, Kind kind, List<Observed> page) {
    Map<String, Observed> merged = find(planId, kind, page.stream().map(Observed::id).toList());
    page.forEach(
        observed ->
            merged.merge(observed.id(), observed, (earlier, later) -> later.after(earlier)));
    jdbc.batchUpdate(
        """
        INSERT INTO %s (plan_id, graph_id, present, whole, taken, label, content) VALUES (?, ?, ?, ?, FALSE, ?, ?)
        ON DUPLICATE KEY UPDATE present = VALUES(present), whole = VALUES(whole), label = VALUES(label),
          content = VALUES(content)
        """
            .formatted(kind.workingTable()),
        merged.values(),
        BATCH,
        (statement, observed) -> {
          statement.setLong(1, planId);
          statement.setString(2, observed.id());
          statement.setBoolean(3, observed.present());
          statement.setBoolean(4, observed.whole());
          statement.setString(5, cut(observed.label()));
          statement.setString(6, JSON.writeValueAsString(observed.content()));
        });
  }

  private static String cut(String label) {
    if (label.length() <= LONGEST_LABEL) {
      return label;
    }
    int end = Character.isHighSurrogate(label.charAt(LONGEST_LABEL - 2)) ? 2 : 1;
    return label.substring(0, LONGEST_LABEL - end) + "…";
  }

  /** A member as a page names it; of each member the last one counts. */
  record Named(String listId, GraphMember member, boolean present) {}

  void mergeMembers(long planId, List<Named> members) {
    Map<String, Named> last = new LinkedHashMap<>();
    members.forEach(named -> last.put(named.listId() + "/" + named.member().id(), named));
    jdbc.batchUpdate(
        """
        INSERT INTO runner_directory_member (plan_id, list_id, member_id, member_kind, present) VALUES (?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE member_kind = VALUES(member_kind), present = VALUES(present)
        """,
        last.values(),
        BATCH,
        (statement, named) -> {
          statement.setLong(1, planId);
          statement.setString(2, named.listId());
          statement.setString(3, named.member().id());
          statement.setString(4, named.member().kind().name().toLowerCase(Locale.ROOT));
          statement.setBoolean(5, named.present());
        });
  }

  /** Forgets the members of lists that are gone: one that returns is told of anew. */
  void forgetMembers(long planId, Collection<String> lists) {
    jdbc.batchUpdate(
        "DELETE FROM runner_directory_member WHERE plan_id = ? AND list_id = ?",
        lists,
        BATCH,
        (statement, list) -> {
          statement.setLong(1, planId);
          statement.setString(2, list);
        });
  }

  /** Objects of a plan, by id. */
  Map<String, Observed> find(long planId, Kind kind, Collection<String> ids) {
    Map<String, Observed> found = new LinkedHashMap<>();
    in.forEach(
        "SELECT graph_id, present, whole, label, content FROM %s WHERE (plan_id, graph_id) IN (:keys)"
            .formatted(kind.workingTable()),
        planId,
        ids,
        row -> {
          Observed observed = observed(kind, row);
          found.put(observed.id(), observed);
        });
    return found;
  }

  /** The next objects after an id, in order. */
  List<Observed> page(long planId, Kind kind, String after, int limit) {
    return jdbc.query(
        "SELECT graph_id, present, whole, label, content FROM %s WHERE plan_id = ? AND graph_id > ? ORDER BY graph_id LIMIT ?"
            .formatted(kind.workingTable()),
        (row, number) -> observed(kind, row),
        planId,
        after,
        limit);
  }

  private static Observed observed(Kind kind, ResultSet row) throws SQLException {
    return new Observed(
        kind,
        row.getString("graph_id"),
        row.getBoolean("present"),
        row.getBoolean("whole"),
        JSON.readValue(row.getString("content"), CONTENT),
        row.getString("label"));
  }

  /** How many objects the reading found to be there. */
  long present(long planId, Kind kind) {
    Long count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM %s WHERE plan_id = ? AND present = TRUE"
                .formatted(kind.workingTable()),
            Long.class,
            planId);
    return count == null ? 0 : count;
  }

  /** Of these ids, those that the reading found to be there. */
  List<String> presentAmong(long planId, Kind kind, Collection<String> ids) {
    List<String> found = new ArrayList<>();
    in.forEach(
        "SELECT graph_id FROM %s WHERE (plan_id, graph_id) IN (:keys) AND present = TRUE"
            .formatted(kind.workingTable()),
        planId,
        ids,
        row -> found.add(row.getString(1)));
    return found;
  }

  /** Objects that changed, but that the panel has no live row of to lay the changes over. */
  List<String> withoutGround(long planId, Kind kind, long organizationId) {
    return jdbc.queryForList(
        """
        SELECT w.graph_id FROM %s w
        LEFT JOIN %s p ON p.organization_id = ? AND p.graph_id = w.graph_id AND p.removed = FALSE
        WHERE w.plan_id = ? AND w.present = TRUE AND w.whole = FALSE AND p.graph_id IS NULL
        ORDER BY w.graph_id
        """
            .formatted(kind.workingTable(), kind.panelTable()),
        String.class,
        organizationId,
        planId);
  }

  /** Notes lists that the plan leaves live in the panel. */
  void taken(long planId, Collection<String> lists) {
    jdbc.batchUpdate(
        "UPDATE runner_directory_list SET taken = TRUE WHERE plan_id = ? AND graph_id = ?",
        lists,
        BATCH,
        (statement, list) -> {
          statement.setLong(1, planId);
          statement.setString(2, list);
        });
  }

  /** What the reading calls objects, of either kind. */
  Map<String, String> labels(long planId, Collection<String> ids) {
    Map<String, String> labels = new HashMap<>();
    for (Kind kind : Kind.values()) {
      in.forEach(
          "SELECT graph_id, label FROM %s WHERE (plan_id, graph_id) IN (:keys)"
              .formatted(kind.workingTable()),
          planId,
          ids,
          row -> labels.put(row.getString(1), row.getString(2)));
    }
    return labels;
  }

  @Override
  public List<Long> plans() {
    return jdbc.queryForList(
        """
        SELECT DISTINCT plan_id FROM runner_directory_user
        UNION SELECT DISTINCT plan_id FROM runner_directory_list
        UNION SELECT DISTINCT plan_id FROM runner_directory_member
        UNION SELECT plan_id FROM runner_directory_plan
        """,
        Long.class);
  }

  /** Forgets all that was read, before it is read anew. */
  @Override
  public void clearMakingRows(long planId, Slice slice) {
    for (Kind kind : Kind.values()) {
      clear(kind.workingTable(), planId, slice);
    }
    clear("runner_directory_member", planId, slice);
  }

  @Override
  public void clearWorkingRows(long planId, Slice slice) {
    slice.delete(() -> jdbc.update("DELETE FROM runner_directory_plan WHERE plan_id = ?", planId));
  }

  private void clear(String table, long planId, Slice slice) {
    String some = "DELETE FROM " + table + " WHERE plan_id = ? LIMIT " + DELETED_AT_ONCE;
    while (slice.delete(() -> jdbc.update(some, planId)) > 0) {
      // one small statement after the other: undo log and locks stay small
    }
  }
}

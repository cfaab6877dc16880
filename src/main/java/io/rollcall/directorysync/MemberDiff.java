package io.rollcall.directorysync;

import io.rollcall.plan.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which direct members come and go, by list and member: the database's own join, page by page. A
 * page looks at some lists only; else each one would join and sort all members of the tenant.
 */
@Component
class MemberDiff {
  private static final String WITHIN =
      " AND %1$s.list_id >= ? AND (%1$s.list_id > ? OR %1$s.member_id > ?) AND %1$s.list_id <= ?";

  private static final int LISTS = 100;

  /** Behind all members of a list: no id begins with it. */
  private static final String END = "\uFFFF";

  private final JdbcTemplate jdbc;

  MemberDiff(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A member in the order of lists and members; both empty before the first. */
  record Place(String listId, String memberId) {}

  /**
   * A member that changes.
   *
   * @param kindBefore null for one that is added
   * @param returns the panel has it, marked removed
   */
  record Found(
      String listId,
      String memberId,
      Operation operation,
      String kind,
      @Nullable String kindBefore,
      boolean returns) {}

  /**
   * What one look found.
   *
   * @param next where the next look begins; null when there is nothing left to look at
   */
  record Page(List<Found> found, @Nullable Place next) {}

  private interface Look {
    List<Found> upTo(String lastList);
  }

  private Page page(long planId, Place after, int limit, Look look) {
    String last =
        jdbc.queryForObject(
            """
            SELECT MAX(graph_id) FROM (
              SELECT graph_id FROM runner_directory_list
              WHERE plan_id = ? AND taken = TRUE AND (graph_id > ? OR (graph_id = ? AND ? = TRUE))
              ORDER BY graph_id LIMIT ?) ahead
            """,
            String.class,
            planId,
            after.listId(),
            after.listId(),
            !after.memberId().equals(END),
            LISTS);
    if (last == null) {
      return new Page(List.of(), null);
    }
    List<Found> found = look.upTo(last);
    if (found.size() < limit) {
      return new Page(found, new Place(last, END));
    }
    Found latest = found.get(found.size() - 1);
    return new Page(found, new Place(latest.listId(), latest.memberId()));
  }

  /** Members that the reading found and the panel does not show, or shows as another kind. */
  Page come(long planId, long organizationId, Place after, int limit) {
    return page(
        planId, after, limit, last -> coming(planId, organizationId, after, last, limit));
  }

  private List<Found> coming(
      long planId, long organizationId, Place after, String last, int limit) {
    return jdbc.query(
        """
        SELECT w.list_id, w.member_id, w.member_kind, p.member_kind AS kind_before, p.removed
        FROM runner_directory_member w
        JOIN runner_directory_list l ON l.plan_id = w.plan_id AND l.graph_id = w.list_id AND l.taken = TRUE
        LEFT JOIN panel_directory_member p
          ON p.organization_id = ? AND p.list_id = w.list_id AND p.member_id = w.member_id
        WHERE w.plan_id = ? AND w.present = TRUE
          AND (p.member_id IS NULL OR p.removed = TRUE OR p.member_kind <> w.member_kind)
        """
            + WITHIN.formatted("w")
            + " ORDER BY w.list_id, w.member_id LIMIT ?",
        (row, number) -> {
          String before = row.getString("kind_before");
          boolean live = before != null && !row.getBoolean("removed");
          return new Found(
              row.getString("list_id"),
              row.getString("member_id"),
              live ? Operation.UPDATE : Operation.ADD,
              row.getString("member_kind"),
              live ? before : null,
              before != null && !live);
        },
        organizationId,
        planId,
        after.listId(),
        after.listId(),
        after.memberId(),
        last,
        limit);
  }

  /**
   * Live members that the reading says are gone; of a list that was read whole, those that it did
   * not name.
   */
  Page gone(long planId, long organizationId, Place after, int limit) {
    return page(planId, after, limit, last -> going(planId, organizationId, after, last, limit));
  }

  private List<Found> going(
      long planId, long organizationId, Place after, String last, int limit) {
    return jdbc.query(
        """
        SELECT p.list_id, p.member_id, p.member_kind
        FROM runner_directory_list l
        JOIN panel_directory_member p
          ON p.organization_id = ? AND p.list_id = l.graph_id AND p.removed = FALSE
        LEFT JOIN runner_directory_member w
          ON w.plan_id = l.plan_id AND w.list_id = p.list_id AND w.member_id = p.member_id
        WHERE l.plan_id = ? AND l.taken = TRUE
          AND (w.present = FALSE OR (w.member_id IS NULL AND l.whole = TRUE))
        """
            + WITHIN.formatted("p")
            + " ORDER BY p.list_id, p.member_id LIMIT ?",
        (row, number) ->
            new Found(
                row.getString("list_id"),
                row.getString("member_id"),
                Operation.REMOVE,
                row.getString("member_kind"),
                row.getString("member_kind"),
                false),
        organizationId,
        planId,
        after.listId(),
        after.listId(),
        after.memberId(),
        last,
        limit);
  }
}

package io.rollcall.directorysync;

import io.rollcall.plan.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which direct members come and go, by list and member: the database's own join, page by page. The
 * hint, a comment to other databases, keeps MySQL from sorting all members for each page.
 */
@Component
class MemberDiff {
  private static final String AFTER =
      " AND %1$s.list_id >= ? AND (%1$s.list_id > ? OR %1$s.member_id > ?)";

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

  /** Members that the reading found and the panel does not show, or shows as another kind. */
  List<Found> come(long planId, long organizationId, Place after, int limit) {
    return jdbc.query(
        """
        SELECT /*+ JOIN_FIXED_ORDER() */ w.list_id, w.member_id, w.member_kind, p.member_kind AS kind_before, p.removed
        FROM runner_directory_member w
        JOIN runner_directory_list l ON l.plan_id = w.plan_id AND l.graph_id = w.list_id AND l.taken = TRUE
        LEFT JOIN panel_directory_member p
          ON p.organization_id = ? AND p.list_id = w.list_id AND p.member_id = w.member_id
        WHERE w.plan_id = ? AND w.present = TRUE
          AND (p.member_id IS NULL OR p.removed = TRUE OR p.member_kind <> w.member_kind)
        """
            + AFTER.formatted("w")
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
        limit);
  }

  /**
   * Live members that the reading says are gone; of a list that was read whole, those that it did
   * not name.
   *
   * @param all the reading names most lists, so that the panel's members are gone through in order;
   *     else the few lists are
   */
  List<Found> gone(long planId, long organizationId, Place after, int limit, boolean all) {
    String lists = "runner_directory_list l";
    String members = "panel_directory_member p";
    return jdbc.query(
        """
        SELECT /*+ JOIN_FIXED_ORDER() */ p.list_id, p.member_id, p.member_kind
        FROM %s JOIN %s
          ON p.organization_id = ? AND l.plan_id = ? AND p.list_id = l.graph_id AND p.removed = FALSE
        LEFT JOIN runner_directory_member w
          ON w.plan_id = l.plan_id AND w.list_id = p.list_id AND w.member_id = p.member_id
        WHERE l.taken = TRUE AND (w.present = FALSE OR (w.member_id IS NULL AND l.whole = TRUE))
        """
                .formatted(all ? members : lists, all ? lists : members)
            + AFTER.formatted("p")
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
        limit);
  }
}

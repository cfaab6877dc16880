package io.rollcall.backendsync;

import io.rollcall.kernel.Utc;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the panel has and the backend no longer has. */
@Component
class GoneFromBackend {
  private final JdbcTemplate jdbc;

  GoneFromBackend(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Something of an organization that the backend no longer has.
   *
   * @param what the address, member or grant; empty for the object itself
   * @param runId the first run that missed it
   */
  record Gone(String kind, long objectId, String what, long runId, Instant at) {}

  /**
   * All that is marked gone in an organization: objects, then addresses, members and grants of
   * objects that are still there.
   */
  void forEach(long organizationId, Consumer<Gone> consumer) {
    for (String sql :
        List.of(
            """
            SELECT o.kind AS kind, o.id AS object_id, '' AS what, i.run_id AS run_id, i.observed_at AS observed_at
            FROM panel_object o JOIN panel_identity_current i ON i.object_id = o.id
            WHERE o.organization_id = ? AND i.state = 'gone' ORDER BY o.id
            """,
            """
            SELECT 'address' AS kind, object_id, address_key AS what, run_id, observed_at
            FROM panel_address_current WHERE organization_id = ? AND state = 'gone' ORDER BY address_key
            """,
            """
            SELECT 'member' AS kind, o.id AS object_id, m.target_raw AS what, m.run_id AS run_id, m.observed_at AS observed_at
            FROM panel_object o JOIN panel_member_current m ON m.object_id = o.id
            WHERE o.organization_id = ? AND m.state = 'gone' ORDER BY o.id
            """,
            """
            SELECT g.permission AS kind, o.id AS object_id, g.target_raw AS what, g.run_id AS run_id, g.observed_at AS observed_at
            FROM panel_object o JOIN panel_grant_current g ON g.object_id = o.id
            WHERE o.organization_id = ? AND g.state = 'gone' ORDER BY o.id
            """)) {
      List<Gone> rows =
          jdbc.query(
              sql,
              (row, number) ->
                  new Gone(
                      row.getString("kind"),
                      row.getLong("object_id"),
                      row.getString("what"),
                      row.getLong("run_id"),
                      Utc.instant(row.getObject("observed_at", LocalDateTime.class))),
              organizationId);
      rows.forEach(consumer);
    }
  }
}

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
  // Not by the views of what is current: the embedded database would look for a newer version of
  // every row there, before it sees that the row is of something present.
  private static final String OBJECTS =
      """
      SELECT o.kind AS kind, o.id AS object_id, '' AS what, i.run_id AS run_id, i.observed_at AS observed_at
      FROM panel_object o JOIN panel_identity i ON i.object_id = o.id
      WHERE o.organization_id = ? AND i.state = 'gone'
        AND NOT EXISTS (SELECT 1 FROM panel_identity n WHERE n.object_id = i.object_id AND n.version > i.version)
      ORDER BY o.id
      """;
  private static final String ADDRESSES =
      """
      SELECT 'address' AS kind, a.object_id AS object_id, a.address_key AS what, a.run_id AS run_id,
             a.observed_at AS observed_at
      FROM panel_address a
      WHERE a.organization_id = ? AND a.state = 'gone'
        AND NOT EXISTS (
          SELECT 1 FROM panel_address n
          WHERE n.address_key = a.address_key AND n.organization_id = a.organization_id AND n.version > a.version)
      ORDER BY a.address_key
      """;
  private static final String MEMBERS =
      """
      SELECT 'member' AS kind, o.id AS object_id, m.target_raw AS what, m.run_id AS run_id, m.observed_at AS observed_at
      FROM panel_object o JOIN panel_member m ON m.object_id = o.id
      WHERE o.organization_id = ? AND m.state = 'gone'
        AND NOT EXISTS (
          SELECT 1 FROM panel_member n
          WHERE n.object_id = m.object_id AND n.target_key = m.target_key AND n.version > m.version)
      ORDER BY o.id
      """;
  private static final String GRANTS =
      """
      SELECT g.permission AS kind, o.id AS object_id, g.target_raw AS what, g.run_id AS run_id, g.observed_at AS observed_at
      FROM panel_object o JOIN panel_grant g ON g.object_id = o.id
      WHERE o.organization_id = ? AND g.state = 'gone'
        AND NOT EXISTS (
          SELECT 1 FROM panel_grant n
          WHERE n.object_id = g.object_id AND n.permission = g.permission AND n.target_key = g.target_key
            AND n.version > g.version)
      ORDER BY o.id
      """;

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
    for (String sql : List.of(OBJECTS, ADDRESSES, MEMBERS, GRANTS)) {
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

package io.rollcall.contacts;

import io.rollcall.kernel.Run;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Problems;
import io.rollcall.report.TrendPoint;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums over snapshots, for reports. */
@Component
class BackupFigures {
  private static final int TREND = 30;

  private final JdbcClient jdbc;

  BackupFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What an organization's snapshots take in the store, of their contents alone. */
  long size(String organization) {
    return jdbc.sql(
            """
            SELECT COALESCE(SUM(s.bytes), 0) FROM contacts_snapshot s
            JOIN contacts_mailbox m ON m.id = s.mailbox_id JOIN panel_organization o ON o.id = m.organization_id
            WHERE o.organization_key = ? AND s.completed_at IS NOT NULL
            """)
        .param(organization)
        .query(Long.class)
        .single();
  }

  /** The last runs of the job that saved something, up to this one, the oldest first. */
  List<TrendPoint> trend(Run run, Problems problems) {
    List<Long> last =
        jdbc.sql(
                "SELECT id FROM runner_run WHERE job = ? AND id <= ? AND kind IN ('FULL', 'ONLY')"
                    + " ORDER BY id DESC LIMIT ?")
            .params(run.job(), run.id(), TREND)
            .query(Long.class)
            .list();
    List<TrendPoint> points = new ArrayList<>();
    for (long id : last) {
      jdbc.sql(
              """
              SELECT MIN(begun_at), SUM(added), SUM(changed), SUM(removed) FROM contacts_snapshot
              WHERE run_id = ? AND completed_at IS NOT NULL HAVING COUNT(*) > 0
              """)
          .param(id)
          .query(
              (row, number) ->
                  new TrendPoint(
                      id,
                      Utc.instant(row.getObject(1, LocalDateTime.class)),
                      row.getLong(2),
                      row.getLong(3),
                      row.getLong(4),
                      problems.count(id)))
          .optional()
          .ifPresent(points::add);
    }
    Collections.reverse(points);
    return points;
  }
}

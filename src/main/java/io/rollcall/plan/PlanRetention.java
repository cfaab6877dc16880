package io.rollcall.plan;

import io.rollcall.kernel.Utc;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which old plans something still depends on, and the deleting of the others. */
@Component
public class PlanRetention {
  private static final long NO_PLAN = 0;

  private final JdbcClient jdbc;
  private final Changes changes;
  private final List<PlanRows> families;
  private final Clock clock;

  PlanRetention(JdbcClient jdbc, Changes changes, List<PlanRows> families, Clock clock) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.families = families;
    this.clock = clock;
  }

  /** The runs whose plans are what the source gate of the next run compares with. */
  public Set<Long> baselineRuns() {
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT run_id FROM runner_plan WHERE id IN (
                  SELECT MAX(id) FROM runner_plan WHERE %s GROUP BY job, organization_id)
                """
                    .formatted(Plans.COMPLETE_READ))
            .query(Long.class)
            .list());
  }

  /** Plans that may be applied, or approved and then applied, if they are young enough. */
  public List<Plan> applicable() {
    return jdbc.sql(
            "SELECT * FROM runner_plan WHERE state IN ('OPEN', 'REFUSED', 'APPROVED') AND purged_at"
                + " IS NULL")
        .query(Plans::plan)
        .list();
  }

  /**
   * A plan and the runs that need its lines.
   *
   * @param appliedRunId the run that applied it; null when none did
   */
  public record Aged(long id, long runId, @Nullable Long appliedRunId) {}

  /** Plans that were made before a time and still have lines or working rows, oldest first. */
  public List<Aged> withLines(Instant createdBefore) {
    Set<Long> ofFamilies = new TreeSet<>(Set.of(NO_PLAN));
    families.forEach(family -> ofFamilies.addAll(family.plans()));
    return jdbc.sql(
            """
            SELECT id, run_id, applied_run_id FROM runner_plan p WHERE p.created_at < :before AND (
              p.id IN (:ofFamilies)
              OR EXISTS (SELECT 1 FROM runner_change c WHERE c.plan_id = p.id)
              OR EXISTS (SELECT 1 FROM runner_key k WHERE k.plan_id = p.id)
              OR EXISTS (SELECT 1 FROM runner_pending w WHERE w.plan_id = p.id)
              OR EXISTS (SELECT 1 FROM runner_seen s WHERE s.plan_id = p.id))
            ORDER BY p.id
            """)
        .param("before", Utc.column(createdBefore))
        .param("ofFamilies", ofFamilies)
        .query((row, number) -> new Aged(row.getLong(1), row.getLong(2), (Long) row.getObject(3)))
        .list();
  }

  /** Runs that applied a plan of another run, by the run that made it. */
  public Map<Long, Set<Long>> appliedBy() {
    Map<Long, Set<Long>> runs = new TreeMap<>();
    jdbc.sql(
            "SELECT run_id, applied_run_id FROM runner_plan WHERE applied_run_id IS NOT NULL AND"
                + " applied_run_id <> run_id")
        .query(
            row -> {
              runs.computeIfAbsent(row.getLong(1), run -> new TreeSet<>()).add(row.getLong(2));
            });
    return runs;
  }

  /**
   * Deletes a plan's lines; what they came to stays. Killed half-way, it is done again: {@link
   * #withLines} still has the plan.
   */
  public void purgeLines(long id) {
    expire(id);
    changes.forget(id);
  }

  /** From now on nobody can apply it. */
  private void expire(long id) {
    // A refused one stays refused: what it read must never become the source gate's baseline.
    jdbc.sql(
            """
            UPDATE runner_plan SET purged_at = COALESCE(purged_at, ?),
              state = CASE WHEN state IN ('OPEN', 'APPROVED') THEN 'EXPIRED' ELSE state END
            WHERE id = ?
            """)
        .params(Utc.column(clock.instant()), id)
        .update();
  }

  /** Deletes all plans that a run made. */
  public void forget(long runId) {
    List<Long> plans =
        jdbc.sql("SELECT id FROM runner_plan WHERE run_id = ? ORDER BY id")
            .param(runId)
            .query(Long.class)
            .list();
    for (long plan : plans) {
      purgeLines(plan);
      jdbc.sql("DELETE FROM runner_plan WHERE id = ?").param(plan).update();
    }
  }
}

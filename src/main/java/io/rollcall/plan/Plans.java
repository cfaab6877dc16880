package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Plan.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Plans, in {@code runner_plan}. Every change of state is one conditional UPDATE. */
@Component
public class Plans {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The plans whose reads the source gate may compare with. What a gate refused is none of them,
   * nor when a person approved it: a broken export would become the measure of the next ones. When
   * it was applied it is.
   */
  static final String COMPLETE_READ =
      """
      complete = TRUE AND run_kind IN ('FULL', 'TEST')
        AND (state IN ('APPLYING', 'APPLIED') OR (state IN ('OPEN', 'EXPIRED') AND approved_by IS NULL))
      """;

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Plans(
      JdbcClient jdbc, Sequences sequences, Clock clock, PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  /** The plan of a run for an organization; made when there is none yet. */
  public Plan forRun(RunContext context, String family, Organization organization) {
    return find(context.run().id(), organization.id())
        .orElseGet(() -> create(context, family, organization));
  }

  /** With the lease proved: of a run that was restarted elsewhere there must be no second plan. */
  private Plan create(RunContext context, String family, Organization organization) {
    long id = sequences.next("plan");
    transaction.executeWithoutResult(
        status -> {
          context.guard().requireLease(organization);
          insert(id, context, family, organization);
        });
    return get(id);
  }

  private void insert(long id, RunContext context, String family, Organization organization) {
    jdbc.sql(
            """
            INSERT INTO runner_plan (id, run_id, job, family, run_kind, organization_id, organization_key, definition_digest,
                                     state, records_read, complete, tally, last_seq, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, FALSE, '{}', 0, ?)
            """)
        .params(
            id,
            context.run().id(),
            context.run().job(),
            family,
            context.run().kind().name(),
            organization.id(),
            organization.key(),
            context.definitionDigest(),
            State.MAKING.name(),
            Utc.column(clock.instant()))
        .update();
  }

  /** The plan with a number. */
  public Plan get(long id) {
    return jdbc.sql("SELECT * FROM runner_plan WHERE id = ?")
        .param(id)
        .query(Plans::plan)
        .optional()
        .orElseThrow(
            () ->
                new RollcallException(
                    ExitCode.NOT_FOUND,
                    "there is no plan " + id,
                    "`scripts/rollcall preview JOB` makes one and prints its number"));
  }

  /** The plan that a run made for an organization. */
  public Optional<Plan> find(long runId, long organizationId) {
    return jdbc.sql("SELECT * FROM runner_plan WHERE run_id = ? AND organization_id = ?")
        .params(runId, organizationId)
        .query(Plans::plan)
        .optional();
  }

  /** The plans that a run made, or that it applied, in the order of their organizations' keys. */
  public List<Plan> ofRun(long runId) {
    return jdbc.sql(
            "SELECT * FROM runner_plan WHERE run_id = ? OR applied_run_id = ? ORDER BY"
                + " organization_key")
        .params(runId, runId)
        .query(Plans::plan)
        .list();
  }

  /** Notes, in the chunk's transaction, how far the reading is. */
  public void progress(long id, long recordsRead, long lastSeq, Tally tally) {
    jdbc.sql("UPDATE runner_plan SET records_read = ?, last_seq = ?, tally = ? WHERE id = ?")
        .params(recordsRead, lastSeq, tally.toJson(), id)
        .update();
  }

  /** The source was read to its end. */
  public void readDone(long id, @Nullable String sourceDigest, boolean complete) {
    jdbc.sql("UPDATE runner_plan SET source_digest = ?, complete = ? WHERE id = ?")
        .param(sourceDigest)
        .param(complete)
        .param(id)
        .update();
  }

  /** The plan is complete: its digest and what the gates said of it. */
  public void sealed(long id, String digest, GateReport gates) {
    State state = gates.refused() ? State.REFUSED : State.OPEN;
    jdbc.sql("UPDATE runner_plan SET digest = ?, gates = ?, state = ? WHERE id = ?")
        .params(digest, JSON.writeValueAsString(gates), state.name(), id)
        .update();
  }

  /**
   * Notes why an organization failed; null when it goes on after all. Its run can be restarted. A
   * run that may not apply a plan is no failure of the plan.
   *
   * @param runId the run that failed: the one that makes the plan or applies it
   */
  public void failed(long id, long runId, @Nullable String why) {
    jdbc.sql(
            "UPDATE runner_plan SET failure = ? WHERE id = ? AND (run_id = ? OR applied_run_id ="
                + " ?)")
        .param(why)
        .param(id)
        .param(runId)
        .param(runId)
        .update();
  }

  /**
   * A run begins to write a plan's changes, or goes on with it.
   *
   * @throws RollcallException when it became something else since it was looked at
   */
  public void applying(long id, long runId) {
    int rows =
        jdbc.sql(
                """
                UPDATE runner_plan SET state = ?, applied_run_id = ?
                WHERE id = ? AND state IN ('OPEN', 'APPROVED', 'APPLYING')
                """)
            .params(State.APPLYING.name(), runId, id)
            .update();
    if (rows != 1) {
      Plan now = get(id);
      throw new RollcallException(
          ExitCode.FAILED,
          "plan %d is %s and cannot be applied"
              .formatted(id, now.state().name().toLowerCase(Locale.ROOT)),
          "make a new plan: scripts/rollcall preview " + now.job());
    }
  }

  /** All of a plan's changes are written. */
  public void applied(long id) {
    jdbc.sql("UPDATE runner_plan SET state = ?, applied_at = ? WHERE id = ?")
        .params(State.APPLIED.name(), Utc.column(clock.instant()), id)
        .update();
  }

  /** A person lets a refused plan through, once, until a time. */
  public void approved(long id, String who, Instant until) {
    int rows =
        jdbc.sql(
                """
                UPDATE runner_plan SET state = ?, approved_by = ?, approved_until = ?
                WHERE id = ? AND state = ? AND purged_at IS NULL
                """)
            .params(State.APPROVED.name(), who, Utc.column(until), id, State.REFUSED.name())
            .update();
    if (rows != 1 && get(id).purgedAt() != null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "plan " + id + " is too old: its lines were deleted",
          "make a new plan: scripts/rollcall preview " + get(id).job());
    }
    if (rows != 1) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "plan "
              + id
              + " is "
              + get(id).state().name().toLowerCase(Locale.ROOT)
              + ": only a plan that a gate refused can be approved",
          "`scripts/rollcall show RUN` tells what became of it");
    }
  }

  /**
   * Marks the other plans of a plan's organization that are being made or could still be applied as
   * expired, and returns their numbers; with those that a run left half applied which nobody can
   * restart any more. They stay what they are: some of their changes are in the panel.
   */
  List<Long> overtake(Plan plan, String family) {
    List<Long> others =
        jdbc.sql(
                """
                SELECT id FROM runner_plan
                WHERE organization_id = ? AND family = ? AND id <> ? AND (
                  state IN ('MAKING', 'OPEN', 'REFUSED', 'APPROVED')
                  OR state = 'APPLYING' AND run_id IN (SELECT id FROM runner_run WHERE superseded_by IS NOT NULL))
                """)
            .params(plan.organizationId(), family, plan.id())
            .query(Long.class)
            .list();
    others.forEach(
        id ->
            // A refused one stays refused: what it read must never become the source gate's
            // baseline.
            jdbc.sql(
                    "UPDATE runner_plan SET state = ? WHERE id = ? AND state NOT IN ('REFUSED',"
                        + " 'APPLYING')")
                .params(State.EXPIRED.name(), id)
                .update());
    return others;
  }

  /**
   * Plans of a plan's organization that runs left half made which this plan's run has superseded:
   * nobody goes on with them.
   */
  List<Long> superseded(Plan plan) {
    return jdbc.sql(
            """
            SELECT id FROM runner_plan WHERE organization_id = ? AND state = 'MAKING'
              AND run_id IN (SELECT id FROM runner_run WHERE superseded_by = ?)
            """)
        .params(plan.organizationId(), plan.runId())
        .query(Long.class)
        .list();
  }

  /** Whether a later plan of this plan's organization was applied. */
  public boolean overtaken(Plan plan, String family) {
    return jdbc.sql(
                """
                SELECT COUNT(*) FROM runner_plan
                WHERE organization_id = ? AND family = ? AND id <> ? AND applied_at > ?
                """)
            .params(plan.organizationId(), family, plan.id(), Utc.column(plan.createdAt()))
            .query(Long.class)
            .single()
        > 0;
  }

  /** The plan of the last complete read of a definition and organization; empty: there was none. */
  public Optional<Plan> lastCompleteRead(Plan plan) {
    return jdbc.sql(
            """
            SELECT * FROM runner_plan
            WHERE job = ? AND organization_id = ? AND id < ? AND %s
            ORDER BY id DESC LIMIT 1
            """
                .formatted(COMPLETE_READ))
        .params(plan.job(), plan.organizationId(), plan.id())
        .query(Plans::plan)
        .optional();
  }

  /**
   * What the last runs of a job came to, oldest first. Changes that a gate refused do not count.
   *
   * @param untilRun the newest run that counts
   */
  public List<PastRun> history(String job, long untilRun, int limit) {
    Map<Long, PastRun> byRun = new TreeMap<>();
    jdbc.sql(
            """
            SELECT p.run_id AS run_id, p.created_at AS created_at, p.state AS state, p.tally AS tally FROM runner_plan p
            WHERE p.job = ? AND p.run_id <= ? AND p.run_id IN (
              SELECT id FROM (SELECT id FROM runner_run WHERE job = ? AND id <= ? ORDER BY id DESC LIMIT ?) newest)
            """)
        .params(job, untilRun, job, untilRun, limit)
        .query(
            (row, number) ->
                new PastRun(
                    row.getLong("run_id"),
                    instant(row, "created_at"),
                    State.REFUSED.name().equals(row.getString("state"))
                        ? new Tally()
                        : Tally.fromJson(row.getString("tally"))))
        .list()
        .forEach(run -> byRun.merge(run.runId(), run, PastRun::plus));
    return List.copyOf(byRun.values());
  }

  /** What all organizations of a run came to. */
  public record PastRun(long runId, Instant at, Tally tally) {

    PastRun plus(PastRun other) {
      Tally sum = tally.copy();
      sum.addAll(other.tally);
      return new PastRun(runId, at.isBefore(other.at) ? at : other.at, sum);
    }
  }

  static Plan plan(ResultSet row, int number) throws SQLException {
    String gates = row.getString("gates");
    return new Plan(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("job"),
        Run.Kind.valueOf(row.getString("run_kind")),
        row.getLong("organization_id"),
        row.getString("organization_key"),
        row.getString("definition_digest"),
        row.getString("source_digest"),
        State.valueOf(row.getString("state")),
        row.getString("digest"),
        row.getLong("records_read"),
        row.getBoolean("complete"),
        Tally.fromJson(row.getString("tally")),
        gates == null ? null : JSON.readValue(gates, GateReport.class),
        row.getLong("last_seq"),
        instant(row, "created_at"),
        nullableInstant(row, "applied_at"),
        row.getString("approved_by"),
        nullableInstant(row, "approved_until"),
        row.getString("failure"),
        nullableInstant(row, "purged_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Utc.instant(row.getObject(column, LocalDateTime.class));
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    return Utc.orNull(row.getObject(column, LocalDateTime.class));
  }
}

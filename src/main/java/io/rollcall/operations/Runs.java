package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of runs, in {@code runner_run}. */
@Component
public class Runs {
  /** The status of a run that has no outcome yet. */
  private static final String RUNNING = "RUNNING";

  private static final String RESTARTABLE =
      "superseded_by IS NULL AND status IN ('FAILED', 'STOPPED', 'TERMINATED')";

  private final JdbcClient jdbc;
  private final Clock clock;

  Runs(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void create(
      Run run, String family, String definitionDigest, List<String> organizations, Owner owner) {
    jdbc.sql(
            """
            INSERT INTO runner_run (id, job, family, kind, only_objects, plan_id, accept_drop, requested_by, definition_digest,
              organizations, status, stop_requested, owner_host, owner_pid, owner_started, heartbeat_at, started_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?, ?, ?, ?, ?)
            """)
        .param(run.id())
        .param(run.job())
        .param(family)
        .param(run.kind().name())
        .param(String.join(",", run.only()))
        .param(run.planId())
        .param(run.acceptSourceDrop())
        .param(run.requestedBy())
        .param(definitionDigest)
        .param(String.join(",", organizations))
        .param(RUNNING)
        .param(owner.host())
        .param(owner.pid())
        .param(Utc.column(owner.started()))
        .param(Utc.column(run.startedAt()))
        .param(Utc.column(run.startedAt()))
        .update();
  }

  /** A run goes on, in this process. False when somebody else was faster. */
  boolean resume(long id, Owner owner) {
    return jdbc.sql(
                """
                UPDATE runner_run SET status = ?, stop_requested = FALSE, owner_host = ?, owner_pid = ?, owner_started = ?,
                  heartbeat_at = ?, ended_at = NULL, reason = NULL, progress = NULL
                WHERE id = ? AND status IN ('FAILED', 'STOPPED', 'TERMINATED') AND superseded_by IS NULL
                """)
            .params(
                RUNNING,
                owner.host(),
                owner.pid(),
                Utc.column(owner.started()),
                Utc.column(clock.instant()),
                id)
            .update()
        == 1;
  }

  void finish(
      long id,
      ExitCode outcome,
      @Nullable String summary,
      @Nullable String reason,
      @Nullable String reportFile) {
    jdbc.sql(
            """
            UPDATE runner_run SET status = ?, ended_at = ?, summary = COALESCE(?, summary), reason = ?,
              report_file = COALESCE(?, report_file)
            WHERE id = ?
            """)
        .param(outcome.name())
        .param(Utc.column(clock.instant()))
        .param(summary)
        .param(reason)
        .param(reportFile)
        .param(id)
        .update();
  }

  /**
   * Ends a run on behalf of a process. False, and nothing changed, when the run is no longer that
   * process's: it was recovered, and perhaps restarted, by another.
   */
  boolean finishOwned(
      long id,
      Owner owner,
      ExitCode outcome,
      @Nullable String summary,
      @Nullable String reason,
      @Nullable String reportFile) {
    return jdbc.sql(
                """
                UPDATE runner_run SET status = ?, ended_at = ?, summary = COALESCE(?, summary), reason = ?,
                  report_file = COALESCE(?, report_file)
                WHERE id = ? AND status = ? AND owner_host = ? AND owner_pid = ? AND owner_started = ?
                """)
            .param(outcome.name())
            .param(Utc.column(clock.instant()))
            .param(summary)
            .param(reason)
            .param(reportFile)
            .param(id)
            .param(RUNNING)
            .param(owner.host())
            .param(owner.pid())
            .param(Utc.column(owner.started()))
            .update()
        == 1;
  }

  /**
   * Ends a run whose process is taken for dead. False, and nothing changed, when the run is no
   * longer that process's, or showed a sign of life since it was looked at.
   */
  boolean giveUp(RunRecord record, String reason) {
    Owner owner = record.owner();
    return jdbc.sql(
                """
                UPDATE runner_run SET status = ?, ended_at = ?, reason = ?
                WHERE id = ? AND status = ? AND owner_host = ? AND owner_pid = ? AND owner_started = ?
                  AND heartbeat_at = ?
                """)
            .params(
                ExitCode.FAILED.name(),
                Utc.column(clock.instant()),
                reason,
                record.run().id(),
                RUNNING,
                owner.host(),
                owner.pid(),
                Utc.column(owner.started()),
                Utc.column(record.heartbeatAt()))
            .update()
        == 1;
  }

  /**
   * Says that a run's process lives; true when somebody asked the run to stop. A run that is no
   * longer that process's is left alone: its chunks find out by the lease.
   */
  boolean heartbeat(long id, Owner owner) {
    int rows =
        jdbc.sql(
                """
                UPDATE runner_run SET heartbeat_at = ?
                WHERE id = ? AND status = ? AND owner_host = ? AND owner_pid = ? AND owner_started = ?
                """)
            .params(
                Utc.column(clock.instant()),
                id,
                RUNNING,
                owner.host(),
                owner.pid(),
                Utc.column(owner.started()))
            .update();
    return rows == 1
        && jdbc.sql("SELECT stop_requested FROM runner_run WHERE id = ?")
            .param(id)
            .query(Boolean.class)
            .single();
  }

  /** Asks a running run to stop after its current chunk. False when it does not run. */
  boolean requestStop(long id) {
    return jdbc.sql("UPDATE runner_run SET stop_requested = TRUE WHERE id = ? AND status = ?")
            .params(id, RUNNING)
            .update()
        == 1;
  }

  /** A full run takes over from the failed and stopped full runs of its job. */
  void supersede(String job, long by) {
    jdbc.sql(
            """
            UPDATE runner_run SET superseded_by = ?
            WHERE job = ? AND kind = 'FULL' AND id < ? AND superseded_by IS NULL
              AND status IN ('FAILED', 'STOPPED', 'TERMINATED')
            """)
        .params(by, job, by)
        .update();
  }

  /** How far a run's steps are, as its process says; ignored when the run is no longer its. */
  void progress(long id, Owner owner, String progress) {
    jdbc.sql(
            """
            UPDATE runner_run SET progress = ?
            WHERE id = ? AND status = ? AND owner_host = ? AND owner_pid = ? AND owner_started = ?
            """)
        .params(progress, id, RUNNING, owner.host(), owner.pid(), Utc.column(owner.started()))
        .update();
  }

  /** What a run's process last said of its progress; empty when nothing yet. */
  Optional<String> progress(long id) {
    return jdbc.sql("SELECT progress FROM runner_run WHERE id = ? AND progress IS NOT NULL")
        .param(id)
        .query(String.class)
        .optional();
  }

  /** A run that nobody will restart is superseded by itself. */
  void abandon(long id) {
    jdbc.sql("UPDATE runner_run SET superseded_by = id WHERE id = ?").param(id).update();
  }

  /** The runs that a new full run of a job would take over from. */
  public List<RunRecord> restartable(String job) {
    return list(job, 50).stream()
        .filter(record -> record.run().kind() == Run.Kind.FULL && record.restartable())
        .toList();
  }

  /** Runs whose rows say that they are running. */
  List<RunRecord> running() {
    return jdbc.sql("SELECT * FROM runner_run WHERE status = ? ORDER BY id")
        .param(RUNNING)
        .query(Runs::record)
        .list();
  }

  /** The newest runs, newest first. */
  public List<RunRecord> list(@Nullable String job, int limit) {
    return list(new RunFilter(job, Set.of(), false, null, limit));
  }

  /** The newest runs that a filter lets through, newest first. */
  public List<RunRecord> list(RunFilter filter) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM runner_run WHERE 1 = 1");
    String job = filter.job();
    if (job != null) {
      sql.append(" AND job = ?");
      arguments.add(job);
    }
    List<String> statuses = new ArrayList<>();
    filter.outcomes().forEach(outcome -> statuses.add(outcome.name()));
    if (filter.running()) {
      statuses.add(RUNNING);
    }
    if (!statuses.isEmpty()) {
      sql.append(" AND status IN (?").append(", ?".repeat(statuses.size() - 1)).append(')');
      arguments.addAll(statuses);
    }
    Instant since = filter.since();
    if (since != null) {
      sql.append(" AND started_at >= ?");
      arguments.add(Utc.column(since));
    }
    arguments.add(filter.limit());
    return jdbc.sql(sql.append(" ORDER BY id DESC LIMIT ?").toString())
        .params(arguments)
        .query(Runs::record)
        .list();
  }

  /** The newest run of a job. */
  public Optional<RunRecord> last(String job) {
    return list(job, 1).stream().findFirst();
  }

  /**
   * The run with a number.
   *
   * @throws RollcallException when there is none
   */
  public RunRecord get(long id) {
    return find(id)
        .orElseThrow(
            () ->
                new RollcallException(
                    ExitCode.NOT_FOUND, "there is no run " + id, "scripts/rollcall runs"));
  }

  Optional<RunRecord> find(long id) {
    return jdbc.sql("SELECT * FROM runner_run WHERE id = ?")
        .param(id)
        .query(Runs::record)
        .optional();
  }

  // retention

  /** Numbers of runs that ended before a time, in order. */
  List<Long> endedBefore(Instant time) {
    return jdbc.sql("SELECT id FROM runner_run WHERE status <> ? AND ended_at < ? ORDER BY id")
        .params(RUNNING, Utc.column(time))
        .query(Long.class)
        .list();
  }

  Set<Long> newestOfEachJob() {
    return ids("SELECT MAX(id) FROM runner_run GROUP BY job");
  }

  /** Full runs that `restart` can continue. */
  Set<Long> restartableFull() {
    return ids("SELECT id FROM runner_run WHERE kind = 'FULL' AND " + RESTARTABLE);
  }

  /** Runs that run, and all that `restart` can continue. */
  Set<Long> unfinished() {
    return ids("SELECT id FROM runner_run WHERE status = 'RUNNING' OR (" + RESTARTABLE + ")");
  }

  private Set<Long> ids(String sql) {
    return Set.copyOf(jdbc.sql(sql).query(Long.class).list());
  }

  /** Makes sure that nobody restarts a run while it is deleted. False when somebody was faster. */
  boolean giveUpForPurge(long id) {
    return jdbc.sql(
                "UPDATE runner_run SET superseded_by = COALESCE(superseded_by, id), progress = NULL WHERE id = ? AND status <> ?")
            .params(id, RUNNING)
            .update()
        == 1;
  }

  void forget(long id) {
    jdbc.sql("DELETE FROM runner_run WHERE id = ? AND status <> ?").params(id, RUNNING).update();
  }

  private static RunRecord record(ResultSet row, int number) throws SQLException {
    long plan = row.getLong("plan_id");
    Long planId = row.wasNull() ? null : plan;
    long by = row.getLong("superseded_by");
    Long supersededBy = row.wasNull() ? null : by;
    String status = row.getString("status");
    Run run =
        new Run(
            row.getLong("id"),
            row.getString("job"),
            Run.Kind.valueOf(row.getString("kind")),
            split(row.getString("only_objects")),
            planId,
            row.getBoolean("accept_drop"),
            row.getString("requested_by"),
            instant(row, "started_at"));
    return new RunRecord(
        run,
        row.getString("family"),
        row.getString("definition_digest"),
        split(row.getString("organizations")),
        status.equals(RUNNING) ? null : ExitCode.valueOf(status),
        row.getBoolean("stop_requested"),
        new Owner(
            row.getString("owner_host"), row.getLong("owner_pid"), instant(row, "owner_started")),
        instant(row, "heartbeat_at"),
        Utc.orNull(row.getObject("ended_at", LocalDateTime.class)),
        supersededBy,
        row.getString("summary"),
        row.getString("reason"),
        row.getString("report_file"));
  }

  private static List<String> split(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Utc.instant(row.getObject(column, LocalDateTime.class));
  }
}

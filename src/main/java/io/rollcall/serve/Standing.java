package io.rollcall.serve;

import io.rollcall.kernel.Utc;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How things stand, by the database: whoever did it, in whatever process. */
@Component
class Standing {
  private final JdbcClient jdbc;
  private final Plans plans;
  private final Problems problems;
  private final Clock clock;

  Standing(JdbcClient jdbc, Plans plans, Problems problems, Clock clock) {
    this.jdbc = jdbc;
    this.plans = plans;
    this.problems = problems;
    this.clock = clock;
  }

  /** What a run came to. */
  record Work(long recordsRead, long changesApplied, long problems) {}

  /** Runs of a job that go on, and how long the most silent of their processes has been silent. */
  record Running(long runs, Duration silence) {}

  /** Throws when the database does not answer. */
  void ask() {
    jdbc.sql("SELECT 1").query(Integer.class).single();
  }

  Work work(long runId) {
    long read = 0;
    long applied = 0;
    for (Plan plan : plans.ofRun(runId)) {
      read += plan.recordsRead();
      applied += plan.state() == Plan.State.APPLIED ? plan.tally().total() : 0;
    }
    return new Work(read, applied, problems.count(runId));
  }

  /** When a full run of each job last ended done, with or without problems. */
  Map<String, Instant> lastSuccess() {
    return byJob(
        """
        SELECT job, MAX(ended_at) FROM runner_run
        WHERE kind = 'FULL' AND status IN ('DONE', 'DONE_WITH_PROBLEMS') GROUP BY job
        """,
        row -> instant(row, 2));
  }

  /** When each schedule is due next, by job. */
  List<NextFiring> nextFirings() {
    List<NextFiring> next = new ArrayList<>();
    jdbc.sql(
            "SELECT task_name, task_instance, execution_time FROM runner_schedule ORDER BY"
                + " task_instance")
        .query(
            row -> {
              String job = row.getString(2);
              Instant at = instant(row, 3);
              TaskNames.kind(row.getString(1))
                  .ifPresent(kind -> next.add(new NextFiring(job, kind, at)));
            });
    next.sort(Comparator.comparing(NextFiring::job).thenComparing(NextFiring::kind));
    return next;
  }

  Map<String, Running> running() {
    Instant now = clock.instant();
    return byJob(
        """
        SELECT job, COUNT(*), MIN(heartbeat_at) FROM runner_run
        WHERE status = 'RUNNING' GROUP BY job
        """,
        row -> new Running(row.getLong(2), Duration.between(instant(row, 3), now)));
  }

  /** Mails that are not sent, by state: {@code waiting}, {@code sending}, {@code undelivered}. */
  Map<String, Long> mails() {
    Map<String, Long> mails =
        byJob(
            "SELECT state, COUNT(*) FROM runner_mail WHERE state <> 'sent' GROUP BY state",
            row -> row.getLong(2));
    mails.putIfAbsent("waiting", 0L);
    mails.putIfAbsent("undelivered", 0L);
    return mails;
  }

  private interface Value<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> Map<String, T> byJob(String sql, Value<T> value) {
    Map<String, T> values = new TreeMap<>();
    jdbc.sql(sql)
        .query(
            row -> {
              values.put(row.getString(1), value.of(row));
            });
    return values;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Utc.instant(row.getObject(column, LocalDateTime.class));
  }
}

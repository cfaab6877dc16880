package io.rollcall.operations;

import io.rollcall.kernel.Run;
import io.rollcall.kernel.Utc;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which firing of a schedule became which run: {@code runner_firing}. */
@Component
class Firings {
  /** Long after any process that could still believe that a firing is its own is dead. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient jdbc;

  Firings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What fires: a job, or a job's further schedule. No job's name has a blank. */
  static String name(String job, Run.Kind kind) {
    return kind == Run.Kind.FULL ? job : job + " " + kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes down that a firing became a run. To be called in the transaction that writes the run.
   *
   * @param name as {@link #name} has it
   * @throws AlreadyFired when it became one before, here or in another process
   */
  void claim(String name, Instant dueAt, long runId) {
    try {
      jdbc.sql("INSERT INTO runner_firing (job, due_at, run_id) VALUES (?, ?, ?)")
          .params(name, Utc.column(dueAt), runId)
          .update();
    } catch (DuplicateKeyException e) {
      throw new AlreadyFired(name, dueAt, e);
    }
    jdbc.sql("DELETE FROM runner_firing WHERE job = ? AND due_at < ?")
        .params(name, Utc.column(dueAt.minus(KEPT)))
        .update();
  }

  /** The run that a firing became. */
  Optional<Long> run(String name, Instant dueAt) {
    return jdbc.sql("SELECT run_id FROM runner_firing WHERE job = ? AND due_at = ?")
        .params(name, Utc.column(dueAt))
        .query(Long.class)
        .optional();
  }
}

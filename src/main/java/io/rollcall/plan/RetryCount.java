package io.rollcall.plan;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often parts of a run were done again after a transient failure: {@code runner_run.retried}.
 */
@Component
public class RetryCount {
  private final JdbcClient jdbc;

  RetryCount(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void one(long runId) {
    jdbc.sql("UPDATE runner_run SET retried = retried + 1 WHERE id = ?").param(runId).update();
  }

  /** How often so far, in all executions of the run. */
  public long of(long runId) {
    return jdbc.sql("SELECT retried FROM runner_run WHERE id = ?")
        .param(runId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}

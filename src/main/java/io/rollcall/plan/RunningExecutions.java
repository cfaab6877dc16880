package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the steps of an execution from the runner that had it and was given up as dead. Woken up,
 * it would begin a step, or take one up again, and a restart goes by what the last step of a name
 * says: it would not start over one that seems to run, or do again what is done.
 */
final class RunningExecutions {
  private final JdbcClient jdbc;

  RunningExecutions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes sure that an execution was not given up, and is not until the transaction ends.
   *
   * @throws RollcallException when it was
   */
  void require(JobExecution execution) {
    boolean running =
        jdbc.sql("SELECT STATUS FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = ? FOR UPDATE")
            .param(execution.getId())
            .query(String.class)
            .optional()
            .map(BatchStatus::valueOf)
            // Spring Batch writes STOPPED as soon as a stop is asked for.
            .filter(status -> status.isRunning() || status == BatchStatus.STOPPED)
            .isPresent();
    if (!running) {
      Long run = execution.getJobParameters().getLong(Partitions.RUN);
      throw new RollcallException(
          ExitCode.FAILED,
          "this process was silent so long that run %s was given up as dead".formatted(run),
          "scripts/rollcall show %s tells what became of it".formatted(run));
    }
  }
}

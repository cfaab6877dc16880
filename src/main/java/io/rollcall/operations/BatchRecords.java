package io.rollcall.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What Spring Batch wrote down of runs. Its own queries would read every step's whole context. */
@Component
class BatchRecords {
  private final JobRepository repository;
  private final JdbcClient jdbc;

  BatchRecords(JobRepository repository, JdbcClient jdbc) {
    this.repository = repository;
    this.jdbc = jdbc;
  }

  /**
   * One execution of one step.
   *
   * @param status Spring Batch's word: COMPLETED
   * @param length how long it took; null while it goes on, and when its process died, as nobody
   *     knows when
   */
  record Step(
      long execution,
      String name,
      String status,
      @Nullable Duration length,
      long read,
      long written,
      long rolledBack) {

    boolean started() {
      return status.equals("STARTED") || status.equals("STOPPING");
    }
  }

  /** All executions of all steps of a run, in the order in which they began. */
  List<Step> steps(String job, long runId) {
    return instance(job, runId)
        .map(
            instance ->
                jdbc.sql(
                        """
                        SELECT s.* FROM BATCH_STEP_EXECUTION s
                        JOIN BATCH_JOB_EXECUTION e ON e.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
                        WHERE e.JOB_INSTANCE_ID = ? ORDER BY s.STEP_EXECUTION_ID
                        """)
                    .param(instance)
                    .query(BatchRecords::step)
                    .list())
        .orElse(List.of());
  }

  /** The steps that a run is at, and all parts of steps that have parts. */
  List<Step> current(String job, long runId) {
    return instance(job, runId)
        .map(
            instance ->
                jdbc.sql(
                        """
                        SELECT * FROM BATCH_STEP_EXECUTION s
                        WHERE s.JOB_EXECUTION_ID = (SELECT MAX(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION WHERE JOB_INSTANCE_ID = ?)
                          AND (s.STATUS IN ('STARTED', 'STOPPING') OR s.STEP_NAME LIKE '%:%:%')
                        ORDER BY s.STEP_EXECUTION_ID
                        """)
                    .param(instance)
                    .query(BatchRecords::step)
                    .list())
        .orElse(List.of());
  }

  /** Deletes all of it, the innermost first: killed half-way, it is done again. */
  void forget(String job, long runId) {
    instance(job, runId).ifPresent(this::forget);
  }

  private void forget(long instance) {
    List<Long> executions =
        jdbc.sql("SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE JOB_INSTANCE_ID = ?")
            .param(instance)
            .query(Long.class)
            .list();
    for (long execution : executions) {
      delete(
          """
          DELETE FROM BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN (
            SELECT STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = ?)
          """,
          execution);
      delete("DELETE FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = ?", execution);
      delete("DELETE FROM BATCH_JOB_EXECUTION_CONTEXT WHERE JOB_EXECUTION_ID = ?", execution);
      delete("DELETE FROM BATCH_JOB_EXECUTION_PARAMS WHERE JOB_EXECUTION_ID = ?", execution);
      delete("DELETE FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = ?", execution);
    }
    delete("DELETE FROM BATCH_JOB_INSTANCE WHERE JOB_INSTANCE_ID = ?", instance);
  }

  private void delete(String sql, long id) {
    jdbc.sql(sql).param(id).update();
  }

  private Optional<Long> instance(String job, long runId) {
    JobInstance instance =
        repository.getJobInstance(
            job, new JobParametersBuilder().addLong(RunExecution.RUN, runId).toJobParameters());
    return Optional.ofNullable(instance).map(JobInstance::getInstanceId);
  }

  private static Step step(ResultSet row, int number) throws SQLException {
    LocalDateTime start = row.getObject("START_TIME", LocalDateTime.class);
    LocalDateTime end = row.getObject("END_TIME", LocalDateTime.class);
    // A recovery gives the step its own time as the end, and leaves the exit of a running one.
    boolean died =
        row.getString("STATUS").equals(BatchStatus.FAILED.name())
            && ExitStatus.EXECUTING.getExitCode().equals(row.getString("EXIT_CODE"));
    return new Step(
        row.getLong("JOB_EXECUTION_ID"),
        row.getString("STEP_NAME"),
        row.getString("STATUS"),
        start == null || end == null || died ? null : Duration.between(start, end),
        row.getLong("READ_COUNT"),
        row.getLong("WRITE_COUNT"),
        row.getLong("ROLLBACK_COUNT"));
  }
}

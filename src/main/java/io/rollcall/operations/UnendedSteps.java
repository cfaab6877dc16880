package io.rollcall.operations;

import io.rollcall.plan.Retry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the last execution of a run left without an end, because the database was away when it
 * ended. Spring Batch refuses to restart over it, fearing that the execution still runs or that its
 * position is wrong. Neither can be: whoever restarts a run holds its lease, and positions are
 * written by chunks alone.
 */
@Component
class UnendedSteps {
  private final JobRepository repository;
  private final Clock clock;
  private final Retry retry;
  private final TransactionTemplate transaction;

  UnendedSteps(
      JobRepository repository, Clock clock, Retry retry, PlatformTransactionManager transactions) {
    this.repository = repository;
    this.clock = clock;
    this.retry = retry;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Marks them failed. Only for the holder of the run's lease, before it starts the job. */
  void end(String job, JobParameters parameters) {
    // In a transaction of its own: outside of one, steps of an execution that is over take nothing.
    retry.run(() -> transaction.executeWithoutResult(status -> endAll(job, parameters)));
  }

  private void endAll(String job, JobParameters parameters) {
    JobExecution last = repository.getLastJobExecution(job, parameters);
    if (last == null) {
      return;
    }
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    for (StepExecution step : List.copyOf(last.getStepExecutions())) {
      if (step.getStartTime() == null) {
        // Made and never begun: it may lack the position that it was to go on from, which its
        // predecessor has.
        repository.deleteStepExecution(step);
      } else if (unended(step.getStatus())) {
        step.setStatus(BatchStatus.FAILED);
        step.setEndTime(now);
        repository.update(step);
      }
    }
    if (unended(last.getStatus())) {
      last.setStatus(BatchStatus.FAILED);
      last.setEndTime(now);
      repository.update(last);
    }
  }

  private static boolean unended(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.UNKNOWN;
  }
}

package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds runs whose process is dead, marks them failed and frees what they held. */
@Component
public class Recovery {
  /**
   * A runner on another machine that was silent so long is taken for dead; its lease's token keeps
   * it from writing if it is not.
   */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private final Runs runs;
  private final Leases leases;
  private final JobOperator jobOperator;
  private final JobRepository jobRepository;
  private final Audit audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Recovery(
      Runs runs,
      Leases leases,
      JobOperator jobOperator,
      JobRepository jobRepository,
      Audit audit,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.runs = runs;
    this.leases = leases;
    this.jobOperator = jobOperator;
    this.jobRepository = jobRepository;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Recovers all runs whose process is dead, as every command does in passing.
   *
   * @return their numbers
   */
  public List<Long> recoverDead() {
    return recoverDead("recovery");
  }

  /**
   * Recovers all runs whose process is dead.
   *
   * @param who asked for it, for the audit log
   * @return their numbers
   */
  public List<Long> recoverDead(String who) {
    List<Long> recovered = new ArrayList<>();
    for (RunRecord record : runs.running()) {
      if (dead(record) && recover(record, who)) {
        recovered.add(record.run().id());
      }
    }
    return recovered;
  }

  private boolean dead(RunRecord record) {
    if (Owner.self().sameHost(record.owner())) {
      return !record.owner().alive();
    }
    return record.heartbeatAt().plus(SILENCE).isBefore(clock.instant());
  }

  /**
   * All in one transaction, which begins with the run's own row: of several processes that find the
   * same dead runner one recovers it, and none of them touches a run that was restarted meanwhile.
   */
  private boolean recover(RunRecord record, String who) {
    try {
      return Boolean.TRUE.equals(transaction.execute(status -> recoverLocked(record, who)));
    } catch (PessimisticLockingFailureException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "run %d's runner, %s, is silent, but its session in the database is open and holds locks"
              .formatted(record.run().id(), record.owner()),
          "end that process, or its session in the database (KILL), and try again",
          e);
    }
  }

  private boolean recoverLocked(RunRecord record, String who) {
    long id = record.run().id();
    boolean ours =
        runs.finishOwned(
            id,
            record.owner(),
            ExitCode.FAILED,
            null,
            "runner died at %s (%s), restart with scripts/rollcall restart %d"
                .formatted(Times.local(record.heartbeatAt()), record.owner(), id),
            null);
    if (!ours) {
      return false;
    }
    // From here on the old runner, should it wake up, cannot commit.
    leases.release(id);
    for (JobExecution execution : jobRepository.findRunningJobExecutions(record.run().job())) {
      if (Long.valueOf(id).equals(execution.getJobParameters().getLong(RunExecution.RUN))) {
        jobOperator.recover(execution);
      }
    }
    audit.record(who, "recover", "run " + id, record.owner().toString());
    return true;
  }

  /**
   * Gives a failed or stopped run up for good.
   *
   * @throws RollcallException when it runs, or there is nothing to give up
   */
  public void abandon(long runId, String who) {
    recoverDead();
    RunRecord record = runs.get(runId);
    if (!record.restartable()) {
      throw new RollcallException(
          record.running() ? ExitCode.ALREADY_RUNNING : ExitCode.WRONG_USE,
          record.running()
              ? "run " + runId + " is running"
              : "run " + runId + " is over and cannot be restarted anyway",
          record.running()
              ? "scripts/rollcall stop " + runId
              : "nothing is to be given up; scripts/rollcall show %d tells what it did"
                  .formatted(runId));
    }
    runs.abandon(runId);
    audit.record(who, "abandon", "run " + runId, null);
  }
}

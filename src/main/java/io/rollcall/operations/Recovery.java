package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import io.rollcall.plan.RowStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds runs whose process is dead, marks them failed and frees what they held. */
@Component
public class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /**
   * A runner on another machine that was silent so long is taken for dead; its lease's token keeps
   * it from writing if it is not.
   */
  static final Duration SILENCE = Duration.ofSeconds(60);

  /**
   * How long whoever seems dead is watched: longer than two heartbeats. Whoever beats lives,
   * whatever process numbers and clocks say.
   */
  private static final Duration WATCHED = Duration.ofMillis(2500);

  private final Runs runs;
  private final OwnRuns own;
  private final Leases leases;
  private final JobOperator jobOperator;
  private final JobRepository jobRepository;
  private final Audit audit;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final boolean mysql;

  /** Runs that could not be recovered in passing, and why. */
  private final Map<Long, RollcallException> blocked = new ConcurrentHashMap<>();

  Recovery(
      Runs runs,
      OwnRuns own,
      Leases leases,
      JobOperator jobOperator,
      JobRepository jobRepository,
      Audit audit,
      Clock clock,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      RowStream rows) {
    this.transaction = new TransactionTemplate(transactions);
    this.runs = runs;
    this.own = own;
    this.leases = leases;
    this.jobOperator = jobOperator;
    this.jobRepository = jobRepository;
    this.audit = audit;
    this.clock = clock;
    this.jdbc = jdbc;
    this.mysql = rows.mysql();
  }

  /**
   * Recovers all runs whose process is dead, as every command does in passing. One whose session in
   * the database still holds locks is passed by: it must not keep other runs from their work.
   *
   * @return their numbers
   */
  public List<Long> recoverDead() {
    Map<Long, RollcallException> now = new LinkedHashMap<>();
    List<Long> recovered = recoverDead("recovery", now);
    blocked.keySet().retainAll(now.keySet());
    now.forEach(
        (id, why) -> {
          if (blocked.put(id, why) == null) {
            LOG.warn("{}: {}", why.getMessage(), why.nextStep());
          }
        });
    return recovered;
  }

  /**
   * For who wants one run.
   *
   * @throws RollcallException when the last {@link #recoverDead()} could not recover it
   */
  void requireRecovered(long runId) {
    RollcallException why = blocked.get(runId);
    if (why != null) {
      throw why;
    }
  }

  /**
   * Recovers all runs whose process is dead.
   *
   * @param who asked for it, for the audit log
   * @return their numbers
   * @throws RollcallException when one of them cannot be recovered; the others are
   */
  public List<Long> recoverDead(String who) {
    Map<Long, RollcallException> failures = new LinkedHashMap<>();
    List<Long> recovered = recoverDead(who, failures);
    failures
        .values()
        .forEach(
            failure -> {
              throw failure;
            });
    return recovered;
  }

  /**
   * @param failures gets why a run could not be recovered, by its number
   */
  private List<Long> recoverDead(String who, Map<Long, RollcallException> failures) {
    List<Long> recovered = new ArrayList<>();
    for (RunRecord record : dead()) {
      long id = record.run().id();
      try {
        if (recover(record, who)) {
          recovered.add(id);
        }
      } catch (RollcallException e) {
        failures.put(id, e);
      }
    }
    return recovered;
  }

  private List<RunRecord> dead() {
    List<RunRecord> silent = runs.running().stream().filter(this::seemsDead).toList();
    // The embedded database admits one process, and that is this one.
    return silent.isEmpty() || !mysql ? silent : watched(silent);
  }

  private boolean seemsDead(RunRecord record) {
    Owner owner = record.owner();
    if (owner.equals(Owner.self())) {
      return !own.contains(record.run().id());
    }
    return owner.sameHost(Owner.self())
        ? !owner.alive()
        : record.heartbeatAt().plus(SILENCE).isBefore(clock.instant());
  }

  /** Those whose hearts do not beat while one looks. */
  private List<RunRecord> watched(List<RunRecord> silent) {
    try {
      TimeUnit.MILLISECONDS.sleep(WATCHED.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    return silent.stream()
        .filter(
            record ->
                runs.find(record.run().id())
                    .filter(now -> now.running() && now.owner().equals(record.owner()))
                    .filter(now -> now.heartbeatAt().equals(record.heartbeatAt()))
                    .isPresent())
        .toList();
  }

  /**
   * All in one transaction, which begins with the run's own row: of several processes that find the
   * same dead runner one recovers it, and none of them touches a run that was restarted meanwhile.
   */
  private boolean recover(RunRecord record, String who) {
    try {
      return Boolean.TRUE.equals(
          transaction.execute(status -> waitingBriefly(() -> recoverLocked(record, who))));
    } catch (PessimisticLockingFailureException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "run %d's runner, %s, is silent, but its session in the database is open and holds locks"
              .formatted(record.run().id(), record.owner()),
          "end that process, or its session in the database (KILL), and try again",
          e);
    }
  }

  /** A dead host's session can hold its locks for hours. */
  private boolean waitingBriefly(BooleanSupplier work) {
    if (!mysql) {
      return work.getAsBoolean();
    }
    jdbc.sql("SET SESSION innodb_lock_wait_timeout = 3").update();
    try {
      return work.getAsBoolean();
    } finally {
      jdbc.sql("SET SESSION innodb_lock_wait_timeout = DEFAULT").update();
    }
  }

  private boolean recoverLocked(RunRecord record, String who) {
    long id = record.run().id();
    String what =
        record.owner().equals(Owner.self())
            ? "its end could not be written down, the database was away; last heard of"
            : "runner died";
    String reason =
        "%s at %s (%s), restart with scripts/rollcall restart %d"
            .formatted(what, Times.local(record.heartbeatAt()), record.owner(), id);
    if (!runs.giveUp(record, reason)) {
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
    requireRecovered(runId);
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

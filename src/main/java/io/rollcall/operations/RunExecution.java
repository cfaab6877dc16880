package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Partitions;
import io.rollcall.plan.Retry;
import io.rollcall.plan.StopWishes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands a run's job to Spring Batch, keeps its heartbeat, passes on the wish to stop, and writes
 * down how it ended.
 */
@Component
class RunExecution {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  /**
   * The job parameter that names a run; the same for every execution of it, so a second one is a
   * restart.
   */
  static final String RUN = "run";

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final JobOperator jobOperator;
  private final JobRepository jobRepository;
  private final Runs runs;
  private final Leases leases;
  private final TransactionTemplate transaction;
  private final Retry retry;
  private final StopWishes wishes;
  private final UnendedSteps unendedSteps;
  private final Audit audit;
  private final Owner self = Owner.self();
  private final ConcurrentHashMap<Long, CountDownLatch> active = new ConcurrentHashMap<>();
  private volatile @Nullable ExitCode stopping;

  RunExecution(
      JobOperator jobOperator,
      JobRepository jobRepository,
      Runs runs,
      Leases leases,
      PlatformTransactionManager transactions,
      Retry retry,
      StopWishes wishes,
      UnendedSteps unendedSteps,
      Audit audit) {
    this.retry = retry;
    this.wishes = wishes;
    this.unendedSteps = unendedSteps;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.jobOperator = jobOperator;
    this.jobRepository = jobRepository;
    this.runs = runs;
    this.leases = leases;
  }

  /**
   * Runs the job to its end, whatever that is, and writes it down. Throws only what a person did
   * not foresee.
   */
  void execute(RunContext watched, JobFamily family) {
    RunProgress progress = new RunProgress(watched.progress());
    RunContext context = watched.with(progress);
    long id = context.run().id();
    CountDownLatch ended = new CountDownLatch(1);
    active.put(id, ended);
    wishes.forget(id);
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heartbeat-" + id);
              thread.setDaemon(true);
              return thread;
            });
    try {
      ScheduledFuture<?> beats =
          heart.scheduleAtFixedRate(
              () -> beat(context, progress),
              HEARTBEAT.toMillis(),
              HEARTBEAT.toMillis(),
              TimeUnit.MILLISECONDS);
      JobExecution execution = run(context, family.job(context));
      beats.cancel(false);
      finish(id, execution);
    } catch (JobExecutionException e) {
      endAfter(e, id);
      throw new IllegalStateException("Spring Batch refused run " + id, e);
    } catch (RuntimeException e) {
      endAfter(e, id);
      throw e;
    } finally {
      heart.shutdownNow();
      active.remove(id);
      wishes.forget(id);
      ended.countDown();
    }
  }

  /** When the database is what failed, the run stays as it is, and recovery finds it. */
  private void endAfter(Exception failure, long id) {
    boolean known = failure instanceof RollcallException;
    try {
      end(
          id,
          known ? ((RollcallException) failure).exitCode() : ExitCode.FAILED,
          null,
          known ? failure.getMessage() : failure.toString(),
          null);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** A job that was done already, but whose end nobody wrote down, ended as it did then. */
  private JobExecution run(RunContext context, Job job) throws JobExecutionException {
    JobParameters parameters =
        new JobParametersBuilder().addLong(RUN, context.run().id()).toJobParameters();
    unendedSteps.end(job.getName(), parameters);
    try {
      return jobOperator.start(job, parameters);
    } catch (JobInstanceAlreadyCompleteException e) {
      JobExecution last = jobRepository.getLastJobExecution(job.getName(), parameters);
      if (last == null) {
        throw e;
      }
      return last;
    }
  }

  private void beat(RunContext context, RunProgress progress) {
    long id = context.run().id();
    MDC.put(RUN, String.valueOf(id));
    try {
      if (runs.heartbeat(id, self) || stopping != null) {
        try {
          stop(context);
        } finally {
          wishes.add(id); // last: who is woken ends, and would meet us at the run's row
        }
      }
      progress.news().ifPresent(news -> runs.progress(id, self, news));
    } catch (RuntimeException e) {
      // A database that is away for a while must not end the heartbeat; the chunks find out for
      // themselves.
      LOG.warn("no heartbeat of run {}: {}", id, e.toString());
    }
  }

  private void stop(RunContext context) {
    for (JobExecution execution : jobRepository.findRunningJobExecutions(context.run().job())) {
      if (Long.valueOf(context.run().id()).equals(execution.getJobParameters().getLong(RUN))) {
        try {
          jobOperator.stop(execution);
        } catch (JobExecutionNotRunningException e) {
          // it ended by itself, or is stopping already
        }
      }
    }
  }

  private void finish(long id, JobExecution execution) {
    String summary = execution.getExecutionContext().getString(JobFamily.SUMMARY, "");
    String report = execution.getExecutionContext().getString(JobFamily.REPORT_FILE, "");
    boolean stopped = execution.getStatus() == BatchStatus.STOPPED;
    String reason = stopped ? stoppedBy() : reason(execution);
    end(
        id,
        outcome(execution),
        summary.isEmpty() ? null : summary,
        reason,
        report.isEmpty() ? null : report);
    if (stopped && stopping != null) {
      // Nobody can tell who sent it.
      audit.record("signal", "stop", "run " + id, reason);
    }
  }

  private String stoppedBy() {
    ExitCode asked = stopping;
    if (asked == null) {
      return "stopped, as `stop` asked for";
    }
    return asked == ExitCode.STOPPED ? "stopped by Ctrl-C (SIGINT)" : "stopped by SIGTERM";
  }

  /**
   * Writes down how a run ended, and gives its leases back, in one transaction: a crash in between
   * would leave a lease that nobody ever gives back.
   *
   * @throws RollcallException when the run was taken from this process
   */
  private void end(
      long id,
      ExitCode outcome,
      @Nullable String summary,
      @Nullable String reason,
      @Nullable String reportFile) {
    Boolean ours =
        retry.<@Nullable Boolean>attempt(
            again ->
                transaction.execute(
                    status -> {
                      if (runs.finishOwned(id, self, outcome, summary, reason, reportFile)) {
                        leases.release(id);
                        return true;
                      }
                      return again && ended(id, outcome, reason);
                    }));
    if (!Boolean.TRUE.equals(ours)) {
      throw new RollcallException(
          ExitCode.FAILED,
          "run %d was taken from this process, which was silent so long that it was given up as dead; the run's owner is now %s"
              .formatted(id, runs.get(id).owner()),
          "scripts/rollcall show " + id + " tells what became of it");
    }
  }

  /** By a try whose answer was lost. */
  private boolean ended(long id, ExitCode outcome, @Nullable String reason) {
    RunRecord now = runs.get(id);
    return now.owner().equals(self)
        && now.outcome() == outcome
        && Objects.equals(now.reason(), reason);
  }

  private ExitCode outcome(JobExecution execution) {
    if (execution.getStatus() == BatchStatus.COMPLETED) {
      return ExitCode.valueOf(execution.getExitStatus().getExitCode());
    }
    if (execution.getStatus() == BatchStatus.STOPPED) {
      ExitCode asked = stopping;
      return asked == null ? ExitCode.STOPPED : asked;
    }
    return ExitCode.FAILED;
  }

  private static @Nullable String reason(JobExecution execution) {
    for (Throwable failure : execution.getAllFailureExceptions()) {
      Optional<RollcallException> foreseen = RollcallException.in(failure);
      if (foreseen.isPresent()) {
        return foreseen.get().getMessage();
      }
    }
    return execution.getAllFailureExceptions().stream()
        .filter(failure -> !(failure instanceof Partitions.OrganizationsFailed))
        .findFirst()
        .map(failure -> "an error that was not foreseen; the log says more: " + failure)
        .orElse(null);
  }

  /** The runs of this process. */
  List<Long> active() {
    return active.keySet().stream().sorted().toList();
  }

  /**
   * Asks all runs of this process to stop after their current chunks and waits for them.
   *
   * @param as what they are then written down as: stopped or terminated
   * @return whether all ended in time
   */
  boolean stopAll(ExitCode as, Duration patience) throws InterruptedException {
    stopping = as;
    wishes.addAll();
    long deadline = System.nanoTime() + patience.toNanos();
    for (CountDownLatch run : active.values()) {
      if (!run.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }
}

package io.rollcall.operations;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.plan.Sequences;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs that a schedule asks for. Each firing leaves exactly one run in the history, also when
 * another run is in its way or its job file is broken: nobody was there to read a message.
 */
@Component
public class ScheduledRuns {
  /** Who asks for them. */
  public static final String REQUESTED_BY = "schedule";

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRuns.class);

  /** What trying again in a minute would not change. */
  private static final Set<ExitCode> FINAL = Set.of(ExitCode.WRONG_USE, ExitCode.NOT_FOUND);

  private final RunLauncher launcher;
  private final JobDefinitions definitions;
  private final Runs runs;
  private final Firings firings;
  private final Sequences sequences;
  private final Clock clock;
  private final TransactionTemplate transaction;

  ScheduledRuns(
      RunLauncher launcher,
      JobDefinitions definitions,
      Runs runs,
      Firings firings,
      Sequences sequences,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.launcher = launcher;
    this.definitions = definitions;
    this.runs = runs;
    this.firings = firings;
    this.sequences = sequences;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Runs a job for one firing of its schedule, and waits for its end.
   *
   * @param kind of the runs that the schedule starts
   * @param dueAt when it was due; names the firing
   * @param begun called as soon as the run goes on; not called when it cannot begin
   * @return the run as the history has it: also one that found another running, or a broken job
   *     file
   * @throws AlreadyFired when this firing became a run before
   * @throws RollcallException when nothing is in the history yet, so that the firing may be tried
   *     again, or when the run was taken from this process
   */
  public RunRecord start(String job, Run.Kind kind, Instant dueAt, Runnable begun) {
    String firing = Firings.name(job, kind);
    try {
      return launcher.start(
          new RunRequest(job, kind, List.of(), null, false, REQUESTED_BY),
          Progress.NONE,
          id -> begun.run(),
          id -> firings.claim(firing, dueAt, id));
    } catch (RollcallException e) {
      Optional<Long> run = firings.run(firing, dueAt);
      if (run.isPresent() && e.exitCode() == ExitCode.ALREADY_RUNNING) {
        LOG.warn("run {} of {}: {}", run.get(), job, e.getMessage());
        return runs.get(run.get());
      }
      if (run.isEmpty() && FINAL.contains(e.exitCode())) {
        return neverBegan(job, kind, dueAt, e);
      }
      throw e;
    }
  }

  private RunRecord neverBegan(String job, Run.Kind kind, Instant dueAt, RollcallException why) {
    Run run =
        new Run(
            sequences.next("run"),
            job,
            kind,
            List.of(),
            null,
            false,
            REQUESTED_BY,
            clock.instant());
    transaction.executeWithoutResult(
        status -> {
          runs.create(run, family(job), "", List.of(), Owner.self());
          firings.claim(Firings.name(job, kind), dueAt, run.id());
          runs.finish(
              run.id(), why.exitCode(), "never began", Objects.toString(why.getMessage()), null);
        });
    LOG.warn("run {} of {} never began: {}", run.id(), job, why.getMessage());
    return runs.get(run.id());
  }

  private String family(String job) {
    try {
      return definitions.get(job).family();
    } catch (RollcallException e) {
      return "unknown";
    }
  }
}

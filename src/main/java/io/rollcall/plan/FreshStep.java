package io.rollcall.plan;

import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Partitions.Work;
import io.rollcall.plan.Retry.Next;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Builds its step anew for each execution: partitions run side by side and must share no reader.
 * And for each try at one: a step that failed by a transient cause is built and executed again from
 * its committed position, which its row has, whatever the step believes. (docs/adr/0012)
 */
final class FreshStep implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(FreshStep.class);

  private final String name;
  private final boolean again;
  private final long runId;
  private final Tools tools;
  private final Function<StepExecution, Work> worker;

  /**
   * @param again a restart executes it although it was complete
   */
  FreshStep(
      String name, boolean again, long runId, Tools tools, Function<StepExecution, Work> worker) {
    this.name = name;
    this.again = again;
    this.runId = runId;
    this.tools = tools;
    this.worker = worker;
  }

  /** What all of them need. */
  record Tools(JobRepository repository, Retry retry, RetryCount count, java.time.Clock clock) {}

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isAllowStartIfComplete() {
    return again;
  }

  @Override
  public void execute(StepExecution execution) throws JobInterruptedException {
    Retry.Tries tries = tools.retry().tries(runId);
    Work work = null;
    Next next = Next.AGAIN;
    while (next == Next.AGAIN) {
      Attempt attempt = new Attempt(execution);
      try {
        work = worker.apply(execution);
        if (work.step() instanceof PartitionStep parts) {
          // Its partitions try again themselves. As a whole it is not executed twice: Spring Batch
          // would start the partitions that are done once more.
          parts.execute(execution);
          break;
        }
        work.step().execute(attempt);
      } catch (RuntimeException e) {
        attempt.fail(e);
      }
      if (!attempt.failed()) {
        attempt.end(execution);
        break;
      }
      if (attempt.getCommitCount() > execution.getCommitCount() + 1) {
        tries = tools.retry().tries(runId); // the last one counted may be the one that failed
      }
      next = tries.after(attempt.failure(), "step " + execution.getStepName());
      if (next == Next.AGAIN) {
        next = goBack(execution, attempt);
      }
      if (next != Next.AGAIN) {
        end(execution, attempt, next == Next.STOP);
      }
    }
    note(work, execution);
  }

  /** To the committed position, which also tells whether a commit without an answer took place. */
  private Next goBack(StepExecution execution, Attempt attempt) {
    try {
      takeStored(execution, attempt);
      tools.retry().run(() -> tools.count().one(runId));
      return Next.AGAIN;
    } catch (RuntimeException e) {
      LOG.error("step {} cannot be tried again", execution.getStepName(), e);
      return Next.GIVE_UP;
    }
  }

  private void takeStored(StepExecution execution, Attempt attempt) {
    StepExecution stored = tools.repository().getStepExecution(execution.getId());
    if (stored == null) {
      throw new IllegalStateException("no row of step " + execution.getStepName());
    }
    Attempt.takeCommitted(stored, execution);
    execution.setRollbackCount(attempt.getRollbackCount()); // no chunk's transaction can write it
  }

  /**
   * Ends an execution that never began, as its run is to stop. A restart begins where the one
   * before it stood.
   */
  void endUnbegun(StepExecution execution) {
    end(execution, new Attempt(execution), true);
  }

  /** Writes what the last try could not: an end with the position and the counts of its row. */
  private void end(StepExecution execution, Attempt attempt, boolean stopped) {
    Attempt.ifThere(attempt.getStartTime(), execution::setStartTime);
    execution.setEndTime(LocalDateTime.ofInstant(tools.clock().instant(), ZoneId.systemDefault()));
    execution.setStatus(stopped ? BatchStatus.STOPPED : BatchStatus.FAILED);
    execution.setExitStatus(
        stopped ? ExitStatus.STOPPED : ExitStatus.FAILED.addExitDescription(attempt.failure()));
    attempt.getFailureExceptions().forEach(execution::addFailureException);
    try {
      takeStored(execution, attempt);
      tools.repository().update(execution);
    } catch (RuntimeException e) {
      LOG.error("the end of step {} could not be written", execution.getStepName(), e);
    }
  }

  /** One organization's failure must not end the stage for the others. */
  private void note(@Nullable Work work, StepExecution execution) {
    boolean failed = execution.getStatus() == BatchStatus.FAILED;
    if (failed) {
      log(execution);
    }
    if (work == null) {
      return;
    }
    if (!failed && execution.getStatus() != BatchStatus.COMPLETED) {
      return;
    }
    String reason = failed ? reason(execution) : null;
    try {
      tools.retry().run(() -> work.end().noted(reason));
    } catch (RuntimeException e) {
      LOG.error("the reason why {} failed could not be written", execution.getStepName(), e);
    }
  }

  /** With its stack, unless it says what to do. A part's failure is logged where it is met. */
  private static void log(StepExecution execution) {
    if (!partsFailures(execution).isEmpty()) {
      return;
    }
    execution.getFailureExceptions().stream()
        .filter(failure -> RollcallException.in(failure).isEmpty())
        .findFirst()
        .ifPresent(failure -> LOG.error("step {} failed", execution.getStepName(), failure));
  }

  /** Of what is divided into parts, the parts know why it failed. */
  private static List<Throwable> partsFailures(StepExecution execution) {
    List<Throwable> failures = new ArrayList<>();
    for (StepExecution part : execution.getJobExecution().getStepExecutions()) {
      if (part.getStepName().startsWith(execution.getStepName() + ":")) {
        failures.addAll(part.getFailureExceptions());
      }
    }
    return failures;
  }

  private static String reason(StepExecution execution) {
    List<Throwable> failures = partsFailures(execution);
    failures.addAll(execution.getFailureExceptions());
    if (failures.isEmpty()) {
      return "a part of it failed";
    }
    Throwable failure = failures.get(0);
    return RollcallException.in(failure).map(FreshStep::words).orElseGet(() -> words(failure));
  }

  private static String words(RollcallException known) {
    return known.nextStep() == null
        ? String.valueOf(known.getMessage())
        : known.getMessage() + ". " + known.nextStep();
  }

  private static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = root.getClass().getSimpleName() + ": " + root.getMessage();
    return Transient.of(failure)
        .map(kind -> "it met %s until it was given up: %s".formatted(kind.words(), said))
        .orElse(said);
  }
}

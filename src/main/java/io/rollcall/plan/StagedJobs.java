package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds the jobs of runs that make no plan: stages one after the other, then the report and the
 * outcome. An organization goes to the next stage when it finished the one before, so one that
 * fails does not hold up the others; a restart takes up each where it stands.
 */
@Component
public class StagedJobs {
  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final TransactionTemplate transaction;
  private final Problems problems;
  private final Partitions partitions;

  StagedJobs(
      JobRepository repository,
      PlatformTransactionManager transactions,
      Problems problems,
      Partitions partitions) {
    this.repository = repository;
    this.transactions = transactions;
    this.transaction = new TransactionTemplate(transactions);
    this.problems = problems;
    this.partitions = partitions;
  }

  /**
   * One stage of a run.
   *
   * @param name at most 13 characters; a persistent key, first part of its steps' names
   * @param again a restart does it again although it was complete: what it finds is kept nowhere
   * @param worker builds one organization's step, anew for each execution of it; what it throws for
   *     people fails that organization alone
   */
  public record Stage(String name, boolean again, Worker worker) {}

  /** Builds one organization's step of a stage. */
  public interface Worker {
    Step step(String stepName, Organization organization);
  }

  /**
   * The job of one run.
   *
   * @param report builds the report and hands it to the outbox, given what a run has come to so far
   */
  public Job job(
      RunContext context,
      List<Stage> stages,
      Function<Function<JobExecution, ExitCode>, Tasklet> report) {
    Stage last = stages.get(stages.size() - 1);
    Function<JobInstance, ExitCode> outcome = instance -> outcome(context, last, instance);
    Tasklet reporting = report.apply(execution -> outcome.apply(execution.getJobInstance()));
    List<Step> steps = new ArrayList<>();
    steps.add(stage(context, stages.get(0), organization -> true));
    for (int i = 1; i < stages.size(); i++) {
      String before = stages.get(i - 1).name();
      steps.add(
          stage(
              context,
              stages.get(i),
              organization -> partitions.finished(context, before, organization)));
    }
    steps.add(ofRun(context, Partitions.REPORT, Partitions.stillOurs(context, reporting)));
    steps.add(ofRun(context, Partitions.OUTCOME, partitions.failing(outcome)));
    return Partitions.sequence(
        new JobBuilder(context.run().job(), repository).listener(partitions.exitBy(outcome)),
        steps);
  }

  private Step stage(RunContext context, Stage stage, Predicate<Organization> ready) {
    return partitions.byOrganization(
        stage.name(),
        stage.again(),
        context,
        ready,
        (stepName, organization) ->
            new Partitions.Work(
                partitions.orFailing(stepName, () -> stage.worker().step(stepName, organization)),
                failure -> note(context, organization, stage.name() + " failed", failure)));
  }

  /** An organization that failed is a problem of the run, until a restart mends it. */
  private void note(
      RunContext context, Organization organization, String step, @Nullable String failure) {
    long run = context.run().id();
    transaction.executeWithoutResult(
        status -> {
          try {
            context.guard().requireLease(organization);
          } catch (RollcallException e) {
            return; // the run is another process's now, and so is what is said of it
          }
          problems.clear(run, step, organization.key());
          if (failure != null) {
            problems.add(
                run,
                step,
                List.of(
                    new Problem(
                        Problem.Kind.ORGANIZATION,
                        organization.key(),
                        organization.key(),
                        failure,
                        "when that is mended: scripts/rollcall restart " + run)));
          }
        });
  }

  private Step ofRun(RunContext context, String name, Tasklet tasklet) {
    return partitions.ofRun(
        name, context, new StepBuilder(name, repository).tasklet(tasklet, transactions).build());
  }

  /** What the run has come to so far: its gravest outcome. */
  private ExitCode outcome(RunContext context, Stage last, JobInstance instance) {
    boolean failed =
        context.organizations().stream()
            .anyMatch(organization -> !partitions.finished(instance, last.name(), organization));
    if (failed) {
      return ExitCode.FAILED;
    }
    return problems.count(context.run().id()) > 0 ? ExitCode.DONE_WITH_PROBLEMS : ExitCode.DONE;
  }
}

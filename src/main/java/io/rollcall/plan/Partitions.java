package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Spring Batch's partitioning as runs of every family use it: a stage has one partition for each
 * organization, and that may have parts of its own, which are worked at side by side. A part that
 * met a transient failure is tried again by itself.
 *
 * <p>Names of stages are persistent keys: {@code STAGE}, {@code STAGE:ORGANIZATION}, {@code
 * STAGE:ORGANIZATION:PART}.
 */
@Component
public class Partitions {
  /** The step that writes a run's report, of every family. */
  static final String REPORT = "report";

  /** The last step of a run, of every family: what it has come to. */
  static final String OUTCOME = "outcome";

  /** The job parameter that names a run. */
  static final String RUN = "run";

  private final JobRepository repository;
  private final PartitionThreads threads;
  private final StopWishes wishes;
  private final FreshStep.Tools tools;

  Partitions(
      JobRepository repository,
      PartitionThreads threads,
      StopWishes wishes,
      Retry retry,
      RetryCount retried,
      Clock clock) {
    this.repository = repository;
    this.threads = threads;
    this.wishes = wishes;
    this.tools = new FreshStep.Tools(repository, retry, retried, clock);
  }

  /** Builds one organization's worker step of a stage, anew for each execution of it. */
  public interface Worker {
    Work work(String stepName, Organization organization);
  }

  /**
   * A worker's step, and who is told how it ended.
   *
   * @param end told when the step is complete or failed, not when it was stopped
   */
  public record Work(Step step, End end) {

    /** A part of something whose end is noted as a whole. */
    public static Work part(Step step) {
      return new Work(step, reason -> {});
    }
  }

  /** Is told how an organization's step of a stage ended. */
  public interface End {

    /**
     * Writes it down; may be called twice for one end.
     *
     * @param failure why it failed, in one sentence; null when it is complete
     */
    void noted(@Nullable String failure);
  }

  JobParameters parameters(RunContext context) {
    return new JobParametersBuilder().addLong(RUN, context.run().id()).toJobParameters();
  }

  /** Whether a step is a stage, whose work is done by one step for each organization. */
  public static boolean isStage(String stepName) {
    return !stepName.contains(":") && !stepName.equals(REPORT) && !stepName.equals(OUTCOME);
  }

  /**
   * A step with one partition for each organization that is ready for it.
   *
   * @param again a restart does a partition again although it was complete
   */
  Step byOrganization(
      String name,
      boolean again,
      RunContext context,
      Predicate<Organization> ready,
      Worker worker) {
    Map<String, Organization> byKey = new HashMap<>();
    context.organizations().forEach(organization -> byKey.put(organization.key(), organization));
    return partitioned(
        name,
        again,
        context,
        gridSize -> {
          Map<String, ExecutionContext> contexts = new HashMap<>();
          for (Organization organization : context.organizations()) {
            if (tools.retry().call(() -> ready.test(organization))) {
              contexts.put(organization.key(), new ExecutionContext());
            }
          }
          return contexts;
        },
        threads.organizations(context.run().kind()),
        Partitions::failedOnesApart,
        execution ->
            worker.work(
                execution.getStepName(),
                Objects.requireNonNull(byKey.get(partition(name, execution)))));
  }

  /** What a step is built by; one that cannot even be built fails as any other, not the stage. */
  Step orFailing(String name, Supplier<Step> step) {
    try {
      return step.get();
    } catch (RollcallException e) {
      return new StepBuilder(name, repository)
          .tasklet(
              (contribution, chunk) -> {
                throw e;
              },
              new ResourcelessTransactionManager())
          .build();
    }
  }

  /** A step with so many parts, numbered from 0 on, in the threads of ranges. */
  Step byPart(
      String name, int parts, RunContext context, BiFunction<String, Integer, Step> worker) {
    return byPart(name, parts, false, context, threads.ranges(), worker);
  }

  /**
   * A step with so many parts side by side, numbered from 0 on, each in a thread of its own.
   *
   * @param name {@code STAGE:ORGANIZATION}
   * @param again a restart does a part again although it was complete
   * @param worker builds a part's step, by its name and number, anew for each execution of it
   */
  public Step sideBySide(
      String name,
      int parts,
      boolean again,
      RunContext context,
      BiFunction<String, Integer, Step> worker) {
    return byPart(name, parts, again, context, PartitionThreads.ofTheirOwn("part-"), worker);
  }

  private Step byPart(
      String name,
      int parts,
      boolean again,
      RunContext context,
      TaskExecutor executor,
      BiFunction<String, Integer, Step> worker) {
    return partitioned(
        name,
        again,
        context,
        gridSize -> {
          Map<String, ExecutionContext> contexts = new HashMap<>();
          for (int i = 0; i < parts; i++) {
            contexts.put(String.valueOf(i), new ExecutionContext());
          }
          return contexts;
        },
        executor,
        new DefaultStepExecutionAggregator(),
        execution ->
            Work.part(
                worker.apply(
                    execution.getStepName(), Integer.valueOf(partition(name, execution)))));
  }

  /**
   * Which partition an execution is of, by its name. Its context cannot tell: Spring Batch stores
   * the row first and the context later, and a crash in between leaves an empty one, which the
   * restart would take over.
   */
  private static String partition(String step, StepExecution execution) {
    return execution.getStepName().substring(step.length() + 1);
  }

  /**
   * A stage is complete although an organization failed in it: Spring Batch abandons a failed step
   * that the flow goes on after, and a restart would pass it by. Each organization's own step says
   * how far it is.
   */
  private static void failedOnesApart(StepExecution stage, Collection<StepExecution> executions) {
    new DefaultStepExecutionAggregator().aggregate(stage, executions);
    if (executions.stream().anyMatch(one -> one.getStatus() == BatchStatus.STOPPED)) {
      stage.setStatus(BatchStatus.STOPPED);
      stage.setExitStatus(ExitStatus.STOPPED);
    } else if (stage.getStatus() == BatchStatus.FAILED) {
      stage.setStatus(BatchStatus.COMPLETED);
      stage.setExitStatus(ExitStatus.COMPLETED);
    }
  }

  /** A step of the whole run, done again by every restart. */
  Step ofRun(String name, RunContext context, Step step) {
    return new FreshStep(name, true, context.run().id(), tools, execution -> Work.part(step));
  }

  /** Whether a run finished a stage for an organization, in whichever of its executions. */
  boolean finished(RunContext context, String stage, Organization organization) {
    JobInstance instance = repository.getJobInstance(context.run().job(), parameters(context));
    return instance != null && finished(instance, stage, organization);
  }

  boolean finished(JobInstance instance, String stage, Organization organization) {
    StepExecution last =
        repository.getLastStepExecution(instance, stage + ":" + organization.key());
    return last != null && last.getStatus() == BatchStatus.COMPLETED;
  }

  Retry retry() {
    return tools.retry();
  }

  private Step partitioned(
      String name,
      boolean again,
      RunContext context,
      Partitioner partitioner,
      TaskExecutor executor,
      StepExecutionAggregator aggregator,
      Function<StepExecution, Work> worker) {
    long run = context.run().id();
    FreshStep step = new FreshStep(name, again, run, tools, worker);
    return new StepBuilder(name, repository)
        .partitioner(name, partitioner)
        .step(step)
        .partitionHandler(new StoppablePartitions(step, executor, () -> wishes.wanted(run)))
        .aggregator(aggregator)
        .allowStartIfComplete(true)
        .build();
  }

  /** A runner that was given up as dead must not report what another one is doing. */
  static Tasklet stillOurs(RunContext context, Tasklet report) {
    return (contribution, chunk) -> {
      context.organizations().forEach(context.guard()::requireLease);
      return report.execute(contribution, chunk);
    };
  }

  /**
   * Steps one after the other. One that fails ends the run as failed, and a restart does it again;
   * went the flow on after it, Spring Batch would abandon it, and every restart pass it by.
   */
  static Job sequence(JobBuilder job, List<Step> steps) {
    Step before = steps.get(0);
    FlowBuilder<FlowJobBuilder> flow = job.flow(before);
    for (Step next : steps.subList(1, steps.size())) {
      flow.from(before).on(ExitStatus.FAILED.getExitCode()).fail();
      flow.from(before).on("*").to(next);
      before = next;
    }
    return flow.end().build();
  }

  /** Makes a run's job exit by what the run has come to. */
  JobExecutionListener exitBy(Function<JobInstance, ExitCode> outcome) {
    return new JobExecutionListener() {
      @Override
      public void afterJob(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
          ExitCode code = retry().call(() -> outcome.apply(execution.getJobInstance()));
          execution.setExitStatus(new ExitStatus(code.name()));
        }
      }
    };
  }

  /**
   * Makes the run's last step fail when an organization did; the organizations' own messages say
   * why.
   */
  Tasklet failing(Function<JobInstance, ExitCode> outcome) {
    return (contribution, chunk) -> {
      JobInstance instance =
          chunk.getStepContext().getStepExecution().getJobExecution().getJobInstance();
      if (outcome.apply(instance) == ExitCode.FAILED) {
        throw new OrganizationsFailed();
      }
      return RepeatStatus.FINISHED;
    };
  }

  /** Says that a run failed because an organization of it did, whose problem says why. */
  public static final class OrganizationsFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrganizationsFailed() {
      super("at least one organization failed; the problems of the run say why");
    }
  }
}

package io.rollcall.plan;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.FreshStep.Work;
import io.rollcall.plan.SyncJob.Range;
import io.rollcall.plan.SyncJob.Worker;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;

/** Spring Batch's partitioning, by organization and by range of a plan's lines. */
@Component
class Partitions {
  /** The job parameter that names a run. */
  static final String RUN = "run";

  private final JobRepository repository;
  private final Plans plans;
  private final PartitionThreads threads;
  private final FreshStep.Tools tools;

  Partitions(
      JobRepository repository,
      Plans plans,
      PartitionThreads threads,
      Retry retry,
      RetryCount retried,
      Clock clock) {
    this.repository = repository;
    this.plans = plans;
    this.threads = threads;
    this.tools = new FreshStep.Tools(repository, plans, retry, retried, clock);
  }

  JobParameters parameters(RunContext context) {
    return new JobParametersBuilder().addLong(RUN, context.run().id()).toJobParameters();
  }

  /** A step with one partition for each organization that is ready for it. */
  Step byOrganization(
      String name,
      RunContext context,
      String family,
      Predicate<Organization> ready,
      Worker worker) {
    Map<String, Organization> byKey = new HashMap<>();
    context.organizations().forEach(organization -> byKey.put(organization.key(), organization));
    return partitioned(
        name,
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
        threads.organizations(),
        Partitions::failedOnesApart,
        execution -> {
          Organization organization =
              java.util.Objects.requireNonNull(byKey.get(partition(name, execution)));
          Plan plan = plan(context, family, organization);
          return new Work(
              plan,
              () -> context.guard().requireLease(organization),
              step(worker, execution.getStepName(), organization, plan));
        });
  }

  /** A step that cannot even be built fails as any other, and not the whole stage. */
  private Step step(Worker worker, String name, Organization organization, Plan plan) {
    try {
      return worker.step(name, organization, plan);
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

  private Plan plan(RunContext context, String family, Organization organization) {
    Long planId = context.run().planId();
    return context.run().kind() == Run.Kind.PLAN && planId != null
        ? plans.get(planId)
        : plans.forRun(context, family, organization);
  }

  /** A step with one partition for each range. */
  Step byRange(
      String name, List<Range> ranges, RunContext context, BiFunction<String, Range, Step> worker) {
    return partitioned(
        name,
        context,
        gridSize -> {
          Map<String, ExecutionContext> contexts = new HashMap<>();
          for (int i = 0; i < ranges.size(); i++) {
            contexts.put(String.valueOf(i), new ExecutionContext());
          }
          return contexts;
        },
        threads.ranges(),
        new DefaultStepExecutionAggregator(),
        execution ->
            new Work(
                null,
                () -> {},
                worker.apply(
                    execution.getStepName(),
                    ranges.get(Integer.parseInt(partition(name, execution))))));
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
  Step again(String name, RunContext context, Step step) {
    return new FreshStep(
        name, true, context.run().id(), tools, execution -> new Work(null, () -> {}, step));
  }

  Retry retry() {
    return tools.retry();
  }

  private Step partitioned(
      String name,
      RunContext context,
      org.springframework.batch.core.partition.Partitioner partitioner,
      TaskExecutor executor,
      StepExecutionAggregator aggregator,
      Function<StepExecution, Work> worker) {
    return new StepBuilder(name, repository)
        .partitioner(name, partitioner)
        .step(new FreshStep(name, false, context.run().id(), tools, worker))
        .taskExecutor(executor)
        .aggregator(aggregator)
        .allowStartIfComplete(true)
        .build();
  }
}

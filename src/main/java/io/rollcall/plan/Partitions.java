package io.rollcall.plan;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.SyncJob.Range;
import io.rollcall.plan.SyncJob.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;

/** Spring Batch's partitioning, by organization and by range of a plan's lines. */
@Component
class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

  /** The job parameter that names a run. */
  static final String RUN = "run";

  private final JobRepository repository;
  private final Plans plans;
  private final PartitionThreads threads;

  Partitions(JobRepository repository, Plans plans, PartitionThreads threads) {
    this.repository = repository;
    this.plans = plans;
    this.threads = threads;
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
        gridSize -> {
          Map<String, ExecutionContext> contexts = new HashMap<>();
          for (Organization organization : context.organizations()) {
            if (ready.test(organization)) {
              contexts.put(organization.key(), new ExecutionContext());
            }
          }
          return contexts;
        },
        threads.organizations(),
        execution -> {
          Organization organization =
              java.util.Objects.requireNonNull(byKey.get(partition(name, execution)));
          Plan plan = plan(context, family, organization);
          return new Work(
              plan,
              () -> context.guard().requireLease(organization),
              worker.step(execution.getStepName(), organization, plan));
        });
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
        gridSize -> {
          Map<String, ExecutionContext> contexts = new HashMap<>();
          for (int i = 0; i < ranges.size(); i++) {
            contexts.put(String.valueOf(i), new ExecutionContext());
          }
          return contexts;
        },
        threads.ranges(),
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

  private Step partitioned(
      String name,
      org.springframework.batch.core.partition.Partitioner partitioner,
      TaskExecutor executor,
      Function<StepExecution, Work> worker) {
    return new StepBuilder(name, repository)
        .partitioner(name, partitioner)
        .step(new FreshStep(name, worker))
        .taskExecutor(executor)
        .allowStartIfComplete(true)
        .build();
  }

  /**
   * A worker's step, and the plan whose failure it would be.
   *
   * @param plan null for a part of a step that has a plan itself
   * @param lease throws when the organization is no longer this run's to write
   */
  private record Work(@org.jspecify.annotations.Nullable Plan plan, Runnable lease, Step step) {

    boolean mayNoteFailure() {
      try {
        lease.run();
        return plan != null;
      } catch (RollcallException e) {
        return false; // the plan is another runner's now, and so is what is said of it
      }
    }
  }

  /**
   * Builds its step anew for each execution: partitions run side by side and must share no reader.
   */
  private final class FreshStep implements Step {
    private final String name;
    private final Function<StepExecution, Work> worker;

    FreshStep(String name, Function<StepExecution, Work> worker) {
      this.name = name;
      this.worker = worker;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
      Work work = worker.apply(execution);
      work.step().execute(execution);
      if (work.plan() == null || !work.mayNoteFailure()) {
        return;
      }
      if (execution.getStatus() == BatchStatus.FAILED) {
        plans.failed(work.plan().id(), reason(execution));
      } else if (execution.getStatus() == BatchStatus.COMPLETED) {
        plans.failed(work.plan().id(), null);
      }
    }

    private String reason(StepExecution execution) {
      for (Throwable failure : execution.getFailureExceptions()) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
          if (cause instanceof RollcallException known) {
            return known.nextStep() == null
                ? String.valueOf(known.getMessage())
                : known.getMessage() + ". " + known.nextStep();
          }
        }
        LOG.error("step {} failed", execution.getStepName(), failure);
        return String.valueOf(failure);
      }
      return "a part of it failed";
    }
  }
}

package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Plan.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sync run: connect, read and compare, plan, gates, apply, report. Each stage has one partition
 * per organization; an organization goes to the next stage when it finished the one before, so one
 * that fails or is refused does not hold up the others. Which stages it finished is read from the
 * job repository, so a restart takes up each organization where it stands.
 */
public final class SyncJob {
  // Names of steps are persistent keys: renaming one makes interrupted runs start that step again.
  static final String CONNECT = "connect";
  static final String READ = "read";
  static final String RESOLVE = "resolve";
  static final String PRESENCE = "presence";
  static final String GATES = "gates";
  static final String APPLY = "apply";
  static final String SETTLE = "settle";

  /** Lines that are worth a partition of their own when a plan is applied. */
  private static final long LINES_PER_RANGE = 2000;

  private static final int MAX_RANGES = 8;

  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final Plans plans;
  private final Changes changes;
  private final Problems problems;
  private final Partitions partitions;
  private final RunContext context;
  private final GateSettings gateSettings;
  private final String family;
  private final SyncStages stages;

  SyncJob(
      SyncJobs parts,
      Partitions partitions,
      RunContext context,
      GateSettings gateSettings,
      String family,
      SyncStages stages) {
    this.repository = parts.repository();
    this.transactions = parts.transactions();
    this.plans = parts.plans();
    this.changes = parts.changes();
    this.problems = parts.problems();
    this.partitions = partitions;
    this.context = context;
    this.gateSettings = gateSettings;
    this.family = family;
    this.stages = stages;
  }

  Job build() {
    return Partitions.sequence(
        new JobBuilder(context.run().job(), repository).listener(partitions.exitBy(this::outcome)),
        List.of(
            stage(CONNECT, organization -> true, this::connect),
            stage(READ, this::reads, stages::read),
            stage(RESOLVE, after(READ), stages::resolve),
            stage(PRESENCE, after(RESOLVE), stages::presence),
            stage(GATES, after(PRESENCE), this::gates),
            stage(APPLY, this::applies, this::apply),
            stage(SETTLE, after(APPLY), this::settle),
            ofRun(Partitions.REPORT, report()),
            ofRun(Partitions.OUTCOME, partitions.failing(this::outcome))));
  }

  /** Builds one organization's worker step of a stage. */
  interface Worker {
    Step step(String stepName, Organization organization, Plan plan);
  }

  private Step stage(String name, Predicate<Organization> ready, Worker worker) {
    return partitions.byOrganization(
        name,
        false,
        context,
        ready,
        (stepName, organization) -> {
          Plan plan = planFor(organization);
          return new Partitions.Work(
              partitions.orFailing(stepName, () -> worker.step(stepName, organization, plan)),
              failure -> note(organization, plan, failure));
        });
  }

  private Plan planFor(Organization organization) {
    Long planId = context.run().planId();
    return context.run().kind() == Run.Kind.PLAN && planId != null
        ? plans.get(planId)
        : plans.forRun(context, family, organization);
  }

  private void note(Organization organization, Plan plan, @Nullable String failure) {
    try {
      context.guard().requireLease(organization);
    } catch (RollcallException e) {
      return; // the plan is another runner's now, and so is what is said of it
    }
    plans.failed(plan.id(), context.run().id(), failure);
  }

  private Step ofRun(String name, Tasklet tasklet) {
    return partitions.ofRun(name, context, once(name, tasklet));
  }

  private Step once(String name, Tasklet tasklet) {
    return new StepBuilder(name, repository).tasklet(tasklet, transactions).build();
  }

  // connect

  private Step connect(String name, Organization organization, Plan plan) {
    Tasklet connect = stages.connect(organization, plan);
    return once(
        name,
        (contribution, chunk) -> {
          RepeatStatus status = connect.execute(contribution, chunk);
          if (context.run().kind() == Run.Kind.PLAN) {
            problems.takeOver(plan.runId(), context.run().id(), "plan", organization.key());
          } else {
            // A source that stays away would leave another half plan with every night.
            plans.superseded(plan).forEach(changes::clearWorkingRows);
          }
          return status;
        });
  }

  private boolean reads(Organization organization) {
    return context.run().kind() != Run.Kind.PLAN && finished(CONNECT, organization);
  }

  // gates

  private Step gates(String name, Organization organization, Plan plan) {
    return once(
        name,
        (contribution, chunk) -> {
          context.guard().requireLease(organization);
          Plan complete = plans.get(plan.id());
          GateReport report =
              Gates.check(
                  complete,
                  gateSettings,
                  stages.held(organization),
                  plans.lastCompleteRead(complete),
                  context.run().acceptSourceDrop());
          plans.sealed(plan.id(), changes.digest(plan.id()), report);
          changes.clearMakingRows(plan.id());
          return RepeatStatus.FINISHED;
        });
  }

  // apply

  private boolean applies(Organization organization) {
    if (context.run().kind() == Run.Kind.TEST) {
      return false;
    }
    boolean planned =
        finished(context.run().kind() == Run.Kind.PLAN ? CONNECT : GATES, organization);
    return planned && mayApply(plan(organization).state());
  }

  private boolean mayApply(State state) {
    return state == State.OPEN
        || state == State.APPLYING
        || (state == State.APPROVED && context.run().kind() == Run.Kind.PLAN);
  }

  private Step apply(String name, Organization organization, Plan plan) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              context.guard().requireLease(organization);
              plans.applying(plan.id(), context.run().id());
            });
    List<Range> ranges = ranges(plan.lastSeq());
    return partitions.byPart(
        name,
        ranges.size(),
        context,
        (rangeName, number) -> {
          Range range = ranges.get(number);
          return stages.apply(rangeName, organization, plan, range.after(), range.until());
        });
  }

  /**
   * Parts of a plan's lines that can be applied side by side. The same plan always gives the same
   * parts.
   */
  static List<Range> ranges(long lastSeq) {
    int count = (int) Math.max(1, Math.min(MAX_RANGES, lastSeq / LINES_PER_RANGE));
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(new Range(lastSeq * i / count, lastSeq * (i + 1) / count));
    }
    return ranges;
  }

  /** Lines after one place and up to another. */
  record Range(long after, long until) {}

  private Step settle(String name, Organization organization, Plan plan) {
    return once(
        name,
        (contribution, chunk) -> {
          context.guard().requireLease(organization);
          stages.settled(organization, plan);
          // Plans that were made before this one can no longer be applied, so what applying them
          // would need goes too.
          plans.overtake(plan, family).forEach(changes::clearWorkingRows);
          changes.clearWorkingRows(plan.id());
          plans.applied(plan.id());
          return RepeatStatus.FINISHED;
        });
  }

  // report

  private Tasklet report() {
    return Partitions.stillOurs(
        context, stages.report(execution -> outcome(execution.getJobInstance())));
  }

  // outcome

  /** What the run has come to so far: its gravest outcome. */
  private ExitCode outcome(JobInstance instance) {
    ExitCode outcome =
        problems.count(context.run().id()) > 0 ? ExitCode.DONE_WITH_PROBLEMS : ExitCode.DONE;
    for (Organization organization : context.organizations()) {
      State state = plans.find(planRun(), organization.id()).map(Plan::state).orElse(State.MAKING);
      if (state == State.REFUSED) {
        outcome = outcome.or(ExitCode.REFUSED);
      } else if (!done(instance, organization)) {
        outcome = outcome.or(ExitCode.FAILED);
      }
    }
    return outcome;
  }

  private boolean done(JobInstance instance, Organization organization) {
    return partitions.finished(
        instance, context.run().kind() == Run.Kind.TEST ? GATES : SETTLE, organization);
  }

  // what the job repository says

  private long planRun() {
    Long planId = context.run().planId();
    return planId == null ? context.run().id() : plans.get(planId).runId();
  }

  private Plan plan(Organization organization) {
    return plans
        .find(planRun(), organization.id())
        .orElseThrow(() -> new IllegalStateException("no plan of " + organization.key()));
  }

  private Predicate<Organization> after(String stage) {
    return organization -> finished(stage, organization);
  }

  private boolean finished(String stage, Organization organization) {
    return partitions.finished(context, stage, organization);
  }
}

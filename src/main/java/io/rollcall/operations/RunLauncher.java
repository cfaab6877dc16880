package io.rollcall.operations;

import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanAdmission;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Retry;
import io.rollcall.plan.Sequences;
import io.rollcall.report.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts and restarts runs, on the calling thread, and sees them to their end. */
@Component
public class RunLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);

  private final JobDefinitions definitions;
  private final Map<String, JobFamily> families;
  private final Organizations organizations;
  private final Runs runs;
  private final Leases leases;
  private final Plans plans;
  private final Sequences sequences;
  private final Audit audit;
  private final Recovery recovery;
  private final OwnRuns own;
  private final RunExecution execution;
  private final Outbox outbox;
  private final Clock clock;
  private final Retry retry;
  private final TransactionTemplate transaction;

  RunLauncher(
      JobDefinitions definitions,
      List<JobFamily> families,
      Organizations organizations,
      Runs runs,
      Leases leases,
      Plans plans,
      Sequences sequences,
      Audit audit,
      Recovery recovery,
      OwnRuns own,
      RunExecution execution,
      Outbox outbox,
      Clock clock,
      Retry retry,
      PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.definitions = definitions;
    this.families = families.stream().collect(Collectors.toMap(JobFamily::name, f -> f));
    this.organizations = organizations;
    this.runs = runs;
    this.leases = leases;
    this.plans = plans;
    this.sequences = sequences;
    this.audit = audit;
    this.recovery = recovery;
    this.own = own;
    this.execution = execution;
    this.outbox = outbox;
    this.clock = clock;
    this.retry = retry;
  }

  /**
   * Starts a run and waits for its end.
   *
   * @param started told the run's number as soon as it has one
   * @return the run as the history has it
   * @throws RollcallException when it cannot start: unknown job or organization, a writer at work
   *     already, a plan that may not be applied
   */
  public RunRecord start(RunRequest request, Progress progress, LongConsumer started) {
    return start(request, progress, started, id -> {});
  }

  /**
   * As above.
   *
   * @param created told the run's number in the transaction that writes the run's row: what the run
   *     is to do, beyond its request, is stored with it or not at all. What it throws undoes the
   *     row
   */
  public RunRecord start(
      RunRequest request, Progress progress, LongConsumer started, LongConsumer created) {
    retry.call(recovery::recoverDead);
    JobDefinition definition = definitions.get(request.job());
    JobFamily family = family(definition);
    family.require(request.kind(), request.job());
    List<Organization> covered = retry.call(() -> covered(request, definition));
    Run run =
        new Run(
            sequences.next("run"),
            request.job(),
            request.kind(),
            request.only(),
            request.planId(),
            request.acceptSourceDrop(),
            request.requestedBy(),
            clock.instant());
    return own.during(
        run.id(),
        () -> begin(request, run, definition, family, covered, progress, started, created));
  }

  private RunRecord begin(
      RunRequest request,
      Run run,
      JobDefinition definition,
      JobFamily family,
      List<Organization> covered,
      Progress progress,
      LongConsumer started,
      LongConsumer created) {
    List<String> keys = covered.stream().map(Organization::key).toList();
    retry.attempt(
        again -> {
          if (again && runs.find(run.id()).isPresent()) {
            return true; // by a try whose answer was lost
          }
          transaction.executeWithoutResult(
              status -> {
                runs.create(run, family.name(), definition.digest(), keys, Owner.self());
                created.accept(run.id());
              });
          return true;
        });
    Map<String, Long> tokens = takeLeases(run, family, covered);
    if (run.kind() == Run.Kind.FULL) {
      retry.run(() -> runs.supersede(run.job(), run.id()));
    }
    audit.record(
        run.requestedBy(),
        request.acceptSourceDrop() ? "run-accept-source-drop" : action(run),
        "run " + run.id(),
        reason(run));
    started.accept(run.id());
    return execute(run, definition, family, covered, tokens, progress);
  }

  private static String action(Run run) {
    return switch (run.kind()) {
      case FULL, ONLY, PLAN -> "run";
      case TEST -> "preview";
      case RESTORE, VERIFY, PRUNE -> run.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String reason(Run run) {
    return run.planId() == null ? run.job() : run.job() + ", plan " + run.planId();
  }

  private List<Organization> covered(RunRequest request, JobDefinition definition) {
    if (request.kind() == Run.Kind.PLAN) {
      Plan plan = plans.get(Objects.requireNonNull(request.planId()));
      PlanAdmission.require(
          plan,
          plans.overtaken(plan, definition.family()),
          definition.name(),
          definition.digest(),
          clock.instant());
      return List.of(organizations.get(plan.organizationKey()));
    }
    return organizations.in(definition.definition().organizations(), family(definition)).stream()
        .filter(
            one -> request.organizations().isEmpty() || request.organizations().contains(one.key()))
        .toList();
  }

  private JobFamily family(JobDefinition definition) {
    return Objects.requireNonNull(families.get(definition.family()));
  }

  private Map<String, Long> takeLeases(Run run, JobFamily family, List<Organization> covered) {
    Leases.Taken taken = leases.take(Leases.of(run, family, covered), run.id());
    Leases.Held held = taken.other();
    if (held == null) {
      return taken.tokens();
    }
    RollcallException refusal = RunLeases.refusal(held.resource(), held, runs);
    runs.finish(run.id(), ExitCode.ALREADY_RUNNING, "already running", refusal.getMessage(), null);
    throw refusal;
  }

  /**
   * Continues a run that failed or was stopped, after its last committed chunk, and waits for its
   * end.
   *
   * @throws RollcallException when the run is done, running, superseded, abandoned or unknown, or
   *     its definition changed
   */
  public RunRecord restart(long runId, String who, Progress progress) {
    retry.call(recovery::recoverDead);
    recovery.requireRecovered(runId);
    RunRecord record = retry.call(() -> runs.get(runId));
    requireRestartable(record);
    retry.run(() -> requireStillCurrent(record));
    JobDefinition definition = definitions.get(record.run().job());
    // A restore does what is stored of it: of the definition it takes only who signs in, and how.
    boolean bound = record.run().kind() != Run.Kind.RESTORE;
    if (bound && !definition.digest().equals(record.definitionDigest())) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the definition of %s changed since run %d began".formatted(record.run().job(), runId),
          "start a new run: scripts/rollcall run " + record.run().job());
    }
    JobFamily family = family(definition);
    List<Organization> covered =
        retry.call(() -> record.organizations().stream().map(organizations::get).toList());
    return own.during(runId, () -> goOn(record, who, definition, family, covered, progress));
  }

  private RunRecord goOn(
      RunRecord record,
      String who,
      JobDefinition definition,
      JobFamily family,
      List<Organization> covered,
      Progress progress) {
    long runId = record.run().id();
    // First the run's row: a crash from here on leaves a running run, which recovery finds.
    if (!retry.attempt(again -> resume(runId, again))) {
      requireRestartable(runs.get(runId));
      throw new IllegalStateException("run " + runId + " changed while it was looked at");
    }
    Leases.Taken taken = leases.take(Leases.of(record.run(), family, covered), runId);
    Leases.Held held = taken.other();
    if (held != null) {
      runs.finish(runId, Objects.requireNonNull(record.outcome()), null, record.reason(), null);
      throw RunLeases.refusal(held.resource(), held, runs);
    }
    audit.record(who, "restart", "run " + runId, null);
    return execute(record.run(), definition, family, covered, taken.tokens(), progress);
  }

  /** Of a try whose answer was lost the row tells that it took place. */
  private boolean resume(long runId, boolean again) {
    if (runs.resume(runId, Owner.self())) {
      return true;
    }
    RunRecord now = runs.get(runId);
    return again && now.running() && now.owner().equals(Owner.self());
  }

  private static void requireRestartable(RunRecord record) {
    long id = record.run().id();
    String again = "start a new one: scripts/rollcall run " + record.run().job();
    ExitCode outcome = record.outcome();
    if (outcome == null) {
      throw new RollcallException(
          ExitCode.ALREADY_RUNNING,
          "run %d is running in %s".formatted(id, record.owner()),
          "wait for it, or type scripts/rollcall stop " + id);
    }
    if (record.supersededBy() != null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          record.supersededBy() == id
              ? "run %d was abandoned".formatted(id)
              : "run %d took over from run %d, which can no longer be restarted"
                  .formatted(record.supersededBy(), id),
          again);
    }
    switch (outcome) {
      case FAILED, STOPPED, TERMINATED -> {}
      case REFUSED ->
          throw new RollcallException(
              ExitCode.WRONG_USE,
              "run %d was refused by a gate and is over".formatted(id),
              "see its plan: scripts/rollcall show " + id);
      case ALREADY_RUNNING ->
          throw new RollcallException(
              ExitCode.WRONG_USE, "run %d never began: another was running".formatted(id), again);
      case WRONG_USE, NOT_FOUND ->
          throw new RollcallException(
              ExitCode.WRONG_USE, "run %d never began: %s".formatted(id, record.reason()), again);
      default ->
          throw new RollcallException(
              ExitCode.WRONG_USE,
              "run %d is done; there is nothing to restart".formatted(id),
              again);
    }
  }

  /**
   * A run that another one overtook in an organization has lost what it had read there: going on
   * would take for missing what it saw before it was interrupted.
   */
  private void requireStillCurrent(RunRecord record) {
    long id = record.run().id();
    for (Plan plan : plans.ofRun(id)) {
      GateReport gates = plan.gates();
      boolean refused = gates != null && gates.refused();
      if (plan.state() == Plan.State.EXPIRED && !refused) {
        throw new RollcallException(
            ExitCode.WRONG_USE,
            "another run changed organization %s after run %d was interrupted"
                .formatted(plan.organizationKey(), id),
            "start a new one: scripts/rollcall run " + record.run().job());
      }
    }
  }

  private RunRecord execute(
      Run run,
      JobDefinition definition,
      JobFamily family,
      List<Organization> covered,
      Map<String, Long> tokens,
      Progress progress) {
    RunContext context =
        new RunContext(
            run,
            definition.definition(),
            definition.digest(),
            covered,
            new RunLeases(leases, runs, family, run, tokens),
            progress);
    MDC.put(RunExecution.RUN, String.valueOf(run.id()));
    try {
      return executeLogged(context, family);
    } finally {
      MDC.remove(RunExecution.RUN);
    }
  }

  /** One line at the start and one at the end, and no word in them that a person chose. */
  private RunRecord executeLogged(RunContext context, JobFamily family) {
    Run run = context.run();
    Instant began = clock.instant();
    LOG.info(
        "run {} of {} begins: {}, {} organizations",
        run.id(),
        run.job(),
        run.kind().name().toLowerCase(Locale.ROOT),
        context.organizations().size());
    String outcome = "not known";
    String summary = "it could not be written down how";
    try {
      execution.execute(context, family);
      RunRecord ended = retry.call(() -> runs.get(run.id()));
      outcome = String.valueOf(ended.outcome());
      summary = Objects.requireNonNullElse(ended.summary(), "no report");
      sendMails(run);
      return ended;
    } finally {
      long millis = Duration.between(began, clock.instant()).toMillis();
      LOG.info(
          "run {} of {} ended: {} in {} s; {}",
          run.id(),
          run.job(),
          outcome,
          millis / 1000.0,
          summary);
    }
  }

  /** Mails are never a reason for a run to fail: what cannot be sent now waits in the outbox. */
  private void sendMails(Run run) {
    try {
      outbox.sendDue();
    } catch (RuntimeException e) {
      LOG.warn("the mails of run {} wait in the outbox", run.id(), e);
    }
  }
}

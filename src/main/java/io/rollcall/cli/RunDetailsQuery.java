package io.rollcall.cli;

import io.rollcall.cli.Views.MailView;
import io.rollcall.cli.Views.PlanView;
import io.rollcall.cli.Views.ProblemView;
import io.rollcall.cli.Views.RunDetails;
import io.rollcall.cli.Views.RunView;
import io.rollcall.cli.Views.StepView;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.exchange.ExportFile;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunSteps;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanAdmission;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import io.rollcall.plan.RetryCount;
import io.rollcall.report.Outbox;
import io.rollcall.report.QueuedMail;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is stored of a run, and what one can do with it. */
final class RunDetailsQuery {
  static final int PROBLEMS = 20;
  private static final Set<Plan.State> APPLICABLE =
      EnumSet.of(Plan.State.OPEN, Plan.State.REFUSED, Plan.State.APPROVED);

  private RunDetailsQuery() {}

  static RunDetails of(Program program, RunRecord record) {
    long id = record.run().id();
    Problems problems = program.bean(Problems.class);
    List<Plan> plans = program.bean(Plans.class).ofRun(id);
    List<QueuedMail> mails = program.bean(Outbox.class).forRun(id);
    return new RunDetails(
        RunView.of(record),
        program.bean(RetryCount.class).of(id),
        program.bean(RunSteps.class).of(record).stream().map(StepView::of).toList(),
        plans.stream().map(PlanView::of).toList(),
        problems.count(id),
        problems.count(id, Problem.Kind.NOTICE),
        problems.first(id, PROBLEMS).stream().map(ProblemView::of).toList(),
        mails.stream().map(MailView::of).toList(),
        next(record, plans, mails, outdated(program, record, plans)));
  }

  /** Why the plans of a run would not be applied any more, by their numbers. */
  private static Map<Long, String> outdated(Program program, RunRecord record, List<Plan> plans) {
    Map<Long, String> outdated = new HashMap<>();
    List<Plan> applicable =
        plans.stream().filter(plan -> APPLICABLE.contains(plan.state())).toList();
    if (applicable.isEmpty()) {
      return outdated;
    }
    String digest;
    try {
      digest = program.bean(JobDefinitions.class).get(record.run().job()).digest();
    } catch (RollcallException e) {
      return outdated; // the command itself says what is wrong with the job's file
    }
    for (Plan plan : applicable) {
      PlanAdmission.outdated(
              plan,
              program.bean(Plans.class).overtaken(plan, record.family()),
              digest,
              program.bean(Clock.class).instant())
          .ifPresent(why -> outdated.put(plan.id(), why));
    }
    return outdated;
  }

  /**
   * The commands that make sense now, the likeliest first.
   *
   * @param outdated the plans that would not be applied any more, and why
   */
  static List<String> next(
      RunRecord record, List<Plan> plans, List<QueuedMail> mails, Map<Long, String> outdated) {
    long id = record.run().id();
    String job = record.run().job();
    Set<String> next = new LinkedHashSet<>();
    if (record.running()) {
      return List.of("scripts/rollcall runs " + job + " --watch", "scripts/rollcall stop " + id);
    }
    if (record.restartable()) {
      next.addAll(goingOn(record, plans));
    }
    for (Plan plan : plans) {
      switch (plan.state()) {
        case REFUSED -> {
          if (plan.purgedAt() != null) {
            continue;
          }
          next.add("scripts/rollcall run %s    # when the source is mended".formatted(job));
          if (onlySource(plan.gates())) {
            next.add("scripts/rollcall run " + job + " --accept-source-drop");
          }
          String approve =
              "scripts/rollcall approve %d --reason 'why it is right'".formatted(plan.id());
          next.add(orAnew(approve, job, outdated.get(plan.id())));
        }
        case APPROVED -> next.add(orAnew(apply(job, plan), job, outdated.get(plan.id())));
        case OPEN -> {
          if (record.run().kind() == Run.Kind.TEST && record.outcome() != ExitCode.FAILED) {
            next.add(orAnew(apply(job, plan), job, outdated.get(plan.id())));
          }
        }
        default -> {}
      }
    }
    if (record.supersededBy() != null && record.supersededBy() != id) {
      next.add("scripts/rollcall show " + record.supersededBy());
    }
    if (mails.stream().anyMatch(mail -> mail.state() != QueuedMail.State.SENT)) {
      next.add("scripts/rollcall report %d --send".formatted(id));
    }
    return List.copyOf(next);
  }

  /** Accepting a drop of the source does not help against limits. */
  private static boolean onlySource(@Nullable GateReport gates) {
    return gates != null
        && gates.headroom().stream()
            .filter(GateReport.Headroom::exceeded)
            .allMatch(room -> room.what().startsWith("source"));
  }

  /**
   * A restart reads the same file again. Where another one is needed, and read from its beginning,
   * only a new run helps; it takes over from the failed one.
   */
  private static List<String> goingOn(RunRecord record, List<Plan> plans) {
    long id = record.run().id();
    String job = record.run().job();
    if (record.reason() != null && record.reason().startsWith("plan " + record.run().planId())) {
      return List.of("scripts/rollcall preview " + job); // a stored plan that is out of date
    }
    List<String> exports = organizations(plans, ExportFile.EXPORT_AGAIN);
    if (!exports.isEmpty()) {
      return List.of(
          "scripts/rollcall run %s    # first export again: %s"
              .formatted(job, String.join(", ", exports)));
    }
    return organizations(plans, ExportFile.START_ANEW).isEmpty()
        ? List.of("scripts/rollcall restart " + id)
        : List.of("scripts/rollcall run " + job);
  }

  /** The organizations whose failure has a certain next step. */
  private static List<String> organizations(List<Plan> plans, String nextStep) {
    return plans.stream()
        .filter(plan -> plan.failure() != null && plan.failure().contains(". " + nextStep))
        .map(Plan::organizationKey)
        .toList();
  }

  /** A command for a plan; where that would not be applied any more, what makes another. */
  private static String orAnew(String command, String job, @Nullable String outdated) {
    return outdated == null
        ? command
        : "scripts/rollcall preview %s    # %s".formatted(job, outdated);
  }

  /** Complete, so that it works in a script as well: who reads it has just seen the plan. */
  static String apply(String job, Plan plan) {
    return "scripts/rollcall run %s --plan %d --yes".formatted(job, plan.id());
  }
}

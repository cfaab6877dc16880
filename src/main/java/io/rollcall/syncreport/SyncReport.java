package io.rollcall.syncreport;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import io.rollcall.plan.RetryCount;
import io.rollcall.plan.Tally;
import io.rollcall.report.Head;
import io.rollcall.report.ReportContent;
import io.rollcall.report.SummaryTable;
import io.rollcall.report.TrendPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * The report of a sync run: its content from what is stored, the workbook, and the mail for the
 * outbox.
 */
@Component
public class SyncReport {
  private static final int TREND = 30;

  private final Plans plans;
  private final Problems problems;
  private final RetryCount retried;
  private final RunReports reports;
  private final Clock clock;

  SyncReport(Plans plans, Problems problems, RetryCount retried, RunReports reports, Clock clock) {
    this.plans = plans;
    this.problems = problems;
    this.retried = retried;
    this.reports = reports;
    this.clock = clock;
  }

  /** The step that builds the report of a run and hands it to the outbox. */
  public Tasklet tasklet(
      RunContext context,
      ReportSettings settings,
      ReportForm form,
      Function<JobExecution, ExitCode> outcomeOf) {
    return (contribution, chunk) -> {
      JobExecution execution = chunk.getStepContext().getStepExecution().getJobExecution();
      Run run = context.run();
      // An object that was asked for lives in one organization: it is missing only when all of them
      // miss it.
      problems.keepIfOfAll(run.id(), "only", context.organizations().size());
      ExitCode outcome = outcomeOf.apply(execution);
      reports.write(
          context,
          settings,
          content(run, outcome, clock.instant(), form),
          total(plans.ofRun(run.id())).total(),
          execution);
      return RepeatStatus.FINISHED;
    };
  }

  /** What a run's report says, from its stored plans and problems. */
  public ReportContent content(
      Run run, ExitCode outcome, @Nullable Instant endedAt, ReportForm form) {
    List<Plan> made = plans.ofRun(run.id());
    long noted = problems.count(run.id());
    long failed = made.stream().filter(plan -> plan.failure() != null).count();
    long refused = made.stream().filter(plan -> plan.state() == Plan.State.REFUSED).count();
    Head head =
        new Head(
            run.id(),
            run.job(),
            form.title(),
            outcome,
            run.kind() == Run.Kind.TEST,
            run.requestedBy(),
            run.startedAt(),
            endedAt,
            failed + refused,
            noted,
            summary(run, made, noted, form));
    List<SummaryTable> tables = new ArrayList<>();
    tables.add(organizationTable(made, form));
    List<Plan> kept = made.stream().filter(plan -> Fate.of(run, plan).counts()).toList();
    tables.add(countTable("Changes", total(kept), form));
    if (kept.size() < made.size()) {
      tables.add(
          countTable(
              "Changes found and not, or not all, written",
              total(made.stream().filter(plan -> !kept.contains(plan)).toList()),
              form));
    }
    tables.add(headroomTable(made, form));
    return new ReportContent(head, tables, trend(run), form.sheets(run, made));
  }

  private String summary(Run run, List<Plan> made, long noted, ReportForm form) {
    Tally tally = total(made);
    long read = made.stream().mapToLong(Plan::recordsRead).sum();
    boolean applied = run.kind() != Run.Kind.TEST;
    long again = retried.of(run.id());
    String parts = again == 0 ? "" : ", " + Plural.of(again, "part") + " retried";
    String not =
        applied
            ? of(run, made, "not written", Fate.REFUSED, Fate.NOT_APPLIED)
                + of(run, made, "not all written", Fate.PARTLY_APPLIED)
            : of(run, made, "refused", Fate.REFUSED);
    return String.format(
            Locale.ROOT,
            "%s read: %s %s (%,d added, %,d updated, %,d %s%s), %,d unchanged, %s",
            Plural.of(read, form.read()),
            Plural.of(tally.total(), "change"),
            applied ? "found" : "would be made",
            tally.changes(Operation.ADD),
            tally.changes(Operation.UPDATE),
            tally.changes(Operation.REMOVE),
            form.gone(),
            not,
            tally.noted("unchanged"),
            Plural.of(noted, "problem"))
        + form.cost(tally)
        + parts;
  }

  /** How many of a run's changes met one of these fates. */
  private static String of(Run run, List<Plan> plans, String words, Fate... fates) {
    List<Fate> wanted = List.of(fates);
    long changes =
        total(plans.stream().filter(plan -> wanted.contains(Fate.of(run, plan))).toList()).total();
    return changes == 0 ? "" : String.format(Locale.ROOT, "; %,d of them %s", changes, words);
  }

  private static Tally total(List<Plan> plans) {
    Tally total = new Tally();
    plans.forEach(plan -> total.addAll(plan.tally()));
    return total;
  }

  private static SummaryTable organizationTable(List<Plan> plans, ReportForm form) {
    List<List<Object>> rows = new ArrayList<>();
    for (Plan plan : plans) {
      rows.add(
          List.of(
              plan.organizationKey(),
              plan.failure() == null
                  ? plan.state().name().toLowerCase(Locale.ROOT)
                  : "failed: " + plan.failure(),
              plan.recordsRead(),
              plan.tally().changes(Operation.ADD),
              plan.tally().changes(Operation.UPDATE),
              plan.tally().changes(Operation.REMOVE),
              plan.id(),
              Objects.toString(plan.digest(), "")));
    }
    return new SummaryTable(
        "Organizations",
        List.of(
            "Organization",
            "State",
            "Read",
            "Add",
            "Update",
            capital(form.gone()),
            "Plan",
            "Digest"),
        rows);
  }

  private static SummaryTable countTable(String title, Tally tally, ReportForm form) {
    List<List<Object>> rows = new ArrayList<>();
    for (String kind : form.kinds()) {
      rows.add(
          List.of(
              kind,
              tally.changes(kind, Operation.ADD),
              tally.changes(kind, Operation.UPDATE),
              tally.changes(kind, Operation.REMOVE)));
    }
    return new SummaryTable(title, List.of("Kind", "Add", "Update", capital(form.gone())), rows);
  }

  private static SummaryTable headroomTable(List<Plan> plans, ReportForm form) {
    List<List<Object>> rows = new ArrayList<>();
    for (Plan plan : plans) {
      GateReport gates = plan.gates();
      if (gates != null) {
        gates
            .headroom()
            .forEach(
                room ->
                    rows.add(
                        List.of(
                            plan.organizationKey(),
                            room.text(),
                            room.exceeded()
                                ? "REFUSED"
                                : room.accepted() ? "accepted" : "passed")));
      }
    }
    return new SummaryTable(form.headroom(), List.of("Organization", "Limit", "Gate"), rows);
  }

  private List<TrendPoint> trend(Run run) {
    return plans.history(run.job(), run.id(), TREND).stream()
        .map(
            past ->
                new TrendPoint(
                    past.runId(),
                    past.at(),
                    past.tally().changes(Operation.ADD),
                    past.tally().changes(Operation.UPDATE),
                    past.tally().changes(Operation.REMOVE),
                    problems.count(past.runId())))
        .toList();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}

package io.rollcall.backendsync;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import io.rollcall.report.Head;
import io.rollcall.report.Outbox;
import io.rollcall.report.ReportContent;
import io.rollcall.report.ReportMail;
import io.rollcall.report.ReportWorkbook;
import io.rollcall.report.SummaryTable;
import io.rollcall.report.TrendPoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The report of a run: its content from what is stored, the workbook, and the mail for the outbox.
 */
@Component
class BackendSyncReport {
  private static final String TITLE = "Sync Data from backend";
  private static final int TREND = 30;
  private static final List<String> KINDS =
      List.of("mailboxes", "lists", "contacts", "addresses", "settings", "members", "permissions");

  private final SyncParts parts;
  private final Outbox outbox;
  private final Clock clock;
  private final Path folder;

  BackendSyncReport(
      SyncParts parts, Outbox outbox, Clock clock, @Value("${rollcall.reports}") Path folder) {
    this.parts = parts;
    this.outbox = outbox;
    this.clock = clock;
    this.folder = folder;
  }

  Tasklet tasklet(
      RunContext context,
      BackendSyncDefinition definition,
      Function<JobExecution, ExitCode> outcomeOf) {
    return (contribution, chunk) -> {
      JobExecution execution = chunk.getStepContext().getStepExecution().getJobExecution();
      Run run = context.run();
      context.progress().at("writing the report", 0, 0);
      // An object that was asked for lives in one organization: it is missing only when all of them
      // miss it.
      parts.problems().keepIfOfAll(run.id(), "only", context.organizations().size());
      noteStrays(run, definition, context.organizations());
      ExitCode outcome = outcomeOf.apply(execution);
      ReportContent content = content(run, outcome, clock.instant(), context.organizations());
      Path workbook = write(run, content);
      execution.getExecutionContext().putString(JobFamily.SUMMARY, content.head().summaryLine());
      if (workbook != null) {
        execution.getExecutionContext().putString(JobFamily.REPORT_FILE, workbook.toString());
      }
      long changes = total(parts.plans().ofRun(run.id())).total();
      long problems = content.head().errors() + content.head().warnings();
      if (!definition.report().recipients().isEmpty()
          && ReportMail.wanted(definition.report().when(), outcome, changes, problems)) {
        // One mail for each outcome of a run: a report that a crash made us write twice is not
        // mailed twice.
        outbox.enqueue(content, workbook, definition.report().recipients(), outcome.name());
      }
      return RepeatStatus.FINISHED;
    };
  }

  /** A run of all organizations says which exports of its folder were none of theirs. */
  private void noteStrays(
      Run run, BackendSyncDefinition definition, List<Organization> organizations) {
    boolean whole =
        (run.kind() == Run.Kind.FULL || run.kind() == Run.Kind.TEST) && run.only().isEmpty();
    if (!whole || !definition.organizations().all()) {
      return;
    }
    Set<String> keys = organizations.stream().map(Organization::key).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    for (Exports.Stray stray : Exports.strays(BackendSyncFamily.exportPath(definition), keys)) {
      problems.add(
          new Problem(
              Problem.Kind.SKIPPED,
              null,
              String.valueOf(stray.file().getFileName()),
              stray.why(),
              stray.advice()));
    }
    parts.problems().clear(run.id(), "strays");
    parts.problems().add(run.id(), "strays", problems);
  }

  /** A report that cannot be written is a problem of the run; what was synced stays synced. */
  private @Nullable Path write(Run run, ReportContent content) {
    Path file = folder.resolve("%s-run-%d.xlsx".formatted(run.job(), run.id()));
    try {
      ReportWorkbook.write(content, file);
      return file;
    } catch (RollcallException e) {
      parts
          .problems()
          .add(
              run.id(),
              "report",
              List.of(
                  new Problem(
                      Problem.Kind.SKIPPED,
                      null,
                      "report",
                      Objects.toString(e.getMessage()),
                      Objects.toString(e.nextStep(), ""))));
      return null;
    }
  }

  /** What a run's report says, from its stored plans and problems. */
  ReportContent content(
      Run run, ExitCode outcome, @Nullable Instant endedAt, List<Organization> organizations) {
    List<Plan> plans = parts.plans().ofRun(run.id());
    long problems = parts.problems().count(run.id());
    long failed = plans.stream().filter(plan -> plan.failure() != null).count();
    long refused = plans.stream().filter(plan -> plan.state() == Plan.State.REFUSED).count();
    Head head =
        new Head(
            run.id(),
            run.job(),
            TITLE,
            outcome,
            run.kind() == Run.Kind.TEST,
            run.requestedBy(),
            run.startedAt(),
            endedAt,
            failed + refused,
            problems,
            summary(run, plans, problems));
    List<SummaryTable> tables = new ArrayList<>();
    tables.add(organizationTable(plans));
    List<Plan> kept = plans.stream().filter(plan -> Fate.of(run, plan).counts()).toList();
    tables.add(countTable("Changes", total(kept)));
    if (kept.size() < plans.size()) {
      tables.add(
          countTable(
              "Changes found and not, or not all, written",
              total(plans.stream().filter(plan -> !kept.contains(plan)).toList())));
    }
    tables.add(headroomTable(plans));
    return new ReportContent(head, tables, trend(run), new ReportSheets(parts, run, plans).all());
  }

  private String summary(Run run, List<Plan> plans, long problems) {
    Tally tally = total(plans);
    long read = plans.stream().mapToLong(Plan::recordsRead).sum();
    boolean applied = run.kind() != Run.Kind.TEST;
    long retried = parts.retried().of(run.id());
    String again = retried == 0 ? "" : ", " + Plural.of(retried, "part") + " retried";
    String not =
        applied
            ? of(run, plans, "not written", Fate.REFUSED, Fate.NOT_APPLIED)
                + of(run, plans, "not all written", Fate.PARTLY_APPLIED)
            : of(run, plans, "refused", Fate.REFUSED);
    return String.format(
            Locale.ROOT,
            "%s read: %s %s (%,d added, %,d updated, %,d gone%s), %,d unchanged, %s",
            Plural.of(read, "record"),
            Plural.of(tally.total(), "change"),
            applied ? "found" : "would be made",
            tally.changes(Operation.ADD),
            tally.changes(Operation.UPDATE),
            tally.changes(Operation.REMOVE),
            not,
            tally.noted("unchanged"),
            Plural.of(problems, "problem"))
        + again;
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

  private static SummaryTable organizationTable(List<Plan> plans) {
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
        List.of("Organization", "State", "Read", "Add", "Update", "Gone", "Plan", "Digest"),
        rows);
  }

  private static SummaryTable countTable(String title, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    for (String kind : KINDS) {
      rows.add(
          List.of(
              kind,
              tally.changes(kind, Operation.ADD),
              tally.changes(kind, Operation.UPDATE),
              tally.changes(kind, Operation.REMOVE)));
    }
    return new SummaryTable(title, List.of("Kind", "Add", "Update", "Gone"), rows);
  }

  private static SummaryTable headroomTable(List<Plan> plans) {
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
                            room.exceeded() ? "REFUSED" : "passed")));
      }
    }
    return new SummaryTable(
        "Headroom (an added or missing object counts once, with all that belongs to it)",
        List.of("Organization", "Limit", "Gate"),
        rows);
  }

  private List<TrendPoint> trend(Run run) {
    return parts.plans().history(run.job(), run.id(), TREND).stream()
        .map(
            past ->
                new TrendPoint(
                    past.runId(),
                    past.at(),
                    past.tally().changes(Operation.ADD),
                    past.tally().changes(Operation.UPDATE),
                    past.tally().changes(Operation.REMOVE),
                    parts.problems().count(past.runId())))
        .toList();
  }
}

package io.rollcall.contacts;

import static io.rollcall.syncreport.Sheets.number;
import static io.rollcall.syncreport.Sheets.text;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Problems;
import io.rollcall.report.Head;
import io.rollcall.report.ReportContent;
import io.rollcall.report.Sheet;
import io.rollcall.report.SummaryTable;
import io.rollcall.syncreport.RunReports;
import io.rollcall.syncreport.Sheets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * The report of a backup: figures of mailboxes, and problems by address and id; no contact's name.
 */
@Component
class BackupReport {
  private static final String TITLE = "Contacts Backup";

  private final ContactStore store;
  private final BackupFigures figures;
  private final Problems problems;
  private final RunReports reports;
  private final Clock clock;

  BackupReport(
      ContactStore store,
      BackupFigures figures,
      Problems problems,
      RunReports reports,
      Clock clock) {
    this.store = store;
    this.figures = figures;
    this.problems = problems;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * The step that builds the report of a run and hands it to the outbox.
   *
   * @param previewed what a test run found, which is kept nowhere else
   */
  Tasklet tasklet(
      RunContext context,
      ReportSettings settings,
      Supplier<List<MailboxFigures>> previewed,
      Function<JobExecution, ExitCode> outcomeOf) {
    return (contribution, chunk) -> {
      JobExecution execution = chunk.getStepContext().getStepExecution().getJobExecution();
      problems.keepIfOfAll(context.run().id(), "only", context.organizations().size());
      ExitCode outcome = outcomeOf.apply(execution);
      List<MailboxFigures> mailboxes = mailboxes(context.run(), previewed.get());
      long changes =
          mailboxes.stream().mapToLong(one -> one.added() + one.changed() + one.removed()).sum();
      reports.write(
          context,
          settings,
          content(context.run(), outcome, clock.instant(), mailboxes),
          changes,
          execution);
      return RepeatStatus.FINISHED;
    };
  }

  /** What a run's report says, from what is stored of it. */
  ReportContent content(Run run, ExitCode outcome, @Nullable Instant endedAt) {
    return content(run, outcome, endedAt, mailboxes(run, List.of()));
  }

  private ReportContent content(
      Run run, ExitCode outcome, @Nullable Instant endedAt, List<MailboxFigures> mailboxes) {
    long noted = problems.count(run.id());
    Head head = reports.head(run, TITLE, outcome, endedAt, summary(run, mailboxes, noted));
    return new ReportContent(
        head,
        List.of(organizations(mailboxes), size(mailboxes)),
        figures.trend(run, problems),
        List.of(sheet(mailboxes), Sheets.problems(problems, run.id())));
  }

  /** Those that were saved, and those that were not, by address. */
  private List<MailboxFigures> mailboxes(Run run, List<MailboxFigures> previewed) {
    List<MailboxFigures> all = new ArrayList<>(previewed);
    Map<Long, Snapshot> saved = new HashMap<>();
    store.snapshotsOfRun(run.id()).forEach(one -> saved.put(one.mailbox(), one));
    if (!saved.isEmpty()) {
      store.mailboxes(
          null,
          mailbox -> {
            Snapshot snapshot = saved.get(mailbox.id());
            if (snapshot != null) {
              all.add(MailboxFigures.saved(mailbox, snapshot));
            }
          },
          (number, damage) -> {}); // its own backup and `verify` tell of it
    }
    problems.forEach(
        run.id(),
        MailboxWorker.PROBLEMS,
        problem ->
            all.add(
                MailboxFigures.notSaved(
                    String.valueOf(problem.organization()), problem.item(), problem.message())));
    all.sort(
        Comparator.comparing(MailboxFigures::organization).thenComparing(MailboxFigures::address));
    return all;
  }

  private static String summary(Run run, List<MailboxFigures> mailboxes, long noted) {
    long notSaved = mailboxes.stream().filter(one -> !one.good()).count();
    MailboxFigures sum = MailboxFigures.sum("", mailboxes);
    String mailboxesOf = Plural.of(mailboxes.size() - notSaved, "mailbox", "mailboxes");
    String not = notSaved == 0 ? "" : String.format(Locale.ROOT, ", %,d not saved", notSaved);
    if (run.kind() == Run.Kind.TEST) {
      return String.format(
          Locale.ROOT,
          "%s would be read: %s, %s to read, %,d removed%s, %s",
          mailboxesOf,
          Plural.of(sum.folders(), "folder"),
          Plural.of(sum.contacts(), "contact"),
          sum.removed(),
          not,
          Plural.of(noted, "problem"));
    }
    return String.format(
        Locale.ROOT,
        "%s saved%s: %s (%,d added, %,d changed, %,d removed), the store grew by %s, %s",
        mailboxesOf,
        not,
        Plural.of(sum.contacts(), "contact"),
        sum.added(),
        sum.changed(),
        sum.removed(),
        Bytes.words(sum.bytes()),
        Plural.of(noted, "problem"));
  }

  private static Map<String, List<MailboxFigures>> byOrganization(List<MailboxFigures> all) {
    Map<String, List<MailboxFigures>> byKey = new TreeMap<>();
    all.forEach(
        one -> byKey.computeIfAbsent(one.organization(), key -> new ArrayList<>()).add(one));
    return byKey;
  }

  private static SummaryTable organizations(List<MailboxFigures> mailboxes) {
    List<List<Object>> rows = new ArrayList<>();
    byOrganization(mailboxes)
        .forEach(
            (key, all) -> {
              MailboxFigures sum = MailboxFigures.sum(key, all);
              rows.add(
                  List.of(
                      key,
                      all.stream().filter(MailboxFigures::good).count(),
                      all.stream().filter(one -> !one.good()).count(),
                      sum.folders(),
                      sum.contacts(),
                      sum.added(),
                      sum.changed(),
                      sum.removed()));
            });
    return new SummaryTable(
        "Organizations",
        List.of(
            "Organization",
            "Mailboxes saved",
            "Not saved",
            "Folders",
            "Contacts",
            "Added",
            "Changed",
            "Removed"),
        rows);
  }

  private SummaryTable size(List<MailboxFigures> mailboxes) {
    List<List<Object>> rows = new ArrayList<>();
    byOrganization(mailboxes)
        .forEach(
            (key, all) ->
                rows.add(
                    List.of(
                        key,
                        Bytes.words(figures.size(key)),
                        Bytes.words(MailboxFigures.sum(key, all).bytes()))));
    return new SummaryTable(
        "Store: contents, compressed and encrypted",
        List.of("Organization", "Size", "Grew by"),
        rows);
  }

  private static Sheet sheet(List<MailboxFigures> mailboxes) {
    return new Sheet(
        "Mailboxes",
        List.of(
            text("Organization", 16),
            text("Mailbox", 40),
            number("Folders"),
            number("Contacts"),
            number("Added"),
            number("Changed"),
            number("Removed"),
            number("Bytes added to the store"),
            text("State", 60)),
        rows ->
            mailboxes.forEach(
                one ->
                    rows.accept(
                        List.of(
                            one.organization(),
                            one.address(),
                            one.folders(),
                            one.contacts(),
                            one.added(),
                            one.changed(),
                            one.removed(),
                            one.bytes(),
                            one.state()))));
  }
}

package io.rollcall.contacts;

import static io.rollcall.syncreport.Sheets.number;
import static io.rollcall.syncreport.Sheets.text;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Problems;
import io.rollcall.report.Column;
import io.rollcall.report.Head;
import io.rollcall.report.ReportContent;
import io.rollcall.report.Sheet;
import io.rollcall.report.SummaryTable;
import io.rollcall.syncreport.RunReports;
import io.rollcall.syncreport.Sheets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * The report of a run that verifies or prunes: figures of mailboxes, and what is wrong by number.
 */
@Component
class UpkeepReport {
  private final ContactStore store;
  private final UpkeepRows rows;
  private final Problems problems;
  private final RunReports reports;
  private final Clock clock;

  UpkeepReport(
      ContactStore store, UpkeepRows rows, Problems problems, RunReports reports, Clock clock) {
    this.store = store;
    this.rows = rows;
    this.problems = problems;
    this.reports = reports;
    this.clock = clock;
  }

  /** The step that builds the report of a run and hands it to the outbox. */
  Tasklet tasklet(
      RunContext context, ReportSettings settings, Function<JobExecution, ExitCode> outcomeOf) {
    return (contribution, chunk) -> {
      JobExecution execution = chunk.getStepContext().getStepExecution().getJobExecution();
      List<Tended> mailboxes = rows.of(context.run().id());
      reports.write(
          context,
          settings,
          content(
              context.run(),
              outcomeOf.apply(execution),
              clock.instant(),
              context.organizations(),
              mailboxes),
          mailboxes.stream().mapToLong(one -> one.dropped() + one.purged()).sum(),
          execution);
      return RepeatStatus.FINISHED;
    };
  }

  /** What a run's report says, from what is stored of it. */
  ReportContent content(
      Run run, ExitCode outcome, @Nullable Instant endedAt, List<Organization> organizations) {
    return content(run, outcome, endedAt, organizations, rows.of(run.id()));
  }

  private ReportContent content(
      Run run,
      ExitCode outcome,
      @Nullable Instant endedAt,
      List<Organization> organizations,
      List<Tended> mailboxes) {
    boolean verified = run.kind() == Run.Kind.VERIFY;
    Head head =
        reports.head(
            run,
            verified ? "Contacts Backup: verify" : "Contacts Backup: prune",
            outcome,
            endedAt,
            summary(verified, mailboxes, left(run)));
    return new ReportContent(
        head,
        List.of(table(verified, mailboxes)),
        List.of(),
        List.of(
            sheet(verified, mailboxes, addresses(organizations)),
            Sheets.problems(problems, run.id())));
  }

  /** Mailboxes that could not be looked at, which the next run will. */
  private long left(Run run) {
    AtomicLong left = new AtomicLong();
    problems.forEach(run.id(), MailboxWorker.PROBLEMS, problem -> left.incrementAndGet());
    return left.get();
  }

  private Map<Long, String> addresses(List<Organization> organizations) {
    Map<Long, String> addresses = new TreeMap<>();
    for (Organization organization : organizations) {
      store.mailboxes(
          organization.key(),
          (Mailbox mailbox) -> addresses.put(mailbox.id(), mailbox.address()),
          (number, damage) -> {});
    }
    return addresses;
  }

  private static String summary(boolean verified, List<Tended> mailboxes, long left) {
    Tended sum = mailboxes.stream().reduce(Tended.none(""), Tended::plus);
    String of = Plural.of(mailboxes.size(), "mailbox", "mailboxes");
    String not = left == 0 ? "" : ", %,d left for the next time".formatted(left);
    return verified
        ? "%s verified%s: %s of contacts and %s opened, %s counted, %s damaged"
            .formatted(
                of,
                not,
                Plural.of(sum.versions(), "version"),
                Plural.of(sum.photos(), "photo"),
                Plural.of(sum.snapshots(), "snapshot"),
                sum.damaged() == 0 ? "nothing" : Plural.of(sum.damaged(), "thing"))
        : "%s pruned%s: %s of %,d dropped, %,d kept for last copies or restores, %s removed from the tables"
            .formatted(
                of,
                not,
                Plural.of(sum.dropped(), "snapshot"),
                sum.snapshots(),
                sum.spared(),
                Plural.of(sum.purged(), "deletion"));
  }

  private static SummaryTable table(boolean verified, List<Tended> mailboxes) {
    Map<String, Tended> sums = new TreeMap<>();
    Map<String, Long> numbers = new TreeMap<>();
    for (Tended one : mailboxes) {
      sums.merge(one.organization(), one, Tended::plus);
      numbers.merge(one.organization(), 1L, Long::sum);
    }
    List<List<Object>> lines = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          List<Object> line = new ArrayList<>(List.of(key, numbers.getOrDefault(key, 0L)));
          line.addAll(figures(verified, sum));
          lines.add(line);
        });
    List<String> header = new ArrayList<>(List.of("Organization", "Mailboxes"));
    header.addAll(titles(verified));
    return new SummaryTable("Organizations", header, lines);
  }

  private static List<String> titles(boolean verified) {
    return verified
        ? List.of("Snapshots counted", "Versions opened", "Photos opened", "Damaged")
        : List.of("Snapshots before", "Dropped", "Kept for last copies", "Deletions removed");
  }

  private static List<Object> figures(boolean verified, Tended one) {
    return verified
        ? List.of(one.snapshots(), one.versions(), one.photos(), one.damaged())
        : List.of(one.snapshots(), one.dropped(), one.spared(), one.purged());
  }

  private static Sheet sheet(
      boolean verified, List<Tended> mailboxes, Map<Long, String> addresses) {
    List<Column> columns =
        new ArrayList<>(List.of(text("Organization", 16), text("Mailbox", 40), number("Number")));
    titles(verified).forEach(title -> columns.add(number(title)));
    return new Sheet(
        "Mailboxes",
        columns,
        sheetRows -> {
          for (Tended one : mailboxes) {
            List<Object> cells =
                new ArrayList<>(
                    List.of(
                        one.organization(),
                        addresses.getOrDefault(one.mailbox(), "no longer in the store"),
                        one.mailbox()));
            cells.addAll(figures(verified, one));
            sheetRows.accept(cells);
          }
        });
  }
}

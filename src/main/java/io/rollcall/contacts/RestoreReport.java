package io.rollcall.contacts;

import static io.rollcall.syncreport.Sheets.number;
import static io.rollcall.syncreport.Sheets.text;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.State;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** The report of a restore or an undo: what became of each contact, by its number. */
@Component
class RestoreReport {
  private final ContactStore store;
  private final Restores restores;
  private final Problems problems;
  private final RunReports reports;
  private final Clock clock;

  RestoreReport(
      ContactStore store, Restores restores, Problems problems, RunReports reports, Clock clock) {
    this.store = store;
    this.restores = restores;
    this.problems = problems;
    this.reports = reports;
    this.clock = clock;
  }

  /** The step that builds the report of a run and hands it to the outbox. */
  Tasklet tasklet(
      RunContext context, ReportSettings settings, Function<JobExecution, ExitCode> outcomeOf) {
    return (contribution, chunk) -> {
      JobExecution execution = chunk.getStepContext().getStepExecution().getJobExecution();
      Run run = context.run();
      Counts counts = counts(restores.items(run.id()));
      reports.write(
          context,
          settings,
          content(run, outcomeOf.apply(execution), clock.instant()),
          counts.written(),
          execution);
      return RepeatStatus.FINISHED;
    };
  }

  /** Whether a run has such a report. */
  boolean isOf(Run run) {
    return restores.find(run.id()).isPresent();
  }

  /** What a run's report says, from what is stored of it. */
  ReportContent content(Run run, ExitCode outcome, @Nullable Instant endedAt) {
    Restore restore = restores.find(run.id()).orElseThrow();
    List<RestoreItem> items = restores.items(run.id());
    long noted = problems.count(run.id());
    Head head =
        reports.head(
            run,
            restore.undoOf() == null ? "Contacts Restore" : "Contacts Restore undone",
            outcome,
            endedAt,
            summary(run, restore, items, noted));
    return new ReportContent(
        head,
        List.of(what(restore), counted(items)),
        List.of(),
        List.of(sheet(items), Sheets.problems(problems, run.id())));
  }

  /** How many contacts were to be treated how, and how many of them are done. */
  private record Counts(Map<Action, long[]> byAction) {
    static final int ALL = 0;
    static final int DONE = 1;

    long of(Action action, int which) {
      return byAction.getOrDefault(action, new long[2])[which];
    }

    long written() {
      return of(Action.CREATE, DONE) + of(Action.REPLACE, DONE) + of(Action.REMOVE, DONE);
    }
  }

  private static Counts counts(List<RestoreItem> items) {
    Map<Action, long[]> counts = new EnumMap<>(Action.class);
    for (RestoreItem item : items) {
      long[] two = counts.computeIfAbsent(item.action(), key -> new long[2]);
      two[Counts.ALL]++;
      two[Counts.DONE] += item.state() == State.DONE ? 1 : 0;
    }
    return new Counts(counts);
  }

  private String summary(Run run, Restore restore, List<RestoreItem> items, long noted) {
    boolean dry = run.kind() == Run.Kind.TEST;
    Counts counts = counts(items);
    int which = dry ? Counts.ALL : Counts.DONE;
    String is = dry ? "would be " : "";
    StringJoiner words = new StringJoiner(", ");
    long made = counts.of(Action.CREATE, which);
    if (made > 0 || restore.undoOf() == null) {
      words.add("%s %srestored".formatted(Plural.of(made, "contact"), is));
    }
    add(words, counts.of(Action.REPLACE, which), is + "replaced");
    add(words, counts.of(Action.REMOVE, which), is + "removed");
    add(words, counts.of(Action.SKIP, Counts.ALL), "left as they are");
    long open = items.stream().filter(item -> item.state() == State.OPEN).count();
    add(words, dry ? 0 : open, "not done");
    words.add(Plural.of(noted, "problem"));
    String undo = restore.undoOf() == null ? "" : "undo of run %d: ".formatted(restore.undoOf());
    return undo + words;
  }

  private static void add(StringJoiner words, long number, String what) {
    if (number > 0) {
      words.add("%,d %s".formatted(number, what));
    }
  }

  private SummaryTable what(Restore restore) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("From", address(restore.sourceMailbox()), "snapshot " + restore.sourceSeq()));
    rows.add(
        List.of(
            "Into",
            address(restore.targetMailbox()),
            restore.isToNewFolder()
                ? "folder " + restore.newFolder()
                : "the folders they were in"));
    if (restore.beforeSeq() != null) {
      rows.add(
          List.of(
              "Saved before", address(restore.targetMailbox()), "snapshot " + restore.beforeSeq()));
    }
    return new SummaryTable("Restore", List.of("", "Mailbox", "Where"), rows);
  }

  private String address(long mailbox) {
    Optional<Mailbox> found = store.find(String.valueOf(mailbox));
    return found.map(Mailbox::address).orElse("mailbox " + mailbox);
  }

  private static SummaryTable counted(List<RestoreItem> items) {
    List<List<Object>> rows = new ArrayList<>();
    for (Action action : Action.values()) {
      List<RestoreItem> of = items.stream().filter(item -> item.action() == action).toList();
      if (!of.isEmpty()) {
        rows.add(
            List.of(
                words(action),
                (long) of.size(),
                count(of, State.DONE),
                count(of, State.FAILED),
                count(of, State.OPEN)));
      }
    }
    return new SummaryTable(
        "Contacts", List.of("What", "Contacts", "Done", "Refused", "Not done"), rows);
  }

  private static long count(List<RestoreItem> items, State state) {
    Predicate<RestoreItem> is = item -> item.state() == state;
    return items.stream().filter(is).count();
  }

  private static String words(Action action) {
    return switch (action) {
      case CREATE -> "made";
      case REPLACE -> "made, and the one that was there deleted";
      case REMOVE -> "deleted";
      case SKIP -> "left as they are";
    };
  }

  private static Sheet sheet(List<RestoreItem> items) {
    return new Sheet(
        "Contacts",
        List.of(
            number("Number in the source"),
            number("Number in the mailbox"),
            text("What", 40),
            text("Why", 60),
            text("State", 12)),
        rows ->
            items.forEach(
                item ->
                    rows.accept(
                        Arrays.asList(
                            item.source(),
                            item.existing(),
                            words(item.action()),
                            item.reason() == null ? "" : item.reason().words(),
                            item.state().name().toLowerCase(Locale.ROOT)))));
  }
}

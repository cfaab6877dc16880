package io.rollcall.cli;

import io.rollcall.cli.Views.RunView;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.RunFilter;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Lists runs, the newest first; with --watch shows those that are running until they ended.",
      "Watching is for MySQL, where other processes run them. Ctrl-C ends the watching, never a"
          + " run."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED
    },
    example = "runs acme-backend --outcome failed,refused --since 7d")
final class RunsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "Only runs of this job.")
  @Nullable String job;

  @Option(
      names = "--outcome",
      split = ",",
      paramLabel = "O",
      description =
          "Only runs that ended so: done, done-with-problems, refused, failed, stopped, terminated,"
              + " already-running, or running. Several with commas.")
  List<OutcomeFilter> outcomes = List.of();

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Only runs that began since: 12h, 7d, 2026-02-03 or 2026-02-03T04:05.")
  @Nullable Since since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, from 1. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(
      names = "--watch",
      description =
          "Show running runs about once a second, with pace and time left. Without a terminal: a"
              + " line for each change; with --json: JSON Lines.")
  boolean watch;

  RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Session.requireLimit(limit, "runs");
    if (watch && (!outcomes.isEmpty() || since != null)) {
      throw Session.wrongUse(
          "--watch shows running runs; it cannot go with --outcome or --since",
          "scripts/rollcall runs --help");
    }
    session.useCommandName("rollcall runs");
    try (Program program = session.open()) {
      if (watch) {
        return new RunsWatch(session, program, job, json.json).untilAllEnded();
      }
      List<RunRecord> found = program.bean(Runs.class).list(filter(program));
      if (job != null && found.isEmpty()) {
        requireKnown(program, job);
      }
      if (json.json) {
        session.print(found.stream().map(RunView::of).toList());
      } else if (found.isEmpty()) {
        session.say(nothing());
      } else {
        table(found).lines().forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }

  /** A job whose file is gone is known by its runs. */
  private static void requireKnown(Program program, String job) {
    JobDefinitions definitions = program.bean(JobDefinitions.class);
    RunFilter any = new RunFilter(job, Set.of(), false, null, 1);
    if (!definitions.names().contains(job) && program.bean(Runs.class).list(any).isEmpty()) {
      definitions.get(job); // says that there is none, and which one may be meant
    }
  }

  private RunFilter filter(Program program) {
    Set<ExitCode> ended = EnumSet.noneOf(ExitCode.class);
    boolean running = false;
    for (OutcomeFilter one : outcomes) {
      ExitCode outcome = one.outcome();
      if (outcome == null) {
        running = true;
      } else {
        ended.add(outcome);
      }
    }
    return new RunFilter(job, ended, running, Since.of(since, program), limit);
  }

  private String nothing() {
    if (!outcomes.isEmpty() || since != null) {
      return "no such run";
    }
    return job == null ? "no run yet" : "no run of " + job + " yet";
  }

  /** Sync History: when, who, whether it was a test, and what it came to in one line. */
  private static Table table(List<RunRecord> runs) {
    Table table =
        new Table("run", "job", "kind", "outcome", "synced", "synced by", "test sync", "summary");
    for (RunRecord record : runs) {
      RunView run = RunView.of(record);
      table.row(
          String.valueOf(run.id()),
          run.job(),
          run.kind().toLowerCase(Locale.ROOT),
          RunText.outcome(run) + (run.restartable() ? " (restartable)" : ""),
          Times.local(run.startedAt()),
          run.requestedBy(),
          run.kind().equals("TEST") ? "yes" : "no",
          RunText.summary(run));
    }
    return table;
  }
}

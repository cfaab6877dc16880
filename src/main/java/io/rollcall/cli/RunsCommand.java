package io.rollcall.cli;

import io.rollcall.cli.Views.RunView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Runs;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Lists runs, the newest first.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "runs acme-backend --limit 5")
final class RunsCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "Only runs of this job.")
  @Nullable String job;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, from 1. Default: ${DEFAULT-VALUE}.")
  int limit;

  RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw Session.wrongUse("--limit is 1 to " + MOST, "scripts/rollcall runs --help");
    }
    session.useCommandName("rollcall runs");
    try (Program program = session.open()) {
      List<RunView> runs =
          program.bean(Runs.class).list(job, limit).stream().map(RunView::of).toList();
      if (json.json) {
        session.print(runs);
      } else if (runs.isEmpty()) {
        session.say(job == null ? "no run yet" : "no run of " + job + " yet");
      } else {
        table(runs).lines().forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }

  private static Table table(List<RunView> runs) {
    Table table = new Table("run", "job", "kind", "outcome", "started", "by", "summary");
    for (RunView run : runs) {
      table.row(
          String.valueOf(run.id()),
          run.job(),
          run.kind().toLowerCase(Locale.ROOT),
          RunText.outcome(run) + (run.restartable() ? " (restartable)" : ""),
          Times.local(run.startedAt()),
          run.requestedBy(),
          run.reason() == null ? run.summary() : run.reason());
    }
    return table;
  }
}

package io.rollcall.cli;

import io.rollcall.cli.Views.PurgeView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Deletes old history: runs and audit lines after rollcall.history.keep, lines of plans after"
          + " rollcall.history.keep-plans.",
      "Nothing of the panel is touched. What something still depends on stays, and is named. Can be"
          + " killed and typed again. Asks for confirmation first."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.STOPPED},
    example = "history purge --dry-run")
final class HistoryPurge implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  boolean dryRun;

  HistoryPurge(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!dryRun) {
      confirmation.requireSomebody();
    }
    session.useCommandName("rollcall history purge");
    try (Program program = session.open()) {
      Retention retention = program.bean(Retention.class);
      Retention.Purge purge = retention.preview();
      if (!dryRun && !purge.nothing()) {
        if (!confirmation.yes) {
          text(purge, "would go").forEach(session::note);
        }
        if (!confirmation.given(session, "Delete it?")) {
          return ExitCode.STOPPED.code();
        }
        purge = retention.purge(Session.user());
      }
      if (json.json) {
        session.print(PurgeView.of(purge, dryRun));
      } else {
        text(purge, dryRun ? "would go" : "deleted").forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }

  private static List<String> text(Retention.Purge purge, String what) {
    List<String> lines = new ArrayList<>();
    if (purge.nothing()) {
      lines.add("nothing is old enough to go");
    } else {
      lines.add(
          "%s: %s that ended before %s%s%s"
              .formatted(
                  what,
                  Plural.of(purge.runs().size(), "run"),
                  Times.local(purge.runsBefore()),
                  numbers(purge.runs()),
                  purge.runs().isEmpty()
                      ? ""
                      : ", with their steps, plans, problems, mails and workbooks"));
      lines.add(
          "%s: the lines of %s made before %s"
              .formatted(
                  what,
                  Plural.of(purge.plans().size(), "more plan"),
                  Times.local(purge.plansBefore())));
      lines.add(
          "%s: %s of plans, %s"
              .formatted(
                  what,
                  Plural.of(purge.lines(), "line"),
                  Plural.of(purge.auditLines(), "audit line")));
    }
    purge
        .kept()
        .forEach(
            (keeper, runs) ->
                lines.add(
                    "kept: %,d old runs, %s%s"
                        .formatted(runs.size(), words(keeper), numbers(runs))));
    return lines;
  }

  private static String numbers(List<Long> runs) {
    if (runs.isEmpty()) {
      return "";
    }
    return runs.size() == 1
        ? " (run %d)".formatted(runs.get(0))
        : " (runs %d to %d)".formatted(runs.get(0), runs.get(runs.size() - 1));
  }

  private static String words(Retention.Keeper keeper) {
    return switch (keeper) {
      case NEWEST_OF_ITS_JOB -> "the newest of their jobs";
      case RESTARTABLE -> "which can be restarted";
      case SOURCE_GATE_BASELINE -> "which the source gate compares with";
      case USABLE_PLAN -> "whose plans can still be applied";
      case APPLIED_BY_A_KEPT_RUN -> "whose plans a run applied that is kept";
      case UNSENT_MAIL -> "whose mails are not sent yet";
    };
  }

  static String key(Retention.Keeper keeper) {
    return keeper.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.rollcall.cli;

import io.rollcall.cli.Views.AuditView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Audit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Lists who did what: ran, previewed, restarted, stopped, recovered, abandoned, approved, purged,"
          + " sent a report again, changed organizations.",
      "The newest comes first."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "audit --since 30d --who joe")
final class AuditCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Only since then: 12h, 7d, 2026-02-03 or 2026-02-03T04:05.")
  @Nullable Since since;

  @Option(
      names = "--who",
      paramLabel = "WHO",
      description =
          "Only what this account did; `schedule` for scheduled runs, `recovery` for runs that a"
              + " command found dead.")
  @Nullable String who;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, from 1. Default: ${DEFAULT-VALUE}.")
  int limit;

  AuditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Session.requireLimit(limit, "audit");
    session.useCommandName("rollcall audit");
    try (Program program = session.open()) {
      List<AuditView> lines =
          program.bean(Audit.class).list(Since.of(since, program), who, limit).stream()
              .map(AuditView::of)
              .toList();
      if (json.json) {
        session.print(lines);
      } else if (lines.isEmpty()) {
        session.say("nothing was done");
      } else {
        Table table = new Table("when", "who", "did", "to", "why");
        for (AuditView line : lines) {
          table.row(
              Times.local(line.at()), line.who(), line.action(), line.target(), line.reason());
        }
        table.lines().forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }
}

package io.rollcall.cli;

import io.rollcall.cli.Views.MailView;
import io.rollcall.cli.Views.ReportView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.report.Outbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Writes the workbook of a run again, from what is stored of it.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.NOT_FOUND},
    example = "report 12 --send")
final class ReportCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "RUN", description = "The run's number.")
  long run;

  @Option(
      names = "--send",
      description = "Also send the run's mail again, and whatever else waits in the outbox.")
  boolean send;

  @Option(
      names = "--xlsx",
      paramLabel = "FILE",
      description = "Where to write it. Default: the run's own file in the reports' folder.")
  @Nullable Path xlsx;

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall report");
    try (Program program = session.open()) {
      RunRecord record = program.bean(Runs.class).get(run);
      Path target = xlsx != null ? xlsx.toAbsolutePath() : usualFile(program, record);
      write(program, record, target);
      String error = send ? send(program) : null;
      List<MailView> mails =
          program.bean(Outbox.class).forRun(run).stream().map(MailView::of).toList();
      if (json.json) {
        session.print(new ReportView(run, target.toString(), mails));
      } else {
        session.say("wrote " + target);
        if (send) {
          RunText.mails(mails.isEmpty() ? mails : mails.subList(mails.size() - 1, mails.size()))
              .forEach(session::say);
        }
      }
      return error == null ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  private @Nullable String send(Program program) {
    Outbox outbox = program.bean(Outbox.class);
    if (outbox.requeue(run).isEmpty()) {
      throw Session.wrongUse(
          "run " + run + " has no mail: its job names no recipients, or it was not worth one",
          "report.recipients and report.when in the job's file say who gets one, and when");
    }
    return outbox.sendDue().lastError();
  }

  static Path usualFile(Program program, RunRecord record) {
    String stored = record.reportFile();
    return stored != null
        ? Path.of(stored)
        : Path.of(
            Objects.requireNonNull(program.property("rollcall.reports")),
            "%s-run-%d.xlsx".formatted(record.run().job(), record.run().id()));
  }

  static void write(Program program, RunRecord record, Path target) {
    Organizations organizations = program.bean(Organizations.class);
    List<Organization> covered = record.organizations().stream().map(organizations::get).toList();
    program
        .family(record.family())
        .report(
            record.run(),
            Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED),
            record.endedAt(),
            covered,
            target.toAbsolutePath());
  }
}

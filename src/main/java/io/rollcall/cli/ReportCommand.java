package io.rollcall.cli;

import io.rollcall.cli.Views.MailView;
import io.rollcall.cli.Views.ReportView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Audit;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.plan.Plans;
import io.rollcall.report.Outbox;
import io.rollcall.report.QueuedMail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Writes the workbook of a run again, from what is stored of it; with --send mails it.",
      "A mail that was sent already goes out once more only when that is confirmed."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED
    },
    example = "report 12 --send")
final class ReportCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

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
      if (send && !maySend(program)) {
        return ExitCode.STOPPED.code();
      }
      Path target = xlsx != null ? xlsx.toAbsolutePath() : usualFile(program, record);
      boolean purged =
          program.bean(Plans.class).ofRun(run).stream().anyMatch(plan -> plan.purgedAt() != null);
      if (purged) {
        requireOldOne(usualFile(program, record));
      } else {
        write(program, record, target);
      }
      String error = send ? send(program) : null;
      List<MailView> mails =
          program.bean(Outbox.class).forRun(run).stream().map(MailView::of).toList();
      if (json.json) {
        session.print(new ReportView(run, target.toString(), mails));
      } else {
        session.say((purged ? "kept " : "wrote ") + target);
        if (send) {
          RunText.mails(
                  run, mails.isEmpty() ? mails : mails.subList(mails.size() - 1, mails.size()))
              .forEach(session::say);
        }
      }
      if (error != null) {
        throw notSent(error, mails);
      }
      return ExitCode.DONE.code();
    }
  }

  /** Sent is sent: nobody gets a report twice because of a command typed twice. */
  private boolean maySend(Program program) {
    List<QueuedMail> mails = program.bean(Outbox.class).forRun(run);
    QueuedMail newest = mails.isEmpty() ? null : mails.get(mails.size() - 1);
    if (newest == null || newest.state() != QueuedMail.State.SENT || confirmation.yes) {
      return true;
    }
    String when = Times.local(newest.sentAt());
    if (!Terminal.is(0)) {
      throw Session.wrongUse(
          "the mail of run %d was sent at %s".formatted(run, when),
          "to send it again: scripts/rollcall report %d --send --yes".formatted(run));
    }
    session.note(
        "the mail of run %d was sent at %s to %s"
            .formatted(run, when, String.join(", ", newest.recipients())));
    return confirmation.given(session, "Send it again?");
  }

  /** A workbook that is written without the plans' lines would say that nothing changed. */
  private void requireOldOne(Path usual) {
    boolean there = Files.exists(usual);
    if (xlsx != null || !there) {
      throw Session.wrongUse(
          "the changes of run %d were deleted for their age: its workbook cannot be written again"
              .formatted(run),
          there
              ? "the one of then is " + usual
              : "rollcall.history.keep-plans says how long they are kept");
    }
  }

  private @Nullable String send(Program program) {
    Outbox outbox = program.bean(Outbox.class);
    if (outbox.requeue(run).isEmpty()) {
      throw Session.wrongUse(
          "run " + run + " has no mail: its job names no recipients, or it was not worth one",
          "report.recipients and report.when in the job's file say who gets one, and when");
    }
    program.bean(Audit.class).record(Session.user(), "report-send", "run " + run, null);
    return outbox.sendDue().lastError();
  }

  /** A mail of another run may be what could not be sent. */
  private RollcallException notSent(String error, List<MailView> mails) {
    boolean ours = mails.stream().anyMatch(mail -> error.equals(mail.lastError()));
    return new RollcallException(
        ExitCode.FAILED,
        (ours ? "the mail of run " + run : "a mail that waited") + " was not sent: " + error,
        "it stays in the outbox, and serve tries it again; when the mail server is mended, at once:"
            + " scripts/rollcall report %d --send".formatted(run));
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

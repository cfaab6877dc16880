package io.rollcall.cli;

import io.rollcall.cli.Views.FiringView;
import io.rollcall.cli.Views.ServeView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Stopping;
import io.rollcall.serve.Serve;
import io.rollcall.serve.Serve.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = {
      "Stays, and starts the jobs whose schedules are enabled: at their times, each once, however"
          + " many serve processes use the database.",
      "Also sends waiting mails, finds runs whose process died, deletes old runs, and shows /health"
          + " and /metrics.",
      "Job files that change, appear or go are taken up within seconds. Ctrl-C and SIGTERM end it"
          + " after the current chunk of its runs and the mail that it is sending."
    })
@Ends(
    with = {ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.STOPPED, ExitCode.TERMINATED},
    example = "serve")
final class ServeCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    session.useCommandName("rollcall serve");
    try (Program program = session.open()) {
      Serve serve = program.bean(Serve.class);
      Started started = serve.start(this::ended);
      session.signals().watch(program.bean(Stopping.class), serve::stop);
      ServeView view =
          new ServeView(
              program.home().folder().toString(),
              started.url() + "/health",
              started.url() + "/metrics",
              started.next().stream()
                  .map(next -> new FiringView(next.job(), next.kind().name(), next.at()))
                  .toList());
      if (json.json) {
        session.print(view);
      } else {
        lines(view).forEach(session::say);
      }
      session.out().flush();
      serve.await();
      // Only a signal ends it, and that decides the code.
      return ExitCode.STOPPED.code();
    }
  }

  private List<String> lines(ServeView view) {
    DatabaseAddress database = session.database();
    boolean embedded = database != null && database.embedded();
    Table table = new Table("job", "kind", "next run");
    view.next()
        .forEach(
            next ->
                table.row(
                    next.job(), next.kind().toLowerCase(Locale.ROOT), Times.local(next.at())));
    List<String> lines = new ArrayList<>();
    lines.add("serving " + view.home());
    if (embedded) {
      lines.add("on the embedded database: other commands have to wait until this ends");
    }
    lines.add("health  " + view.health());
    lines.add("metrics " + view.metrics());
    lines.add("");
    if (view.next().isEmpty()) {
      lines.add("no job has an enabled schedule yet: schedule.enabled in jobs/*.yaml");
    } else {
      lines.addAll(table.lines());
    }
    return lines;
  }

  /** On stderr: stdout has the beginning alone. */
  private void ended(RunRecord record) {
    if (!session.json()) {
      session.note(
          "%s run %d of %s: %s"
              .formatted(
                  Times.local(record.endedAt()),
                  record.run().id(),
                  record.run().job(),
                  RunText.outcome(Views.RunView.of(record))));
    }
  }
}

package io.rollcall.cli;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Shows what a run would change, and changes nothing: a test run up to the gates.",
      "Its plan is stored; `run JOB --plan ID` applies it."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.REFUSED,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED,
      ExitCode.TERMINATED
    },
    example = "preview acme-backend --xlsx changes.xlsx")
final class PreviewCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "JOB", description = "The job's name: its file's name in jobs/.")
  String job = "";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "A,B",
      description = "Only these objects: mail addresses or GUIDs.")
  List<String> only = List.of();

  @Option(names = "--xlsx", paramLabel = "FILE", description = "Also write the workbook there.")
  @Nullable Path xlsx;

  PreviewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall preview " + job);
    try (Program program = session.open()) {
      RunRequest request = new RunRequest(job, Run.Kind.TEST, only, null, false, Session.user());
      RunRecord record =
          RunStarting.watched(
              session,
              program,
              progress ->
                  program
                      .bean(RunLauncher.class)
                      .start(
                          request, progress, id -> session.note("test run " + id + " of " + job)));
      if (xlsx != null) {
        ReportCommand.write(program, record, xlsx);
      }
      return RunStarting.result(session, program, record, json.json);
    }
  }
}

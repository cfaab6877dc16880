package io.rollcall.cli;

import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Shows what a run would change, and changes nothing: a test run up to the gates.",
      "Its plan is stored; `run JOB --plan ID` applies it."
    })
@Ends(asARun = true, example = "preview acme-backend --xlsx changes.xlsx")
final class PreviewCommand implements Callable<Integer> {
  private final Session session;
  @Mixin RunArguments what = new RunArguments();
  @Mixin JsonOption json = new JsonOption();

  @Option(names = "--xlsx", paramLabel = "FILE", description = "Also write the workbook there.")
  @Nullable Path xlsx;

  PreviewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall preview " + what.job);
    try (Program program = session.open()) {
      RunRequest request =
          new RunRequest(what.job, Run.Kind.TEST, what.only, null, false, Session.user());
      RunRecord record = RunStarting.start(session, program, request);
      if (xlsx != null) {
        ReportCommand.write(program, record, xlsx);
      }
      return RunStarting.result(session, program, record, json.json);
    }
  }
}

package io.rollcall.cli;

import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = "Continues a run that failed or was stopped, after its last committed chunk.")
@Ends(asARun = true, example = "restart 12")
final class RestartCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "RUN", description = "The run's number.")
  long run;

  RestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall restart " + run);
    try (Program program = session.open()) {
      RunRecord record =
          RunStarting.watched(
              session,
              program,
              progress -> program.bean(RunLauncher.class).restart(run, Session.user(), progress));
      return RunStarting.result(session, program, record, json.json);
    }
  }
}

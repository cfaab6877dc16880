package io.rollcall.cli;

import io.rollcall.cli.Views.RunNumber;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.operations.Stopping;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Asks a running run to stop after its current chunk, in whichever process it runs.",
      "Needs MySQL: the embedded database admits one process, where Ctrl-C does the same."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "stop 12 --wait")
final class StopCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "RUN", description = "The run's number.")
  long run;

  @Option(names = "--wait", description = "Wait until it has stopped.")
  boolean wait;

  StopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    session.useCommandName("rollcall stop");
    try (Program program = session.open()) {
      program.bean(Stopping.class).request(run, Session.user());
      Runs runs = program.bean(Runs.class);
      RunRecord record = runs.get(run);
      while (wait && record.running()) {
        TimeUnit.MILLISECONDS.sleep(500);
        // A process that dies instead of stopping must not be waited for.
        program.bean(Recovery.class).recoverDead();
        record = runs.get(run);
      }
      String state = RunText.outcome(Views.RunView.of(record));
      if (json.json) {
        session.print(new RunNumber(run, state));
      } else {
        session.say("run %d: %s".formatted(run, state));
      }
      return ExitCode.DONE.code();
    }
  }
}

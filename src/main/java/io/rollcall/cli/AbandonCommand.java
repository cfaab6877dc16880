package io.rollcall.cli;

import io.rollcall.cli.Views.RunNumber;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Gives a failed or stopped run up: it can no longer be restarted. What it wrote stays.",
      "Asks for confirmation first."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED
    },
    example = "abandon 12 --yes")
final class AbandonCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @Parameters(paramLabel = "RUN", description = "The run's number.")
  long run;

  AbandonCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    confirmation.requireSomebody();
    session.useCommandName("rollcall abandon");
    try (Program program = session.open()) {
      String job = program.bean(Runs.class).get(run).run().job();
      if (!confirmation.yes) {
        session.note("run %d of %s can then no longer be restarted".formatted(run, job));
      }
      if (!confirmation.given(session, "Give it up?")) {
        return ExitCode.STOPPED.code();
      }
      program.bean(Recovery.class).abandon(run, Session.user());
      if (json.json) {
        session.print(new RunNumber(run, "abandoned"));
      } else {
        session.say("run %d: abandoned".formatted(run));
      }
      return ExitCode.DONE.code();
    }
  }
}

package io.rollcall.cli;

import io.rollcall.cli.Views.Recovered;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.Schema;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = {
      "Marks runs whose process died as failed, and frees what they held.",
      "Every other command does the same when it starts."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "recover")
final class RecoverCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  RecoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall recover");
    try (Program program = session.openWithoutSchema()) {
      program.bean(Schema.class).require();
      List<Long> runs = program.bean(Recovery.class).recoverDead(Session.user());
      if (json.json) {
        session.print(new Recovered(runs));
      } else if (runs.isEmpty()) {
        session.say("no run's process died");
      } else {
        runs.forEach(
            run ->
                session.say(
                    "run %d failed: its process died; scripts/rollcall restart %d continues it"
                        .formatted(run, run)));
      }
      return ExitCode.DONE.code();
    }
  }
}

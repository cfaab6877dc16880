package io.rollcall.cli;

import io.rollcall.cli.Views.RunDetails;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description =
        "Shows one run: its steps with times and rates, plans, counts, headroom, problems, mails, and"
            + " what to type next.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "show 12")
final class ShowCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "RUN", description = "The run's number.")
  long run;

  ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall show");
    try (Program program = session.open()) {
      RunDetails details = RunDetailsQuery.of(program, program.bean(Runs.class).get(run));
      if (json.json) {
        session.print(details.repeatable(session::commands));
      } else {
        RunText.of(details).forEach(session::say);
      }
      return ExitCode.DONE.code();
    }
  }
}

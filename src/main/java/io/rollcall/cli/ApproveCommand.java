package io.rollcall.cli;

import io.rollcall.cli.Views.PlanView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Approvals;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Lets a plan that a gate refused through, once; `run JOB --plan ID` then applies it. Audited.",
      "Shows the plan and asks for confirmation first."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED
    },
    example = "approve 7 --reason 'department closed, ticket 4711'")
final class ApproveCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Session session;
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @Parameters(
      paramLabel = "PLAN",
      description = "The plan's number, as `show` and `preview` print.")
  long plan;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "R",
      description = "Why it is right; kept in the audit log.")
  String reason = "";

  @Option(
      names = "--expires",
      paramLabel = "24h",
      defaultValue = "24h",
      description = "How long the approval holds, at most 30d. Default: ${DEFAULT-VALUE}.")
  Duration expires = Duration.ZERO;

  ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (expires.compareTo(LONGEST) > 0) {
      throw Session.wrongUse("--expires is at most 30d", "scripts/rollcall approve --help");
    }
    confirmation.requireSomebody();
    session.useCommandName("rollcall approve");
    try (Program program = session.open()) {
      Plan refused = program.bean(Plans.class).get(plan);
      if (!confirmation.yes && refused.state() == Plan.State.REFUSED) {
        RunText.plan(PlanView.of(refused)).forEach(session::note);
        if (!confirmation.given(session, "Let it through?")) {
          return ExitCode.STOPPED.code();
        }
      }
      Plan approved = program.bean(Approvals.class).approve(plan, Session.user(), reason, expires);
      if (json.json) {
        session.print(PlanView.of(approved));
      } else {
        session.say(
            "plan %d may be applied once, until %s"
                .formatted(plan, Times.local(approved.approvedUntil())));
        session.say("next: " + RunDetailsQuery.apply(approved.job(), approved));
      }
      return ExitCode.DONE.code();
    }
  }
}

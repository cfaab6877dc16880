package io.rollcall.cli;

import io.rollcall.backendsync.BackendSyncDefinition;
import io.rollcall.cli.Views.PlanView;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Runs;
import io.rollcall.plan.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Runs a job now: reads its source, makes a plan, checks the gates, writes what passed,"
          + " reports.",
      "Of a job that backs up contacts: takes snapshots, or with --verify or --prune looks after"
          + " them as the job's schedules of that name do.",
      "Asks for confirmation first."
    })
@Ends(asARun = true, example = "run acme-backend --yes")
final class RunCommand implements Callable<Integer> {
  private final Session session;
  @Mixin RunArguments what = new RunArguments();
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @Option(
      names = "--plan",
      paramLabel = "ID",
      description = "Apply this stored plan; the source is not read.")
  @Nullable Long plan;

  @Option(
      names = "--accept-source-drop",
      description = "Let a source pass that is empty or shrank below source-minimum; audited.")
  boolean acceptSourceDrop;

  @Option(
      names = "--verify",
      description =
          "Of a contacts job: prove that all backups of its organizations are what was stored.")
  boolean verify;

  @Option(
      names = "--prune",
      description =
          "Of a contacts job: drop the snapshots that its retention does not keep, last copies"
              + " apart, and remove what is due from the tables.")
  boolean prune;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (plan != null && (!what.only.isEmpty() || acceptSourceDrop)) {
      throw Session.wrongUse(
          "--plan applies a plan as it is; it cannot go with --only or --accept-source-drop",
          "scripts/rollcall run --help");
    }
    Run.Kind kind = kind();
    confirmation.requireSomebody();
    session.useCommandName("rollcall run " + what.job);
    try (Program program = session.open()) {
      JobDefinition definition = program.bean(JobDefinitions.class).get(what.job);
      program.family(definition.family()).require(kind, what.job);
      if (!confirmation.yes) {
        announcement(program, definition, kind).forEach(session::note);
      } else if (kind == Run.Kind.FULL) {
        superseded(program).forEach(session::note);
      }
      if (!confirmation.given(session, "Run it?")) {
        return ExitCode.STOPPED.code();
      }
      RunRequest request =
          new RunRequest(what.job, kind, what.only, plan, acceptSourceDrop, Session.user());
      RunRecord record = RunStarting.start(session, program, request);
      return RunStarting.result(session, program, record, json.json);
    }
  }

  private Run.Kind kind() {
    if (!verify && !prune) {
      return plan != null ? Run.Kind.PLAN : what.only.isEmpty() ? Run.Kind.FULL : Run.Kind.ONLY;
    }
    if ((verify && prune) || plan != null || !what.only.isEmpty() || acceptSourceDrop) {
      throw Session.wrongUse(
          "--verify and --prune go alone: all mailboxes of the job's organizations are looked at",
          "scripts/rollcall run --help");
    }
    return verify ? Run.Kind.VERIFY : Run.Kind.PRUNE;
  }

  /** What will happen, before it does. */
  private List<String> announcement(Program program, JobDefinition definition, Run.Kind kind) {
    List<String> lines = new ArrayList<>();
    lines.add("job %s (%s)".formatted(definition.name(), definition.family()));
    if (plan != null) {
      PlanView stored = PlanView.of(program.bean(Plans.class).get(plan));
      lines.add("  applies a stored plan; the source is not read");
      RunText.plan(stored).forEach(line -> lines.add("  " + line));
    } else {
      lines.add("  organizations: " + definition.definition().organizations());
      if (definition.definition() instanceof BackendSyncDefinition sync) {
        lines.add("  source: " + sync.source().inWords());
      }
      if (!what.only.isEmpty()) {
        lines.add("  only: " + String.join(", ", what.only));
      }
    }
    program.family(definition.family()).whatARunDoes(kind).forEach(line -> lines.add("  " + line));
    if (acceptSourceDrop) {
      lines.add("  an empty or shrunken source is accepted (--accept-source-drop)");
    }
    if (kind == Run.Kind.FULL) {
      lines.addAll(superseded(program));
    }
    return lines;
  }

  private List<String> superseded(Program program) {
    List<String> lines = new ArrayList<>();
    for (RunRecord record : program.bean(Runs.class).restartable(what.job)) {
      long id = record.run().id();
      lines.add(
          "  takes over from run %d (%s), which can then no longer be continued with scripts/rollcall restart %d"
              .formatted(id, RunText.outcome(Views.RunView.of(record)), id));
    }
    return lines;
  }
}

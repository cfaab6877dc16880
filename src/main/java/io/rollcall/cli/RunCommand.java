package io.rollcall.cli;

import io.rollcall.backendsync.BackendSyncDefinition;
import io.rollcall.backendsync.ExchangeExportSource;
import io.rollcall.cli.Views.PlanView;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
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
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Runs a job now: reads its source, makes a plan, checks the gates, writes what passed, reports.",
      "Asks for confirmation first."
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
    example = "run acme-backend --yes")
final class RunCommand implements Callable<Integer> {
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
      names = {"-y", "--yes"},
      description = "Do not ask for confirmation.")
  boolean yes;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (plan != null && (!only.isEmpty() || acceptSourceDrop)) {
      throw Session.wrongUse(
          "--plan applies a plan as it is; it cannot go with --only or --accept-source-drop",
          "scripts/rollcall run --help");
    }
    Run.Kind kind = plan != null ? Run.Kind.PLAN : only.isEmpty() ? Run.Kind.FULL : Run.Kind.ONLY;
    if (!yes) {
      Terminal.requireSomebody();
    }
    session.useCommandName("rollcall run " + job);
    try (Program program = session.open()) {
      JobDefinition definition = program.bean(JobDefinitions.class).get(job);
      if (!yes) {
        what(program, definition).forEach(session::note);
        if (!Terminal.confirm(session.err(), "Run it?")) {
          session.note("nothing was done");
          return ExitCode.STOPPED.code();
        }
      } else if (kind == Run.Kind.FULL) {
        superseded(program).forEach(session::note);
      }
      RunRequest request = new RunRequest(job, kind, only, plan, acceptSourceDrop, Session.user());
      RunRecord record =
          RunStarting.watched(
              session,
              program,
              progress ->
                  program
                      .bean(RunLauncher.class)
                      .start(request, progress, id -> session.note("run " + id + " of " + job)));
      return RunStarting.result(session, program, record, json.json);
    }
  }

  /** What will happen, before it does. */
  private List<String> what(Program program, JobDefinition definition) {
    List<String> lines = new ArrayList<>();
    lines.add("job %s (%s)".formatted(definition.name(), definition.family()));
    if (plan != null) {
      PlanView stored = PlanView.of(program.bean(Plans.class).get(plan));
      lines.add("  applies a stored plan; the source is not read");
      RunText.plan(stored).forEach(line -> lines.add("  " + line));
    } else {
      lines.add("  organizations: " + definition.definition().organizations());
      if (definition.definition() instanceof BackendSyncDefinition sync
          && sync.source() instanceof ExchangeExportSource export) {
        lines.add("  source: " + export.path());
      }
      if (!only.isEmpty()) {
        lines.add("  only: " + String.join(", ", only));
      }
    }
    lines.add("  adds to the panel what is new or changed on the backend;");
    lines.add("  it only inserts: nothing in the panel is deleted or overwritten");
    if (acceptSourceDrop) {
      lines.add("  an empty or shrunken source is accepted (--accept-source-drop)");
    }
    if (plan == null && only.isEmpty()) {
      lines.addAll(superseded(program));
    }
    return lines;
  }

  private List<String> superseded(Program program) {
    List<String> lines = new ArrayList<>();
    for (RunRecord record : program.bean(Runs.class).restartable(job)) {
      long id = record.run().id();
      lines.add(
          "  takes over from run %d (%s), which can then no longer be continued with scripts/rollcall restart %d"
              .formatted(id, RunText.outcome(Views.RunView.of(record)), id));
    }
    return lines;
  }
}

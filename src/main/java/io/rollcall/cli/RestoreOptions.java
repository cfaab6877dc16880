package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.RestoreView;
import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code contacts restore} and {@code contacts undo} have in common. */
final class RestoreOptions {
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @Option(
      names = "--dry-run",
      description = "Write nothing to the mailbox; tell of each contact what would happen.")
  boolean dryRun;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description =
          "The job whose application writes. Default: the one that backs up the organization.")
  @Nullable String named;

  /** Makes sure, before anything is opened, that there is somebody to ask when that is needed. */
  void requireSomebody() {
    if (!dryRun) {
      confirmation.requireSomebody();
    }
  }

  /**
   * The job whose application writes an organization's mailboxes.
   *
   * @throws io.rollcall.kernel.RollcallException when the one that was named does not back up the
   *     organization, and when none was and none or several do
   */
  JobDefinition job(Program program, String organization) {
    JobDefinitions definitions = program.bean(JobDefinitions.class);
    if (named != null) {
      JobDefinition job = definitions.get(named);
      if (!backsUp(job, organization)) {
        throw Session.wrongUse(
            "the job %s does not back up contacts of %s".formatted(named, organization),
            "scripts/rollcall jobs lists the jobs and what they cover");
      }
      return job;
    }
    List<JobDefinition> found =
        definitions.sound().stream().filter(job -> backsUp(job, organization)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw Session.wrongUse(
        found.isEmpty()
            ? "no job backs up contacts of " + organization
            : "several jobs back up contacts of %s: %s"
                .formatted(
                    organization,
                    found.stream().map(JobDefinition::name).collect(Collectors.joining(", "))),
        found.isEmpty()
            ? "write one: jobs/README.md; it tells which application signs in"
            : "add --job JOB: the one whose application is to write");
  }

  private static boolean backsUp(JobDefinition job, String organization) {
    return job.definition() instanceof ContactsBackupDefinition definition
        && definition.organizations().covers(organization);
  }

  /** Starts the run, waits for its end, and shows what came of it; returns the exit code. */
  int run(
      Session session,
      Program program,
      JobDefinition by,
      String organization,
      List<String> only,
      Restore restore) {
    RunRequest request =
        new RunRequest(
            by.name(),
            dryRun ? Run.Kind.TEST : Run.Kind.RESTORE,
            only,
            null,
            false,
            Session.user(),
            List.of(organization));
    Restoring restoring = program.bean(Restoring.class);
    RunRecord record =
        RunStarting.start(session, program, request, id -> restoring.create(restore, id));
    if (json.json) {
      session.print(RestoreView.of(session, program, record));
      return Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED).code();
    }
    if (dryRun) {
      RestoreRuns.say(session, RestoreRuns.items(program, record));
    }
    int code = RunStarting.result(session, program, record, false);
    if (!dryRun) {
      sayNext(session, record);
    }
    return code;
  }

  /** What lists show is the last snapshot, which was taken before. */
  private static void sayNext(Session session, RunRecord record) {
    session.note("the next backup shows it: scripts/rollcall run %s".formatted(record.run().job()));
    session.note("to take it back: scripts/rollcall contacts undo %d".formatted(record.run().id()));
  }
}

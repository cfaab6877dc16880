package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.RestoredView;
import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.store.CardText;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.graph.ContactCard;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code contacts restore} and {@code contacts undo} have in common. */
final class RestoreRuns {
  private RestoreRuns() {}

  /**
   * The job whose application writes an organization's mailboxes.
   *
   * @param named as a person named it; null: the only one that backs up the organization
   */
  static JobDefinition job(Program program, String organization, @Nullable String named) {
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

  /** Starts the run and waits for its end. */
  static RunRecord start(
      Session session,
      Program program,
      JobDefinition job,
      String organization,
      List<String> only,
      Restore restore,
      boolean dry) {
    RunRequest request =
        new RunRequest(
            job.name(),
            dry ? Run.Kind.TEST : Run.Kind.RESTORE,
            only,
            null,
            false,
            Session.user(),
            List.of(organization));
    Restoring restoring = program.bean(Restoring.class);
    return RunStarting.start(session, program, request, id -> restoring.create(restore, id));
  }

  /** What a run decided about each contact. */
  static List<RestoredView> items(Program program, RunRecord record) {
    Restoring restoring = program.bean(Restoring.class);
    Restore restore = restoring.find(record.run().id()).orElseThrow();
    if (restore.beforeSeq() == null) {
      return List.of();
    }
    SnapshotView source = restoring.source(restore);
    SnapshotView before = restoring.before(restore);
    List<RestoredView> views = new ArrayList<>();
    for (RestoreItem item : restoring.items(record.run().id())) {
      views.add(
          new RestoredView(
              item.source(),
              item.existing(),
              item.source() != null ? name(source, item.source()) : name(before, item.existing()),
              item.action().name().toLowerCase(Locale.ROOT),
              item.reason() == null ? null : item.reason().words(),
              item.state().name().toLowerCase(Locale.ROOT)));
    }
    return views;
  }

  private static String name(SnapshotView view, @Nullable Long number) {
    return number == null
        ? ""
        : view.contact(number).map(one -> label(one.card())).orElse("contact " + number);
  }

  private static String label(ContactCard card) {
    return CardText.label(card);
  }

  /** What lists show is the last snapshot, which was taken before. */
  static void sayNext(Session session, RunRecord record) {
    session.note("the next backup shows it: scripts/rollcall run %s".formatted(record.run().job()));
    session.note("to take it back: scripts/rollcall contacts undo %d".formatted(record.run().id()));
  }

  static int code(RunRecord record) {
    return Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED).code();
  }

  /** Says what a dry run decided about each contact. */
  static void say(Session session, List<RestoredView> items) {
    Table table = new Table("contact", "name", "would be", "because");
    for (RestoredView item : items) {
      table.row(
          item.contact() == null ? Objects.toString(item.existing(), "") : item.contact(),
          item.name(),
          switch (item.action()) {
            case "create" -> "made";
            case "replace" -> "made; the one that is there deleted";
            case "remove" -> "deleted";
            default -> "left as it is";
          },
          item.reason() == null ? "" : item.reason());
    }
    table.lines().forEach(session::say);
  }
}

package io.rollcall.contacts;

import io.rollcall.contacts.restore.EmptyFolders;
import io.rollcall.contacts.restore.FolderPlacing;
import io.rollcall.contacts.restore.ItemWriting;
import io.rollcall.contacts.restore.Markers;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.restore.RestoreItem.State;
import io.rollcall.contacts.restore.RestorePlan;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.restore.UndoPlan;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.entra.CloudException;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.StagedJobs.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/**
 * A restore, or the undo of one, read from top to bottom: snapshot the mailbox as it is and decide
 * what becomes of each contact; make folders; write contacts; make sure that none is open or
 * double; of an undo, remove folders that are empty again; report. A dry run ends after it has
 * decided. What was decided is not decided anew by a restart, and what was made is found by its
 * marker.
 */
final class RestoreJob {
  // Names of steps are persistent keys: renaming one makes interrupted runs start that step again.
  private static final String DECIDE = "decide";
  private static final String FOLDERS = "folders";
  private static final String WRITE = "write";
  private static final String CHECK = "check";
  private static final String TIDY = "tidy";

  /** So many failures of the service one after the other are no matter of single contacts. */
  private static final int PATIENCE = 3;

  private final BackupParts parts;
  private final Restores restores;
  private final Restoring restoring;
  private final RestoreReport report;
  private final RunContext context;
  private final ContactsBackupDefinition definition;
  private final Map<Long, String> folders = new HashMap<>();
  private final TargetMailbox target;

  RestoreJob(
      BackupParts parts,
      Restores restores,
      Restoring restoring,
      RestoreReport report,
      RunContext context) {
    this.parts = parts;
    this.restores = restores;
    this.restoring = restoring;
    this.report = report;
    this.context = context;
    this.definition = (ContactsBackupDefinition) context.definition();
    this.target = new TargetMailbox(parts, restores, restoring, context);
  }

  Job build() {
    List<Stage> stages = new ArrayList<>(List.of(new Stage(DECIDE, false, this::decide)));
    if (!dry()) {
      stages.add(new Stage(FOLDERS, true, this::folders));
      stages.add(new Stage(WRITE, true, this::write));
      stages.add(new Stage(CHECK, true, this::check));
      if (restore().undoOf() != null) {
        stages.add(new Stage(TIDY, false, this::tidy));
      }
    }
    return parts.jobs().job(context, stages, this::report);
  }

  private boolean dry() {
    return context.run().kind() == Run.Kind.TEST;
  }

  private Restore restore() {
    return restores.find(context.run().id()).orElseThrow();
  }

  // decide

  private Step decide(String stepName, Organization organization) {
    return step(
        stepName,
        () -> {
          Restore restore = restore();
          target.take(organization);
          context.progress().at("saving the mailbox as it is", 0, 0);
          SnapshotView now = target.snapshot(organization);
          context.progress().at("deciding what becomes of each contact", 0, 0);
          parts.problems().clear(context.run().id(), DECIDE, organization.key());
          List<RestoreItem> items =
              restore.undoOf() == null
                  ? toRestore(organization, restore, now)
                  : toUndo(restore, now);
          target.write(() -> restores.plan(restore, now.snapshot().seq(), items, dry()));
        });
  }

  private List<RestoreItem> toRestore(
      Organization organization, Restore restore, SnapshotView now) {
    return RestorePlan.of(
        restoring.source(restore),
        RestoreSelection.of(context.run().only()),
        now,
        restore.sameMailbox(),
        restore.conflict(),
        damaged ->
            problem(
                organization,
                DECIDE,
                "a contact of the snapshot",
                String.valueOf(damaged.getMessage()),
                "its earlier or later versions may be whole: scripts/rollcall contacts show"));
  }

  private List<RestoreItem> toUndo(Restore restore, SnapshotView now) {
    Restore undone = restores.find(Objects.requireNonNull(restore.undoOf())).orElseThrow();
    if (undone.beforeSeq() == null) {
      return List.of(); // it ended before it had decided anything
    }
    return UndoPlan.of(
        restores.items(undone.run()),
        restoring.sourceIfThere(undone).orElse(null),
        restoring.before(undone),
        now,
        Markers.numbers(target.graph(), parts.store(), now, undone),
        restore.force(),
        isUndoneAlready(undone));
  }

  private boolean isUndoneAlready(Restore undone) {
    Long by = undone.undoneBy();
    return by != null && by != context.run().id() && !restoring.isUndone(by);
  }

  // folders

  private Step folders(String stepName, Organization organization) {
    return step(
        stepName,
        () -> {
          Restore restore = restore();
          target.take(organization);
          SnapshotView source = restoring.source(restore);
          long run = context.run().id();
          FolderPlacing placing =
              new FolderPlacing(
                  target.graph(),
                  target.mailbox().graphId(),
                  source.folders(),
                  restore,
                  number -> target.write(() -> restores.folder(run, number)));
          folders.putAll(placing.place(wantedFolders(restore, source)));
        });
  }

  /** Those that contacts go to; of whole folders those that are empty too. */
  private Set<Long> wantedFolders(Restore restore, SnapshotView source) {
    Set<Long> wanted =
        restores.items(restore.run()).stream()
            .map(RestoreItem::folder)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    Selection selection = RestoreSelection.of(context.run().only());
    if (restore.undoOf() == null && selection.items().isEmpty()) {
      Folders all = source.folders();
      all.all().stream()
          .map(Folder::number)
          .filter(number -> selection.folders().isEmpty() || selection.folders().contains(number))
          .filter(number -> !restore.isToNewFolder() || !wanted.isEmpty())
          .forEach(wanted::add);
    }
    return wanted;
  }

  // write

  private Step write(String stepName, Organization organization) {
    Restore restore = restore();
    List<RestoreItem> items = restores.items(context.run().id());
    List<RestoreItem> open =
        new ArrayList<>(items.stream().filter(item -> item.state() == State.OPEN).toList());
    // Some that fail for ever must not keep every restart from the others.
    Collections.shuffle(open);
    SnapshotView source = restoring.source(restore);
    ItemWriting writing =
        new ItemWriting(
            target.graph(),
            restore,
            source,
            restoring.before(restore),
            folders,
            Markers.ids(target.graph(), target.mailbox().graphId(), restore),
            ConcurrentHashMap.newKeySet(),
            target::requireLease);
    WorkQueue<RestoreItem> queue = new WorkQueue<>(open, items.size(), PATIENCE);
    int workers = Math.max(1, Math.min(definition.concurrency().requestsPerMailbox(), open.size()));
    return parts
        .partitions()
        .sideBySide(
            stepName,
            workers,
            true,
            context,
            (name, number) ->
                new RestoreWorker(
                    name,
                    parts,
                    restores,
                    context,
                    organization,
                    source.mailbox(),
                    target.mailbox(),
                    queue,
                    writing,
                    target::write));
  }

  // check

  /** A contact that is open keeps the run from ending as done; one that is double is told. */
  private Step check(String stepName, Organization organization) {
    return step(
        stepName,
        () -> {
          Restore restore = restore();
          long open =
              restores.items(restore.run()).stream()
                  .filter(item -> item.state() == State.OPEN)
                  .count();
          if (open > 0) {
            throw new RollcallException(
                ExitCode.FAILED,
                "of %s nobody knows whether Microsoft made them"
                    .formatted(Plural.of(open, "contact")),
                "scripts/rollcall restart %d looks for them first".formatted(restore.run()));
          }
          parts.problems().clear(restore.run(), CHECK, organization.key());
          Mailbox mailbox = target.mailbox();
          int doubles = Markers.doubles(target.graph(), mailbox.graphId(), restore);
          if (doubles > 0) {
            problem(
                organization,
                CHECK,
                mailbox.address(),
                "%s twice in the mailbox: Microsoft made them once more after it said that it had not"
                    .formatted(Plural.of(doubles, "contact is", "contacts are")),
                "scripts/rollcall contacts undo %d takes all of it back; then restore anew"
                    .formatted(restore.run()));
          }
        });
  }

  private void problem(
      Organization organization, String step, String item, String message, String advice) {
    Problem problem = new Problem(Problem.Kind.SKIPPED, organization.key(), item, message, advice);
    target.write(() -> parts.problems().add(context.run().id(), step, List.of(problem)));
  }

  // tidy

  /** Folders that the restore made go again, unless something is in them. */
  private Step tidy(String stepName, Organization organization) {
    return step(
        stepName,
        () -> {
          Restore restore = restore();
          target.take(organization);
          Restore undone = restores.find(Objects.requireNonNull(restore.undoOf())).orElseThrow();
          Set<Long> made = restores.folders(undone.run());
          Optional<SnapshotView> source = restoring.sourceIfThere(undone);
          if (made.isEmpty() || source.isEmpty()) {
            return;
          }
          String user = target.mailbox().graphId();
          FolderPlacing placing =
              new FolderPlacing(target.graph(), user, source.get().folders(), undone, null);
          EmptyFolders.delete(
              target.graph(), user, placing.place(made).values(), target::requireLease);
        });
  }

  // report

  private Tasklet report(Function<JobExecution, ExitCode> outcome) {
    Tasklet write = report.tasklet(context, definition.report(), outcome);
    return (contribution, chunk) -> {
      target.close();
      return write.execute(contribution, chunk);
    };
  }

  // all of them

  private Step step(String name, Runnable work) {
    Tasklet tasklet =
        (contribution, chunk) -> {
          try {
            work.run();
          } catch (MailboxException e) {
            throw stoppedOr(e.reason() == Reason.NO_USER ? withoutUser(e) : e);
          } catch (CloudException e) {
            throw stoppedOr(e);
          }
          return RepeatStatus.FINISHED;
        };
    return new StepBuilder(name, parts.repository())
        .tasklet(tasklet, new ResourcelessTransactionManager())
        .build();
  }

  private Exception stoppedOr(RollcallException failure) {
    return parts.wishes().wanted(context.run().id())
        ? new JobInterruptedException("waiting for Microsoft was stopped")
        : failure;
  }

  private static RollcallException withoutUser(MailboxException e) {
    return new RollcallException(
        ExitCode.FAILED,
        String.valueOf(e.getMessage()),
        "restore into another mailbox: add --to ADDRESS",
        e);
  }
}

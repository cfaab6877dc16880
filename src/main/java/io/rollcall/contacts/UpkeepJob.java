package io.rollcall.contacts;

import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.graph.GraphMailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.StagedJobs.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/**
 * A run that proves what was backed up, or drops what need not be kept: one mailbox of the store
 * after the other, whether the tenant still has it or not. Nothing is asked of Microsoft.
 */
final class UpkeepJob {
  // Names of steps are persistent keys: renaming one makes interrupted runs start that step again.
  private static final String VERIFY = "verify";
  private static final String RESULT = "result";
  private static final String PRUNE = "prune";

  /** So many failures of one kind are no matter of mailboxes; none here is of a service. */
  private static final int PATIENCE = 3;

  private static final int NAMED = 3;

  private final UpkeepParts parts;
  private final UpkeepReport report;
  private final RunContext context;
  private final ContactsBackupDefinition definition;

  UpkeepJob(UpkeepParts parts, UpkeepReport report, RunContext context) {
    this.parts = parts;
    this.report = report;
    this.context = context;
    this.definition = (ContactsBackupDefinition) context.definition();
  }

  Job build() {
    List<Stage> stages =
        verifies()
            ? List.of(
                new Stage(VERIFY, true, this::mailboxes), new Stage(RESULT, true, this::result))
            : List.of(new Stage(PRUNE, true, this::mailboxes));
    return parts
        .backup()
        .jobs()
        .job(context, stages, outcome -> report.tasklet(context, definition.report(), outcome));
  }

  private boolean verifies() {
    return context.run().kind() == Run.Kind.VERIFY;
  }

  /** One at a time: the database has others to serve, and nobody waits for it. */
  private Step mailboxes(String stepName, Organization organization) {
    BackupParts backup = parts.backup();
    backup.keys().require();
    Map<Long, DamagedContent> unknown = new TreeMap<>();
    Map<String, Mailbox> known = new HashMap<>();
    List<MailboxTask> all = new ArrayList<>();
    backup
        .store()
        .mailboxes(
            organization.key(),
            mailbox -> {
              known.put(mailbox.graphId(), mailbox);
              all.add(
                  new MailboxTask(
                      new GraphMailbox(mailbox.graphId(), mailbox.address(), ""), List.of()));
            },
            unknown::put);
    begin(organization, unknown);
    Set<Long> good = parts.rows().good(run().id(), organization.key());
    List<MailboxTask> left =
        all.stream()
            .filter(
                task -> !good.contains(Objects.requireNonNull(known.get(task.mailbox().id())).id()))
            .toList();
    WorkQueue<MailboxTask> queue = new WorkQueue<>(left, all.size(), PATIENCE);
    MailboxWork work =
        verifies()
            ? new VerifyWork(parts, context, organization, known)
            : new PruneWork(parts, context, organization, known);
    String doing = verifies() ? "verifying contacts of " : "pruning contacts of ";
    return backup
        .partitions()
        .sideBySide(
            stepName,
            1,
            true,
            context,
            (name, number) ->
                new MailboxWorker(name, backup, context, organization, queue, work, doing));
  }

  /** What an interrupted execution met is met again, or is no more. */
  private void begin(Organization organization, Map<Long, DamagedContent> unknown) {
    long run = run().id();
    parts
        .backup()
        .transaction()
        .executeWithoutResult(
            status -> {
              context.guard().requireLease(organization);
              parts.backup().problems().clear(run, MailboxWorker.PROBLEMS, organization.key());
              parts.backup().problems().clear(run, VerifyWork.PROBLEMS, organization.key());
              unknown.forEach(
                  (number, damage) -> {
                    parts
                        .backup()
                        .problems()
                        .add(
                            run,
                            VerifyWork.PROBLEMS,
                            List.of(
                                VerifyWork.damage(
                                    organization,
                                    "mailbox " + number,
                                    String.valueOf(damage.getMessage()))));
                    if (verifies()) {
                      parts
                          .rows()
                          .found(run, new Tended(organization.key(), number, 0, 0, 0, 1, 0, 0, 0));
                    }
                  });
            });
  }

  /** An organization fails when something of it is damaged, after all of it was looked at. */
  private Step result(String stepName, Organization organization) {
    return new StepBuilder(stepName, parts.backup().repository())
        .tasklet(
            (contribution, chunk) -> {
              requireSound(organization);
              return RepeatStatus.FINISHED;
            },
            new ResourcelessTransactionManager())
        .build();
  }

  private void requireSound(Organization organization) {
    List<Tended> damaged =
        parts.rows().of(run().id()).stream()
            .filter(one -> one.organization().equals(organization.key()) && one.damaged() > 0)
            .toList();
    if (damaged.isEmpty()) {
      return;
    }
    List<String> named = new ArrayList<>();
    parts
        .backup()
        .problems()
        .forEach(
            run().id(),
            VerifyWork.PROBLEMS,
            problem -> {
              if (organization.key().equals(problem.organization()) && named.size() < NAMED) {
                named.add(problem.message());
              }
            });
    long things = damaged.stream().mapToLong(Tended::damaged).sum();
    throw new RollcallException(
        ExitCode.FAILED,
        "%s damaged in the backups of %s: %s%s"
            .formatted(
                things == 1 ? "1 thing is" : "%,d things are".formatted(things),
                Plural.of(damaged.size(), "mailbox", "mailboxes"),
                String.join("; ", named),
                things > named.size() ? "; and %,d more".formatted(things - named.size()) : ""),
        "docs/operating.md tells what to do about damage");
  }

  private Run run() {
    return context.run();
  }
}

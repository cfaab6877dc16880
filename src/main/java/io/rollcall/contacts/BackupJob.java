package io.rollcall.contacts;

import io.rollcall.contacts.store.Snapshot;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.Permission;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.StagedJobs.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/**
 * A backup, read from top to bottom: connect and discover the mailboxes, snapshot them side by
 * side, report. A mailbox that has its snapshot of this run is not read again by a restart.
 */
final class BackupJob {
  // Names of steps are persistent keys: renaming one makes interrupted runs start that step again.
  private static final String CONNECT = "connect";
  private static final String SNAPSHOT = "snapshot";

  private final BackupParts parts;
  private final BackupReport report;
  private final RunContext context;
  private final ContactsBackupDefinition definition;
  private final List<Chosen> chosen;
  private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
  private final Queue<MailboxFigures> previewed = MailboxPreview.figures();

  BackupJob(BackupParts parts, BackupReport report, RunContext context) {
    this.parts = parts;
    this.report = report;
    this.context = context;
    this.definition = (ContactsBackupDefinition) context.definition();
    this.chosen = context.run().only().stream().map(Chosen::of).toList();
  }

  Job build() {
    return parts
        .jobs()
        .job(
            context,
            List.of(
                new Stage(CONNECT, false, this::connect),
                new Stage(SNAPSHOT, false, this::snapshot)),
            this::report);
  }

  // connect

  /** A tenant that can be read, and what of it this run looks after. */
  private record Tenant(GraphContacts graph, Discovery discovery) {}

  private Step connect(String stepName, Organization organization) {
    Tasklet connect =
        (contribution, chunk) -> {
          context.progress().at("connecting " + organization.key(), 0, 0);
          Tenant tenant = tenant(organization);
          parts
              .transaction()
              .executeWithoutResult(
                  status -> {
                    context.guard().requireLease(organization);
                    parts.problems().clear(run().id(), "only", organization.key());
                    parts.problems().add(run().id(), "only", tenant.discovery().problems());
                  });
          return RepeatStatus.FINISHED;
        };
    return new StepBuilder(stepName, parts.repository())
        .tasklet(connect, new ResourcelessTransactionManager())
        .build();
  }

  /** Found once by each execution of the run: a restart after connecting finds it again. */
  private Tenant tenant(Organization organization) {
    return tenants.computeIfAbsent(organization.key(), key -> open(organization));
  }

  private Tenant open(Organization organization) {
    parts.keys().require();
    GraphContacts graph = parts.open(definition, organization, run().id());
    Permission.requireNone(graph.missingPermissions(Permission.toBackUp()), organization);
    return new Tenant(
        graph, Discovery.of(organization.key(), graph.mailboxes(), definition.mailboxes(), chosen));
  }

  // snapshot

  private Step snapshot(String stepName, Organization organization) {
    Tenant tenant = tenant(organization);
    List<MailboxTask> all = tenant.discovery().tasks();
    List<MailboxTask> left = left(organization, all);
    int workers = Math.max(1, Math.min(definition.concurrency().mailboxes(), all.size()));
    WorkQueue<MailboxTask> queue = new WorkQueue<>(left, all.size(), Math.max(3, workers));
    MailboxWork work =
        run().kind() == Run.Kind.TEST
            ? new MailboxPreview(parts.store(), tenant.graph(), organization.key(), previewed)
            : new MailboxBackup(parts, context, organization, tenant.graph());
    return parts
        .partitions()
        .sideBySide(
            stepName,
            workers,
            true,
            context,
            (name, number) ->
                new MailboxWorker(
                    name, parts, context, organization, queue, work, "saving contacts of "));
  }

  /** What an interrupted execution of this run left to do; its failures are tried again. */
  private List<MailboxTask> left(Organization organization, List<MailboxTask> all) {
    parts
        .transaction()
        .executeWithoutResult(
            status -> {
              context.guard().requireLease(organization);
              parts.problems().clear(run().id(), MailboxWorker.PROBLEMS, organization.key());
            });
    Set<Long> saved =
        parts.store().snapshotsOfRun(run().id()).stream()
            .map(Snapshot::mailbox)
            .collect(Collectors.toSet());
    if (saved.isEmpty()) {
      return all;
    }
    Set<String> done = new HashSet<>();
    parts
        .store()
        .mailboxes(
            organization.key(),
            mailbox -> {
              if (saved.contains(mailbox.id())) {
                done.add(mailbox.graphId());
              }
            },
            (number, damage) -> {});
    return all.stream().filter(task -> !done.contains(task.mailbox().id())).toList();
  }

  // report

  private Tasklet report(Function<JobExecution, ExitCode> outcome) {
    Tasklet write =
        report.tasklet(context, definition.report(), () -> List.copyOf(previewed), outcome);
    return (contribution, chunk) -> {
      tenants.values().forEach(tenant -> tenant.graph().close());
      return write.execute(contribution, chunk);
    };
  }

  private Run run() {
    return context.run();
  }
}

package io.rollcall.contacts;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphMailbox;
import io.rollcall.graph.Permission;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox that a restore writes to, while it is this run's alone: nothing is decided, or
 * written, before that.
 */
final class TargetMailbox {
  private final BackupParts parts;
  private final Restores restores;
  private final Restoring restoring;
  private final RunContext context;
  private @Nullable GraphContacts graph;
  private @Nullable Lease lease;

  TargetMailbox(BackupParts parts, Restores restores, Restoring restoring, RunContext context) {
    this.parts = parts;
    this.restores = restores;
    this.restoring = restoring;
    this.context = context;
  }

  /** Signs in and takes the mailbox, unless this execution has it already. */
  void take(Organization organization) {
    if (graph != null) {
      return;
    }
    parts.keys().require();
    Mailbox target = mailbox();
    GraphContacts opened =
        parts.open(
            (ContactsBackupDefinition) context.definition(),
            organization,
            context.run().id(),
            this::requireLeaseIfTaken);
    try {
      boolean dry = context.run().kind() == Run.Kind.TEST;
      Permission.requireNone(
          opened.missingPermissions(dry ? Permission.toBackUp() : Permission.toRestoreContacts()),
          organization);
      lease =
          context
              .guard()
              .lease(
                  MailboxBackup.resource(organization, target.graphId()),
                  "mailbox " + target.address());
      requireNotUndone();
      graph = opened;
    } finally {
      if (graph == null) {
        opened.close();
      }
    }
  }

  /** Looked at when nobody else can be at it. */
  private void requireNotUndone() {
    Long by = restore().undoneBy();
    if (by != null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "run %d undid what this one restored".formatted(by),
          "start a new one: scripts/rollcall contacts restore --help");
    }
  }

  private Restore restore() {
    return restores.find(context.run().id()).orElseThrow();
  }

  /** As the store knows it. */
  Mailbox mailbox() {
    return restoring.mailbox(restore().targetMailbox());
  }

  GraphContacts graph() {
    return Objects.requireNonNull(graph);
  }

  void requireLease() {
    Objects.requireNonNull(lease, "the mailbox is not this run's").require();
  }

  private void requireLeaseIfTaken() {
    if (lease != null) {
      lease.require();
    }
  }

  /** Writes in a transaction of its own, which proves the lease first. */
  void write(Runnable work) {
    parts.write(this::requireLease, work);
  }

  /** Saves it as it is now. */
  SnapshotView snapshot(Organization organization) {
    Mailbox target = mailbox();
    new MailboxBackup(parts, context, organization, graph())
        .snapshot(
            new MailboxTask(new GraphMailbox(target.graphId(), target.address(), ""), List.of()),
            Objects.requireNonNull(lease));
    long seq =
        parts.store().snapshotsOfRun(context.run().id()).stream()
            .filter(one -> one.mailbox() == target.id())
            .map(Snapshot::seq)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return parts.store().at(target, seq);
  }

  /** Gives it back. */
  void close() {
    if (lease != null) {
      lease.close();
    }
    if (graph != null) {
      graph.close();
    }
  }
}

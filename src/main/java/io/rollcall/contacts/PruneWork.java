package io.rollcall.contacts;

import io.rollcall.contacts.retention.Pruning;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Deletions;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import java.util.Map;
import java.util.Objects;

/**
 * Drops what the job's retention does not keep of a mailbox, never the last copy of a contact, and
 * removes from the tables what is due. The figures and the audit log are written in the transaction
 * that does it.
 */
final class PruneWork implements MailboxWork {
  private final UpkeepParts parts;
  private final RunContext context;
  private final ContactsBackupDefinition definition;
  private final Organization organization;
  private final Map<String, Mailbox> mailboxes;

  /**
   * @param mailboxes by Graph's id
   */
  PruneWork(
      UpkeepParts parts,
      RunContext context,
      Organization organization,
      Map<String, Mailbox> mailboxes) {
    this.parts = parts;
    this.context = context;
    this.definition = (ContactsBackupDefinition) context.definition();
    this.organization = organization;
    this.mailboxes = mailboxes;
  }

  @Override
  public void of(MailboxTask task) {
    Mailbox mailbox = Objects.requireNonNull(mailboxes.get(task.mailbox().id()));
    String resource = MailboxBackup.resource(organization, mailbox.graphId());
    try (Lease lease = context.guard().lease(resource, "mailbox " + mailbox.address())) {
      prune(mailbox, lease);
    }
  }

  private void prune(Mailbox mailbox, Lease lease) {
    long run = context.run().id();
    Pruning.Preview preview =
        parts
            .pruning()
            .preview(
                mailbox,
                definition.retention().policy(),
                definition.schedules().prune().zone(),
                false);
    int before = preview.kept().size() + preview.spared().size() + preview.dropped().size();
    written(
        lease,
        () ->
            parts
                .rows()
                .begin(
                    run, new Tended(organization.key(), mailbox.id(), before, 0, 0, 0, 0, 0, 0)));
    drop(preview, lease);
    Deletions deletions = parts.backup().store().deletions();
    for (Deletion due : deletions.due(mailbox)) {
      deletions.purge(
          due,
          lease::require,
          () -> {
            parts.rows().purged(run, mailbox.id());
            record("contacts-purge", due);
          });
    }
    written(lease, () -> parts.rows().end(run, mailbox.id(), preview.spared().size()));
  }

  private void drop(Pruning.Preview preview, Lease lease) {
    try {
      parts
          .pruning()
          .apply(
              preview,
              () -> preview,
              context.run().requestedBy(),
              definition.purgeDelay(),
              lease::require,
              made -> {
                parts.rows().dropped(context.run().id(), made.mailbox(), made.snapshots());
                record("contacts-prune", made);
              });
    } catch (RollcallException e) {
      if (e.exitCode() != ExitCode.NOT_FOUND) {
        throw e;
      }
      // A person deleted the same snapshots since they were looked at.
    }
  }

  private void record(String action, Deletion deletion) {
    parts
        .audit()
        .record(context.run().requestedBy(), action, deletion.words(), "deletion " + deletion.id());
  }

  private void written(Lease lease, Runnable work) {
    parts.backup().write(lease::require, work);
  }
}

package io.rollcall.contacts;

import io.rollcall.contacts.restore.ItemWriting;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.entra.CloudException;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * Writes one contact after the other. What is refused of one is a problem of the run. One of which
 * nobody knows whether it was made stays open, and the others go on: the run fails at its end, and
 * a restart looks for it first.
 */
final class RestoreWorker extends QueueWorker<RestoreItem> {
  /** The step by which contacts that could not be restored are stored among the problems. */
  static final String PROBLEMS = "restore";

  private final BackupParts parts;
  private final Restores restores;
  private final RunContext context;
  private final Organization organization;
  private final Mailbox source;
  private final Mailbox target;
  private final WorkQueue<RestoreItem> queue;
  private final ItemWriting writing;
  private final Consumer<Runnable> transaction;

  RestoreWorker(
      String name,
      BackupParts parts,
      Restores restores,
      RunContext context,
      Organization organization,
      Mailbox source,
      Mailbox target,
      WorkQueue<RestoreItem> queue,
      ItemWriting writing,
      Consumer<Runnable> transaction) {
    super(name, parts, context, queue);
    this.parts = parts;
    this.restores = restores;
    this.context = context;
    this.organization = organization;
    this.source = source;
    this.target = target;
    this.queue = queue;
    this.writing = writing;
    this.transaction = transaction;
  }

  @Override
  void of(RestoreItem item) throws JobInterruptedException {
    try {
      ItemWriting.Outcome outcome = writing.write(item);
      settle(item, outcome.state(), outcome.troubles());
    } catch (MailboxException e) {
      requireToGoOn("writing a contact was stopped");
      if (e.reason() != Reason.MAYBE_DONE || queue.serviceFailed()) {
        throw e;
      }
    } catch (DamagedContent e) {
      settle(item, RestoreItem.State.FAILED, List.of(String.valueOf(e.getMessage())));
    } catch (CloudException e) {
      requireToGoOn("writing a contact was stopped");
      throw e;
    }
  }

  private void settle(RestoreItem item, RestoreItem.State state, List<String> troubles) {
    Mailbox of = item.source() == null ? target : source;
    Long number = item.source() == null ? item.existing() : item.source();
    List<Problem> problems =
        troubles.stream()
            .map(
                message ->
                    new Problem(
                        Problem.Kind.SKIPPED,
                        organization.key(),
                        "%s, contact %d".formatted(of.address(), number),
                        message,
                        "scripts/rollcall contacts show %s %d tells what the backups have of it"
                            .formatted(of.address(), number)))
            .toList();
    Runnable settled =
        () ->
            transaction.accept(
                () -> {
                  restores.settle(context.run().id(), item.position(), state);
                  parts.problems().add(context.run().id(), PROBLEMS, problems);
                });
    if (problems.isEmpty()) {
      settled.run();
    } else {
      // One at a time: a problem takes a second connection for its number, while it holds the
      // first.
      synchronized (parts.problems()) {
        settled.run();
      }
    }
    context
        .progress()
        .at("restoring contacts of " + organization.key(), queue.done(), queue.total());
  }
}

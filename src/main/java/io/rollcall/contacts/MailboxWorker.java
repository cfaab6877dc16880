package io.rollcall.contacts;

import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.entra.CloudException;
import io.rollcall.graph.GraphException;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.MailboxException.Reason;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Looks after one mailbox after the other. What concerns one mailbox is a problem of the run; what
 * concerns all of them, or the database, ends the step.
 */
final class MailboxWorker extends QueueWorker<MailboxTask> {
  /** The step by which mailboxes that could not be read are stored among the problems. */
  static final String PROBLEMS = "mailbox";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Logger LOG = LoggerFactory.getLogger(MailboxWorker.class);

  private final BackupParts parts;
  private final RunContext context;
  private final Organization organization;
  private final WorkQueue<MailboxTask> queue;
  private final MailboxWork work;
  private final String doing;

  /**
   * @param doing what progress says, before the organization: {@code saving contacts of }
   */
  MailboxWorker(
      String name,
      BackupParts parts,
      RunContext context,
      Organization organization,
      WorkQueue<MailboxTask> queue,
      MailboxWork work,
      String doing) {
    super(name, parts, context, queue);
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.queue = queue;
    this.work = work;
    this.doing = doing;
  }

  @Override
  void counted(StepExecution execution) {
    getJobRepository().update(execution);
  }

  @Override
  void of(MailboxTask task) throws JobInterruptedException {
    try {
      work.of(task);
      progress(queue.done());
    } catch (GraphException e) {
      requireToGoOn("reading a mailbox was stopped");
      boolean ofService = isOfService(e);
      if (isOfAll(e) || (ofService && queue.serviceFailed())) {
        throw e;
      }
      problem(task, e);
      if (ofService) {
        queue.passedOver();
      } else {
        progress(queue.done());
      }
    } catch (DamagedContent e) {
      problem(task, e);
      progress(queue.done());
    } catch (RollcallException e) {
      if (e instanceof CloudException) {
        requireToGoOn("reading a mailbox was stopped");
      }
      if (e.exitCode() != ExitCode.ALREADY_RUNNING) {
        throw e;
      }
      problem(task, e);
      progress(queue.done());
    } catch (DataAccessException | TransactionException e) {
      if (!(e instanceof DataIntegrityViolationException)) {
        throw e;
      }
      unforeseen(task, e);
    } catch (RuntimeException e) {
      unforeseen(task, e);
    }
  }

  /**
   * The application may not do what it must, whatever mailbox it tries; or this thread is to end.
   */
  private static boolean isOfAll(GraphException e) {
    return !(e instanceof MailboxException)
        && (e.status() == UNAUTHORIZED
            || e.status() == FORBIDDEN
            || Thread.currentThread().isInterrupted());
  }

  /**
   * Whether the service may be to blame, and not the mailbox. An answer that nobody can use, and a
   * position that is lost again and again, may be either: only several in a row tell.
   */
  private static boolean isOfService(GraphException e) {
    return !(e instanceof MailboxException ofMailbox)
        || ofMailbox.reason() == Reason.UNAVAILABLE
        || ofMailbox.reason() == Reason.THROTTLED;
  }

  private void progress(long done) {
    context.progress().at(doing + organization.key(), done, queue.total());
  }

  private void problem(MailboxTask task, RollcallException why) {
    problem(
        task,
        Objects.toString(why.getMessage(), ""),
        Objects.toString(why.nextStep(), "the next run tries again"));
  }

  /** A fault of the program met in one mailbox keeps no other from its backup. */
  private void unforeseen(MailboxTask task, RuntimeException why) {
    LOG.error("a mailbox of {} met a fault of the program", organization.key(), why);
    problem(
        task,
        "the program failed on this mailbox: " + why.getClass().getSimpleName(),
        "report it, with what the log says of run " + context.run().id());
    progress(queue.done());
  }

  private void problem(MailboxTask task, String message, String advice) {
    Problem problem =
        new Problem(
            Problem.Kind.SKIPPED, organization.key(), task.mailbox().address(), message, advice);
    // One at a time: a problem takes a second connection for its number, while it holds the first.
    synchronized (parts.problems()) {
      parts.write(
          () -> context.guard().requireLease(organization),
          () -> parts.problems().add(context.run().id(), PROBLEMS, List.of(problem)));
    }
  }
}

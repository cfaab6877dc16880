package io.rollcall.contacts;

import io.rollcall.kernel.RunContext;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/**
 * Takes one thing after the other from the queue that it shares. What ends the step goes back
 * first: a transient failure begins it anew, on the same queue. Between two things it stops when it
 * is asked to.
 */
abstract class QueueWorker<T> extends AbstractStep {
  private final WorkQueue<T> queue;
  private final BackupParts parts;
  private final RunContext context;

  QueueWorker(String name, BackupParts parts, RunContext context, WorkQueue<T> queue) {
    super(parts.repository());
    setName(name);
    this.queue = queue;
    this.parts = parts;
    this.context = context;
  }

  /** Does it; what it throws concerns all others too. */
  abstract void of(T task) throws JobInterruptedException;

  /** One was done, and is counted. */
  void counted(StepExecution execution) {}

  @Override
  protected final void doExecute(StepExecution execution) throws JobInterruptedException {
    for (T task = queue.next(); task != null; task = queue.next()) {
      try {
        if (execution.isTerminateOnly()) {
          throw new JobInterruptedException("the run is to stop");
        }
        requireToGoOn("the run is to stop");
        of(task);
      } catch (JobInterruptedException | RuntimeException e) {
        queue.giveBack(task);
        throw e;
      }
      execution.setReadCount(execution.getReadCount() + 1);
      execution.incrementCommitCount();
      counted(execution);
    }
  }

  /**
   * Makes sure that nobody wants the run to stop.
   *
   * @param what is interrupted otherwise
   */
  final void requireToGoOn(String what) throws JobInterruptedException {
    if (parts.wishes().wanted(context.run().id())) {
      throw new JobInterruptedException(what);
    }
  }
}

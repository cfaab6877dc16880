package io.rollcall.plan;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * One try at a step's execution: begins at the committed position, in a state of its own, so that
 * nothing of a try that failed is left in the next one.
 */
final class Attempt extends StepExecution {
  private static final long serialVersionUID = 1L;

  /** A further try at an execution that says what its row says. */
  Attempt(StepExecution execution) {
    super(execution.getId(), execution.getStepName(), execution.getJobExecution());
    setCreateTime(execution.getCreateTime());
    takeCommitted(execution, this);
  }

  boolean failed() {
    return getStatus().isUnsuccessful();
  }

  void fail(Throwable failure) {
    addFailureException(failure);
    setStatus(BatchStatus.FAILED);
  }

  /** What ended the try; later ones follow from it. */
  Throwable failure() {
    return getFailureExceptions().isEmpty()
        ? new IllegalStateException("step " + getStepName() + " failed without a reason")
        : getFailureExceptions().get(0);
  }

  /** The try is the execution's end. */
  void end(StepExecution execution) {
    takeCommitted(this, execution);
    ifThere(getStartTime(), execution::setStartTime);
    ifThere(getEndTime(), execution::setEndTime);
    ifThere(getLastUpdated(), execution::setLastUpdated);
    execution.setStatus(getStatus());
    execution.setExitStatus(getExitStatus());
    getFailureExceptions().forEach(execution::addFailureException);
  }

  /** Position, counts and version: what the transactions of chunks write. */
  static void takeCommitted(StepExecution from, StepExecution to) {
    ifThere(from.getVersion(), to::setVersion);
    to.setExecutionContext(new ExecutionContext(from.getExecutionContext()));
    to.setCommitCount(from.getCommitCount());
    to.setReadCount(from.getReadCount());
    to.setWriteCount(from.getWriteCount());
    to.setFilterCount(from.getFilterCount());
    to.setRollbackCount(from.getRollbackCount());
    to.setReadSkipCount(from.getReadSkipCount());
    to.setWriteSkipCount(from.getWriteSkipCount());
    to.setProcessSkipCount(from.getProcessSkipCount());
  }

  /** Spring Batch's setters take no null; what is not there yet was not there before. */
  static <T> void ifThere(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}

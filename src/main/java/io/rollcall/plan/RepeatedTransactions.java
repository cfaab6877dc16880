package io.rollcall.plan;

import io.rollcall.kernel.RollcallException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Batch's repository with each of its transactions tried again. Calls inside a chunk's
 * transaction go through as they are: the chunk is redone as a whole.
 *
 * <p>It also keeps from the database what a failed {@link Attempt} believes of itself: Spring Batch
 * would save its position and its counts once more when the step ends, although their transaction
 * was rolled back, or committed without an answer. And all that a runner would write of steps whose
 * execution is no longer its own ({@link RunningExecutions}).
 */
final class RepeatedTransactions implements InvocationHandler {
  private final JobRepository target;
  private final Retry retry;
  private final RunningExecutions running;
  private final TransactionTemplate transaction;

  /**
   * On MySQL a creation takes a second connection, for its number, while it holds the first: with a
   * pool full of them, each would wait for the others.
   */
  private final Semaphore creations;

  RepeatedTransactions(
      JobRepository target,
      Retry retry,
      RunningExecutions running,
      TransactionTemplate transaction,
      int parallel) {
    this.target = target;
    this.retry = retry;
    this.running = running;
    this.transaction = transaction;
    this.creations = new Semaphore(parallel);
  }

  JobRepository proxy() {
    return (JobRepository)
        Proxy.newProxyInstance(
            JobRepository.class.getClassLoader(), new Class<?>[] {JobRepository.class}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    try {
      if (TransactionSynchronizationManager.isActualTransactionActive()) {
        return call(method, given);
      }
      if (given.length == 1 && given[0] instanceof Attempt attempt && attempt.failed()) {
        return null;
      }
      return retry.<@Nullable Object>attempt(again -> attempt(method, given, again));
    } catch (Checked e) {
      throw e.getCause();
    }
  }

  private @Nullable Object attempt(Method method, Object[] arguments, boolean again) {
    Object done = again ? doneBefore(method, arguments) : null;
    if (done != null) {
      return done;
    }
    if (method.getName().startsWith("create")) {
      return create(method, arguments);
    }
    if (method.getName().startsWith("update") && arguments[0] instanceof StepExecution step) {
      update(step, method, arguments);
      return null;
    }
    return call(method, arguments);
  }

  /** A creation's transaction is its own, so whose the execution is is looked at afterwards. */
  private @Nullable Object create(Method method, Object[] arguments) {
    Object made;
    creations.acquireUninterruptibly();
    try {
      made = call(method, arguments);
    } finally {
      creations.release();
    }
    if (made instanceof StepExecution step) {
      try {
        transaction.executeWithoutResult(status -> running.require(step.getJobExecution()));
      } catch (RollcallException e) {
        target.deleteStepExecution(step);
        throw e;
      }
    }
    return made;
  }

  private void update(StepExecution step, Method method, Object[] arguments) {
    transaction.executeWithoutResult(
        status -> {
          running.require(step.getJobExecution());
          call(method, arguments);
        });
  }

  private @Nullable Object call(Method method, Object[] arguments) {
    try {
      return invoked(method, arguments);
    } catch (OptimisticLockingFailureException e) {
      if (ends(arguments)) {
        return invoked(method, arguments); // Spring Batch takes the row's version over first
      }
      throw e;
    }
  }

  private @Nullable Object invoked(Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getTargetException() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getTargetException() instanceof Error error) {
        throw error;
      }
      throw new Checked(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new Checked(e);
    }
  }

  /** A wish to stop was written into the row of a run in the moment in which it ended. */
  private static boolean ends(Object[] arguments) {
    return arguments.length == 1
        && arguments[0] instanceof JobExecution run
        && run.getEndTime() != null;
  }

  /**
   * What a try before this one made, when its answer was lost; a step's execution gets the version
   * that its row has. (A second row of a step that never starts is nobody's harm.)
   */
  private @Nullable Object doneBefore(Method method, Object[] arguments) {
    if (arguments.length == 0) {
      return null;
    }
    if (method.getName().equals("update") && arguments[0] instanceof StepExecution execution) {
      StepExecution stored = target.getStepExecution(execution.getId());
      if (stored != null) {
        Attempt.ifThere(stored.getVersion(), execution::setVersion);
      }
    } else if (method.getName().equals("createJobInstance")) {
      return target.getJobInstance((String) arguments[0], (JobParameters) arguments[1]);
    } else if (method.getName().equals("createJobExecution")) {
      JobExecution last = target.getLastJobExecution((JobInstance) arguments[0]);
      return last != null && last.getStatus() == BatchStatus.STARTING ? last : null;
    }
    return null;
  }

  /** Carries a checked exception through the retry. */
  private static final class Checked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Checked(Throwable cause) {
      super(cause);
    }

    @Override
    public synchronized Throwable getCause() {
      return java.util.Objects.requireNonNull(super.getCause());
    }
  }
}

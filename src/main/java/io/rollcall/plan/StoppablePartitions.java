package io.rollcall.plan;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.TaskExecutor;

/**
 * Hands partitions to threads, and waits for them. Other runs may keep all threads for hours, and a
 * partition in the queue hears of no stop: whoever waits for it looks, and ends it in its place.
 * The wish alone is no leave to begin without a thread, as the threads bound what is written side
 * by side.
 */
final class StoppablePartitions extends TaskExecutorPartitionHandler {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FreshStep fresh;
  private final BooleanSupplier stopped;

  /**
   * @param stopped whether somebody wants the run to stop
   */
  StoppablePartitions(FreshStep fresh, TaskExecutor threads, BooleanSupplier stopped) {
    this.fresh = fresh;
    this.stopped = stopped;
    setStep(fresh);
    setTaskExecutor(threads);
  }

  @Override
  protected FutureTask<StepExecution> createTask(Step step, StepExecution execution) {
    return new Partition(execution);
  }

  private final class Partition extends FutureTask<StepExecution> {

    Partition(StepExecution execution) {
      super(
          () -> {
            if (stopped.getAsBoolean()) {
              fresh.endUnbegun(execution);
            } else {
              fresh.execute(execution);
            }
            return execution;
          });
    }

    @Override
    public StepExecution get() throws InterruptedException, ExecutionException {
      while (true) {
        if (stopped.getAsBoolean()) {
          run(); // does nothing when a thread has begun it, and keeps one from beginning it
        }
        try {
          return get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // it goes on, or waits
        }
      }
    }
  }
}

package io.rollcall.serve;

import io.rollcall.kernel.Run;
import io.rollcall.operations.AlreadyFired;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.ScheduledRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process, each on a thread of its own, at most so many at a time; and one of
 * those that further schedules start beside them, so that looking after backups never keeps one
 * from being made.
 */
final class RunThreads {
  private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);

  private static final int BESIDE = 1;

  private final ScheduledRuns runs;
  private final Consumer<RunRecord> ended;
  private final int limit;
  private final Semaphore room;
  private final Semaphore roomBeside = new Semaphore(BESIDE);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "run"));

  /** What became of a firing. */
  enum Firing {
    /** It is in the history. */
    BEGUN,
    /** It was in the history before. */
    BEGUN_BEFORE,
    /** This process has its hands full. */
    NO_ROOM
  }

  /**
   * @param limit runs at a time
   * @param ended told of each run that ended, and of each that could not begin
   */
  RunThreads(ScheduledRuns runs, int limit, Consumer<RunRecord> ended) {
    this.runs = runs;
    this.ended = ended;
    this.limit = limit;
    this.room = new Semaphore(limit);
  }

  /**
   * Starts a run, and returns as soon as the history has it.
   *
   * @throws RuntimeException when the history does not have it: it may be tried again
   */
  Firing fire(String job, Run.Kind kind, Instant dueAt) {
    Semaphore place = kind == Run.Kind.FULL ? room : roomBeside;
    if (!place.tryAcquire()) {
      return Firing.NO_ROOM;
    }
    CompletableFuture<Firing> begun = new CompletableFuture<>();
    try {
      threads.execute(() -> run(job, kind, dueAt, begun, place));
    } catch (RejectedExecutionException e) {
      place.release();
      return Firing.NO_ROOM;
    }
    try {
      return begun.join();
    } catch (CompletionException | CancellationException e) {
      throw new IllegalStateException(
          "%s could not be started: %s".formatted(job, e.getCause()), e.getCause());
    }
  }

  private void run(
      String job, Run.Kind kind, Instant dueAt, CompletableFuture<Firing> begun, Semaphore place) {
    try {
      RunRecord record = runs.start(job, kind, dueAt, () -> begun.complete(Firing.BEGUN));
      begun.complete(Firing.BEGUN);
      ended.accept(record);
    } catch (AlreadyFired e) {
      begun.complete(Firing.BEGUN_BEFORE);
    } catch (RuntimeException | Error e) {
      if (!begun.completeExceptionally(e)) {
        LOG.error("a run of {} ended unforeseen", job, e);
      }
    } finally {
      place.release();
    }
  }

  /** Runs that go on. */
  int running() {
    return limit - room.availablePermits() + BESIDE - roomBeside.availablePermits();
  }

  /** Takes no more runs. */
  void close() {
    threads.shutdown();
  }

  /** Waits for the runs that go on; whether all ended in time. */
  boolean await(Duration patience) throws InterruptedException {
    return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package io.rollcall.exchange.online;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Threads that wait for answers, so that whoever waits for them notices a stop meanwhile. */
final class Workers implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 200;

  private final ExecutorService threads;
  private final Predicate<Duration> stopWithin;
  private final Explanations explanations;

  Workers(int number, Predicate<Duration> stopWithin, Explanations explanations) {
    this.threads =
        Executors.newFixedThreadPool(
            number,
            work -> {
              Thread thread = new Thread(work, "exchange-online");
              thread.setDaemon(true);
              return thread;
            });
    this.stopWithin = stopWithin;
    this.explanations = explanations;
  }

  <T> Future<T> begin(Callable<T> work) {
    return threads.submit(work);
  }

  /** Does it elsewhere, and waits for its end or for a stop. */
  void run(String what, Runnable work) {
    await(
        what,
        begin(
            () -> {
              work.run();
              return true;
            }));
  }

  /**
   * @throws OnlineException when the run is to stop
   */
  <T> T await(String what, Future<T> work) {
    while (true) {
      try {
        return work.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stopWithin.test(Duration.ZERO)) {
          throw explanations.interrupted(what);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw explanations.interrupted(what);
      } catch (ExecutionException e) {
        throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new RollcallException(
            ExitCode.FAILED, String.valueOf(cause.getMessage()), "restart the run", cause);
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package io.rollcall.kernel;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes items from a source in a thread of its own, so that the consumer finds the next one ready.
 * For one consumer. The thread is never interrupted: an interrupt in the middle of a read closes
 * the embedded database's file.
 *
 * @param <T> usually a block of things: handing over costs some microseconds
 */
public final class LookAhead<T> implements Closeable {
  private final Source<T> source;
  private final int limit;
  private final Object what;
  private final Queue<Delivery<T>> waiting = new ArrayDeque<>();
  private final Thread thread;
  private @Nullable Delivery<T> last;
  private boolean closed;

  /** Where items come from; used by the look-ahead's thread alone. */
  public interface Source<T> {
    /** The next item, or null at the end; not called again after null or an exception. */
    @Nullable T next() throws Exception;
  }

  private record Delivery<T>(@Nullable T item, @Nullable Throwable failure) {
    boolean isLast() {
      return item == null;
    }
  }

  /**
   * Starts taking items at once.
   *
   * @param what is read, for messages
   * @param limit how many items may wait for the consumer, at least 1
   */
  public LookAhead(String threadName, Object what, int limit, Source<T> source) {
    this.what = what;
    this.source = source;
    this.limit = limit;
    this.thread = new Thread(this::produce, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next item; null at the end, as often as it is asked for.
   *
   * @throws RollcallException with STOPPED when the consumer's thread is interrupted while it waits
   * @throws RuntimeException what the source threw, after the items before it; a checked exception
   *     is the cause of an {@link IllegalStateException}
   */
  public synchronized @Nullable T take() {
    while (last == null && waiting.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RollcallException(
            ExitCode.STOPPED, "reading " + what + " was interrupted", "restart the run", e);
      }
    }
    Delivery<T> delivery = last == null ? waiting.remove() : last;
    notifyAll();
    if (delivery.isLast()) {
      last = delivery;
      rethrow(delivery.failure());
    }
    return delivery.item();
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("reading ahead failed", failure);
    }
  }

  private void produce() {
    try {
      T item = source.next();
      while (put(new Delivery<>(item, null)) && item != null) {
        item = source.next();
      }
    } catch (Throwable e) { // even an Error must reach the consumer, who would wait for ever
      put(new Delivery<>(null, e));
    }
  }

  /** Whether anybody still wants items. */
  private synchronized boolean put(Delivery<T> delivery) {
    while (waiting.size() >= limit && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        closed = true; // nobody of ours interrupts it: the program is going down
      }
    }
    waiting.add(delivery);
    notifyAll();
    return !closed;
  }

  /** Waits until the thread has ended; the source is then free to be closed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

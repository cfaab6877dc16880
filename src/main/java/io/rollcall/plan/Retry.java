package io.rollcall.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tries again what failed by a {@link Transient} cause, by the one {@link RetryPolicy}. What is
 * tried is a whole transaction: inside of one, a failure goes to whoever began it.
 */
public class Retry {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
  private static final long NO_RUN = 0;

  private final RetryPolicy policy;
  private final StopWishes wishes;
  private final DoubleSupplier chance;
  private final LongSupplier nanos;

  /**
   * Since when the database is away, for all who ask it: when one has waited long enough, the
   * others fail at once instead of waiting their minute one after the other. Null while it answers.
   */
  private final AtomicReference<@Nullable Long> awaySince = new AtomicReference<>();

  /**
   * @param chance for the delays, from 0 on, less than 1
   * @param nanos a clock that never goes back
   */
  Retry(RetryPolicy policy, StopWishes wishes, DoubleSupplier chance, LongSupplier nanos) {
    this.policy = policy;
    this.wishes = wishes;
    this.chance = chance;
    this.nanos = nanos;
  }

  /** Work that must know whether an earlier try of it may have taken place after all. */
  public interface Work<T extends @Nullable Object> {

    /**
     * Does it.
     *
     * @param again an earlier try failed; when its connection was lost, it may have committed
     */
    T attempt(boolean again);
  }

  /** Does something that may be done twice: a whole transaction, or a query. */
  public <T extends @Nullable Object> T call(Supplier<T> work) {
    return attempt(again -> work.get());
  }

  /** Does something that may be done twice. */
  public void run(Runnable work) {
    attempt(
        again -> {
          work.run();
          return true;
        });
  }

  /** Inserts rows whose key is nobody else's: found there by a further try, they are ours. */
  public void insert(Runnable work) {
    attempt(
        again -> {
          try {
            work.run();
          } catch (DuplicateKeyException e) {
            if (!again) {
              throw e;
            }
          }
          return true;
        });
  }

  /** Does something that may not be done twice without a look at what is there. */
  public <T extends @Nullable Object> T attempt(Work<T> work) {
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? work.attempt(false)
        : tried(work);
  }

  /**
   * Does a transaction of its own that may be done twice, below a step whose own transaction is
   * none of the database's: {@link #attempt} would take that one for the transaction to be done
   * again, and leave it to the step, which begins all over.
   */
  public void ownTransaction(Runnable transaction) {
    tried(
        again -> {
          transaction.run();
          return true;
        });
  }

  private <T extends @Nullable Object> T tried(Work<T> work) {
    Tries tries = new Tries(NO_RUN);
    for (boolean again = false; ; again = true) {
      try {
        T result = work.attempt(again);
        awaySince.set(null);
        return result;
      } catch (RuntimeException e) {
        if (tries.after(e, "a transaction") != Next.AGAIN) {
          throw e;
        }
      }
    }
  }

  /** The tries of a part of a run. */
  Tries tries(long runId) {
    return new Tries(runId);
  }

  /** What to do after a failure. */
  enum Next {
    /** It was waited; try again. */
    AGAIN,
    /** It is not transient, or lasts too long. */
    GIVE_UP,
    /** Somebody wants the run to stop. */
    STOP
  }

  /** One thing that is tried, from its first failure on. For one thread. */
  final class Tries {
    private final long runId;
    private int failures;
    private long since;

    private Tries(long runId) {
      this.runId = runId;
    }

    /** Waits, when it is worth another try. */
    Next after(Throwable failure, String what) {
      Optional<Transient> kind = Transient.of(failure);
      if (kind.isEmpty()) {
        return Next.GIVE_UP;
      }
      long now = nanos.getAsLong();
      failures++;
      if (failures == 1) {
        since = now;
      }
      Duration delay = policy.delay(failures, chance.getAsDouble());
      if (passed(kind.get(), now) + delay.toNanos() > policy.patience().toNanos()) {
        return Next.GIVE_UP;
      }
      LOG.warn(
          "{} met {}: try {} in {} ms", what, kind.get().words(), failures + 1, delay.toMillis());
      return wishes.await(runId, delay) ? Next.STOP : Next.AGAIN;
    }

    private long passed(Transient kind, long now) {
      if (kind != Transient.CONNECTION) {
        return now - since;
      }
      awaySince.compareAndSet(null, now);
      Long away = awaySince.get();
      return Math.max(now - since, away == null ? 0 : now - away);
    }
  }
}

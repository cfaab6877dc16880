package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RetryTests {
  private static final CannotAcquireLockException DEADLOCK =
      new CannotAcquireLockException("x", new SQLException("deadlock", "40001", 1213));
  private static final DataAccessResourceFailureException AWAY =
      new DataAccessResourceFailureException("x", new SQLException("gone", "08S01", 0));

  private final StopWishes wishes = new StopWishes();
  private final AtomicLong nanos = new AtomicLong();
  private final Retry retry =
      new Retry(
          new RetryPolicy(Duration.ofSeconds(60), Duration.ofNanos(2), Duration.ofNanos(2)),
          wishes,
          () -> 0,
          nanos::get);

  @AfterEach
  void noTransaction() {
    TransactionSynchronizationManager.setActualTransactionActive(false);
  }

  /** Fails so often, each time after a while, and then works. */
  private int failing(int times, RuntimeException failure, Duration each) {
    AtomicInteger tries = new AtomicInteger();
    retry.run(
        () -> {
          if (tries.incrementAndGet() <= times) {
            nanos.addAndGet(each.toNanos());
            throw failure;
          }
        });
    return tries.get();
  }

  @Test
  void triesAgainWhatPasses() {
    assertThat(failing(5, DEADLOCK, Duration.ZERO)).isEqualTo(6);
  }

  /** Who began the one that is open does it again; unless that one is none of the database's. */
  @Test
  void withinATransactionOnlyOneOfItsOwnIsTriedAgain() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    assertThatThrownBy(() -> failing(1, DEADLOCK, Duration.ZERO)).isSameAs(DEADLOCK);
    AtomicInteger tries = new AtomicInteger();
    retry.ownTransaction(
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw DEADLOCK;
          }
        });
    assertThat(tries).hasValue(3);
  }

  @Test
  void failsAtOnceWhenItDoesNotPass() {
    AtomicInteger tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                retry.run(
                    () -> {
                      tries.incrementAndGet();
                      throw new IllegalStateException("a fault");
                    }))
        .hasMessage("a fault");
    assertThat(tries).hasValue(1);
  }

  @Test
  void givesUpWhenItsPatienceIsOver() {
    assertThat(failing(6, DEADLOCK, Duration.ofSeconds(11))).isEqualTo(7);
    assertThatThrownBy(() -> failing(8, DEADLOCK, Duration.ofSeconds(11))).isSameAs(DEADLOCK);
  }

  @Test
  void aDatabaseThatIsGoneIsWaitedForOnceAndNotByEachThatAsksIt() {
    assertThatThrownBy(() -> failing(100, AWAY, Duration.ofSeconds(11))).isSameAs(AWAY);
    long before = nanos.get();
    assertThatThrownBy(() -> failing(100, AWAY, Duration.ofSeconds(11))).isSameAs(AWAY);
    assertThat(nanos.get() - before).isEqualTo(Duration.ofSeconds(11).toNanos());

    assertThat(failing(0, AWAY, Duration.ZERO)).isEqualTo(1);

    assertThat(failing(3, AWAY, Duration.ofSeconds(11))).isEqualTo(4);
  }

  @Test
  void insideATransactionTheFailureGoesToWhoBeganIt() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    assertThatThrownBy(() -> failing(1, DEADLOCK, Duration.ZERO)).isSameAs(DEADLOCK);
  }

  @Test
  void tellsTheWorkThatItWasTriedBefore() {
    List<Boolean> again = new ArrayList<>();
    retry.attempt(
        before -> {
          again.add(before);
          if (again.size() < 3) {
            throw DEADLOCK;
          }
          return true;
        });
    assertThat(again).containsExactly(false, true, true);
  }

  @Test
  void aRowThatALostTryInsertedIsThere() {
    AtomicInteger tries = new AtomicInteger();
    retry.insert(
        () -> {
          throw tries.incrementAndGet() == 1 ? AWAY : new DuplicateKeyException("x");
        });
    assertThat(tries).hasValue(2);
    assertThatThrownBy(
            () ->
                retry.insert(
                    () -> {
                      throw new DuplicateKeyException("x");
                    }))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void aWishToStopEndsTheWait() {
    Retry slow =
        new Retry(
            new RetryPolicy(Duration.ofHours(9), Duration.ofHours(1), Duration.ofHours(1)),
            wishes,
            () -> 0,
            nanos::get);
    wishes.add(7);
    assertThat(slow.tries(7).after(DEADLOCK, "it")).isEqualTo(Retry.Next.STOP);
    wishes.forget(7);
    wishes.addAll();
    assertThat(slow.tries(7).after(DEADLOCK, "it")).isEqualTo(Retry.Next.STOP);
    assertThatThrownBy(
            () ->
                slow.run(
                    () -> {
                      throw DEADLOCK;
                    }))
        .isSameAs(DEADLOCK);
  }
}

package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class TransientTests {

  @ParameterizedTest
  @CsvSource({
    "1213,  40001, DEADLOCK",
    "1205,  40001, LOCK_TIMEOUT",
    "1205,  HY000, LOCK_TIMEOUT",
    "0,     08S01, CONNECTION",
    "1053,  08S01, CONNECTION",
    "0,     08003, CONNECTION",
    "1040,  08004, CONNECTION",
    "40001, 40001, DEADLOCK",
    "50200, HYT00, LOCK_TIMEOUT",
  })
  void knowsWhatPasses(int code, String state, Transient kind) {
    assertThat(Transient.of(new SQLException("x", state, code))).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1062, 23000", // duplicate key
    "1406, 22001", // data too long
    "1142, 42000", // no right
    "1146, 42S02", // no table
    "1045, 28000", // wrong password
    "1317, 70100", // a person ended the query
    "3024, HY000", // it took too long
    "0,    ",
  })
  void nothingElsePasses(int code, String state) {
    assertThat(Transient.of(new SQLException("x", state, code))).isEmpty();
  }

  @Test
  void looksBehindWhatSpringMakesOfIt() {
    SQLException deadlock = new SQLException("Deadlock found", "40001", 1213);
    assertThat(
            Transient.of(
                new IllegalStateException(new CannotAcquireLockException("insert", deadlock))))
        .contains(Transient.DEADLOCK);
    assertThat(Transient.of(new BatchUpdateException("x", "40001", 1213, new int[0])))
        .contains(Transient.DEADLOCK);
  }

  @Test
  void aRollbackThatFailsTooHidesNothing() {
    SQLException noSavepoint = new SQLException("SAVEPOINT does not exist", "42000", 1305);
    TransactionSystemException rollback =
        new TransactionSystemException("Could not roll back to savepoint", noSavepoint);
    rollback.initApplicationException(
        new CannotAcquireLockException("insert", new SQLException("x", "40001", 1213)));
    assertThat(Transient.of(rollback)).contains(Transient.DEADLOCK);
  }

  @Test
  void aPoolWithoutAConnectionWaitsForOneUnlessTheReasonStays() {
    SQLException refused =
        new SQLTransientConnectionException(
            "request timed out", "08S01", 0, new SQLException("refused", "08S01", 0));
    SQLException wrongPassword =
        new SQLTransientConnectionException(
            "request timed out", "08S01", 0, new SQLException("denied", "28000", 1045));
    assertThat(Transient.of(new CannotCreateTransactionException("x", refused)))
        .contains(Transient.CONNECTION);
    assertThat(Transient.of(new CannotCreateTransactionException("x", wrongPassword))).isEmpty();
  }

  @Test
  void aConnectionThatBrokeBeforeIsALostConnection() {
    assertThat(Transient.of(new SQLException("Connection is closed")))
        .contains(Transient.CONNECTION);
  }

  @Test
  void whatThePersonIsToldIsFinal() {
    assertThat(Transient.of(new RollcallException(ExitCode.FAILED, "lost lease", null))).isEmpty();
    assertThat(Transient.of(new OptimisticLockingFailureException("version"))).isEmpty();
    assertThat(Transient.of(new SQLIntegrityConstraintViolationException("x", "23000", 1062)))
        .isEmpty();
  }

  @Test
  void aCauseThatIsItsOwnCauseEndsTheSearch() {
    IllegalStateException one = new IllegalStateException();
    IllegalArgumentException other = new IllegalArgumentException(one);
    one.initCause(other);
    assertThat(Transient.of(one)).isEmpty();
  }
}

package io.rollcall.plan;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * The failures that pass by themselves: the whole list. Whatever is not here fails at once.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL's
 *     errors</a>
 * @see <a href="https://www.h2database.com/javadoc/org/h2/api/ErrorCode.html">H2's</a>
 */
enum Transient {
  DEADLOCK("a deadlock"),
  LOCK_TIMEOUT("a lock that was held too long"),
  CONNECTION("no connection to the database");

  private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;
  private static final int MYSQL_DEADLOCK = 1213;
  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final int H2_DEADLOCK = 40001;

  /** Of the driver, of Hikari's time-out, and of a server that shuts down or is full. */
  private static final String CONNECTION_STATES = "08";

  /** What HikariCP says of each further use of a connection that it has seen break. */
  private static final String BROKEN_BEFORE = "Connection is closed";

  private final String words;

  Transient(String words) {
    this.words = words;
  }

  /** For a sentence: "it met ...". */
  String words() {
    return words;
  }

  /** What kind of transient failure this is; empty when it is none. */
  static Optional<Transient> of(Throwable failure) {
    return of(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Optional<Transient> of(@Nullable Throwable failure, Set<Throwable> looked) {
    Optional<Transient> found = Optional.empty();
    for (Throwable cause = failure;
        cause != null && looked.add(cause) && found.isEmpty();
        cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        if (neverMended(sql)) {
          return Optional.empty();
        }
        found = of(sql);
      } else if (cause instanceof TransactionSystemException system) {
        // The rollback failed too; what it was for is the failure.
        found = of(system.getApplicationException(), looked);
      }
    }
    return found;
  }

  private static Optional<Transient> of(SQLException failure) {
    String state = Objects.toString(failure.getSQLState(), "");
    return switch (failure.getErrorCode()) {
      case MYSQL_DEADLOCK, H2_DEADLOCK -> Optional.of(DEADLOCK);
      case MYSQL_LOCK_WAIT_TIMEOUT, H2_LOCK_TIMEOUT -> Optional.of(LOCK_TIMEOUT);
      default ->
          state.startsWith(CONNECTION_STATES)
                  || failure instanceof java.sql.SQLTransientConnectionException
                  || BROKEN_BEFORE.equals(failure.getMessage())
              ? Optional.of(CONNECTION)
              : Optional.empty();
    };
  }

  /** A pool that cannot connect says "time-out", whatever the reason: a wrong password is one. */
  private static boolean neverMended(SQLException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = Objects.toString(sql.getSQLState(), "");
        if (state.startsWith("28") || state.startsWith("42")) {
          return true;
        }
      }
    }
    return false;
  }
}

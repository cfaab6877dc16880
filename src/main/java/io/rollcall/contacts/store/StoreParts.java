package io.rollcall.contacts.store;

import io.rollcall.plan.Retry;
import io.rollcall.plan.RowStream;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What all that reads or writes the store needs of the database. */
record StoreParts(
    JdbcTemplate jdbc, RowStream rows, TransactionTemplate transaction, Retry retry, Clock clock) {

  /** Does something in one transaction, again when it met what passes by itself. */
  <T> T inTransaction(Supplier<T> work) {
    return retry.call(
        () -> {
          T result = transaction.execute(status -> work.get());
          if (result == null) {
            throw new IllegalStateException("a transaction without a result");
          }
          return result;
        });
  }

  /**
   * Reads in one transaction, which sees everything as it was at its first query, whatever is
   * written meanwhile; again from the beginning when it met what passes by itself.
   */
  <T> T asOfOneMoment(Supplier<T> reading) {
    TransactionTemplate steady =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    steady.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    steady.setReadOnly(true);
    return retry.call(() -> Objects.requireNonNull(steady.execute(status -> reading.get())));
  }

  /**
   * Takes the next numbers of a mailbox, in the caller's transaction.
   *
   * @return the first of them
   */
  long takeNumbers(long mailbox, int count) {
    if (count == 0) {
      return 0;
    }
    jdbc.update(
        "UPDATE contacts_mailbox SET next_number = next_number + ? WHERE id = ?", count, mailbox);
    Long next =
        jdbc.queryForObject(
            "SELECT next_number FROM contacts_mailbox WHERE id = ?", Long.class, mailbox);
    return (next == null ? 0 : next) - count;
  }
}

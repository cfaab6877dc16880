package io.rollcall.plan;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers for rows, taken in blocks from {@code runner_sequence} in a transaction of their own: a
 * block that a failed run took is not given back, so a number never means two things.
 */
@Component
public class Sequences {
  private final JdbcClient jdbc;
  private final TransactionTemplate ownTransaction;
  private final Retry retry;

  Sequences(JdbcClient jdbc, PlatformTransactionManager transactions, Retry retry) {
    this.jdbc = jdbc;
    this.retry = retry;
    this.ownTransaction = new TransactionTemplate(transactions);
    ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Takes the next numbers of a sequence.
   *
   * @param size how many, from 1 on
   * @return the first of them; the others follow
   */
  public long take(String sequence, int size) {
    Long first =
        retry.<@Nullable Long>call(
            () -> ownTransaction.execute(status -> takeLocked(sequence, size)));
    if (first == null) {
      throw new IllegalStateException("the sequence " + sequence + " gave no number");
    }
    return first;
  }

  private long takeLocked(String sequence, int size) {
    int rows =
        jdbc.sql("UPDATE runner_sequence SET next_value = next_value + ? WHERE name = ?")
            .params(size, sequence)
            .update();
    if (rows != 1) {
      throw new IllegalStateException("no sequence " + sequence);
    }
    return jdbc.sql("SELECT next_value FROM runner_sequence WHERE name = ?")
            .param(sequence)
            .query(Long.class)
            .single()
        - size;
  }

  /** Takes the next number of a sequence. */
  public long next(String sequence) {
    return take(sequence, 1);
  }
}

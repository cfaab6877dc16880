package io.rollcall.report;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What the mail server has said of mails and the table may not know yet. A database that fails
 * between the two must not make this process send a mail again to those who have it.
 */
final class Verdicts {

  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

  /**
   * With delays from {@link #FIRST_DELAY} on the last begins after more than 40 s, which outlasts a
   * restart of MySQL; after two and a half minutes when each waits for a connection as well.
   */
  private static final int TRIES = 10;

  static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  private final Duration firstDelay;
  private final Map<Long, BooleanSupplier> unwritten = new ConcurrentHashMap<>();

  /**
   * @param firstDelay between the first two tries, doubled with each further one
   */
  Verdicts(Duration firstDelay) {
    this.firstDelay = firstDelay;
  }

  /** Whether this process knows of the mail what the table does not. */
  boolean unwritten(long mail) {
    return unwritten.containsKey(mail);
  }

  /**
   * Writes down what became of a mail, patiently.
   *
   * @param statement may be done twice; whether it changed anything
   * @return what the statement returned
   * @throws DataAccessException when the database fails for too long; {@link #writeRest} goes on
   */
  boolean write(long mail, BooleanSupplier statement) {
    unwritten.put(mail, statement);
    for (int tries = 1; ; tries++) {
      try {
        boolean changed = statement.getAsBoolean();
        unwritten.remove(mail, statement);
        return changed;
      } catch (DataAccessException e) {
        if (tries == TRIES || !waited(mail, tries)) {
          throw e;
        }
      }
    }
  }

  /**
   * Writes down what could not be written earlier.
   *
   * @throws DataAccessException when it still cannot be; it is kept
   */
  void writeRest() {
    unwritten.forEach(
        (mail, statement) -> {
          boolean unused = statement.getAsBoolean();
          unwritten.remove(mail, statement);
        });
  }

  /** False when the thread is to end. */
  private boolean waited(long mail, int tries) {
    Duration full = firstDelay.multipliedBy(1L << (tries - 1));
    Duration delay = full.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : full;
    LOG.warn(
        "The database fails at what became of the mail {}: try {} in {} ms",
        mail,
        tries + 1,
        delay.toMillis());
    try {
      Thread.sleep(delay.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.rollcall.contacts.deletion;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Retry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The password without which nobody deletes backups: a second secret, for the day on which somebody
 * else sits at the terminal. One for the whole store, kept as a slow hash. Who guesses has to wait
 * longer each time, in however many processes.
 */
@Component
public final class DeletionPassword {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 1000;
  private static final int FREE_FAILURES = 3;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final JdbcTemplate jdbc;
  private final Retry retry;
  private final TransactionTemplate transaction;
  private final SecureRandom random;
  private final Clock clock;

  DeletionPassword(
      JdbcTemplate jdbc,
      Retry retry,
      PlatformTransactionManager transactions,
      SecureRandom random,
      Clock clock) {
    this.jdbc = jdbc;
    this.retry = retry;
    this.transaction = new TransactionTemplate(transactions);
    this.random = random;
    this.clock = clock;
  }

  private record Stored(SlowHash hash, int failures, @Nullable Instant lockedUntil) {}

  /** Whether there is one. */
  public boolean isSet() {
    return !rows("").isEmpty();
  }

  /**
   * Sets the password.
   *
   * @param current the one that holds; null where there is none yet
   * @throws RollcallException with {@link ExitCode#WRONG_USE} for one of fewer than 12 characters,
   *     or when {@code current} is null though there is one; otherwise as {@link #require}
   */
  public void set(char @Nullable [] current, char[] wanted) {
    if (wanted.length < SHORTEST || wanted.length > LONGEST) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "a deletion password has at least %d characters".formatted(SHORTEST),
          "take a sentence that nobody guesses, and keep it apart from this machine");
    }
    if (current != null) {
      require(current);
    }
    byte[] salt = new byte[SlowHash.SALT_BYTES];
    random.nextBytes(salt);
    SlowHash hash = SlowHash.of(wanted, salt, SlowHash.ROUNDS);
    retry.attempt(
        again ->
            transaction.execute(
                status -> {
                  // A further try may find what the one before has written.
                  if (current == null && !again && !rows(" FOR UPDATE").isEmpty()) {
                    throw new RollcallException(
                        ExitCode.WRONG_USE,
                        "there is a deletion password already",
                        "scripts/rollcall contacts set-deletion-password asks for it first");
                  }
                  jdbc.update("DELETE FROM contacts_deletion_password");
                  return jdbc.update(
                      "INSERT INTO contacts_deletion_password (id, salt, hash, rounds, set_at,"
                          + " failures) VALUES (1, ?, ?, ?, ?, 0)",
                      hash.salt(),
                      hash.hash(),
                      hash.rounds(),
                      Utc.column(clock.instant()));
                }));
  }

  /**
   * Makes sure of the password. A wrong one is counted before this throws.
   *
   * @throws RollcallException with {@link ExitCode#REFUSED} when it is wrong, or was so too often;
   *     with {@link ExitCode#WRONG_USE} when there is none
   */
  public void require(char[] given) {
    Optional<String> refusal =
        retry.call(
            () ->
                Objects.requireNonNull(
                    transaction.execute(status -> Optional.ofNullable(refusal(given)))));
    if (refusal.isPresent()) {
      throw new RollcallException(
          ExitCode.REFUSED,
          refusal.get(),
          "nothing was deleted; scripts/rollcall audit shows who tried");
    }
  }

  /** One at a time: whoever comes while another is being checked waits for its end. */
  private @Nullable String refusal(char[] given) {
    Stored stored =
        rows(" FOR UPDATE").stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new RollcallException(
                        ExitCode.WRONG_USE,
                        "there is no deletion password yet: nothing can be deleted without one",
                        "scripts/rollcall contacts set-deletion-password"));
    Instant now = clock.instant();
    if (stored.lockedUntil() != null && now.isBefore(stored.lockedUntil())) {
      return "the deletion password was wrong %d times: the next try is looked at after %s"
          .formatted(stored.failures(), Times.local(stored.lockedUntil()));
    }
    if (stored.hash().matches(given)) {
      if (stored.failures() > 0) {
        count(0, null);
      }
      return null;
    }
    int failures = stored.failures() + 1;
    count(failures, failures < FREE_FAILURES ? null : now.plus(wait(failures)));
    return "that is not the deletion password";
  }

  /** 1 minute after the third wrong one, and twice as long after each further one. */
  private static Duration wait(int failures) {
    int doubled = Math.min(failures - FREE_FAILURES, 10);
    Duration wait = Duration.ofMinutes(1L << doubled);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void count(int failures, @Nullable Instant lockedUntil) {
    jdbc.update(
        "UPDATE contacts_deletion_password SET failures = ?, locked_until = ?",
        failures,
        lockedUntil == null ? null : Utc.column(lockedUntil));
  }

  private List<Stored> rows(String locking) {
    return jdbc.query(
        "SELECT salt, hash, rounds, failures, locked_until FROM contacts_deletion_password"
            + locking,
        (row, number) -> {
          LocalDateTime until = row.getObject("locked_until", LocalDateTime.class);
          return new Stored(
              new SlowHash(row.getBytes("salt"), row.getBytes("hash"), row.getInt("rounds")),
              row.getInt("failures"),
              until == null ? null : Utc.instant(until));
        });
  }
}

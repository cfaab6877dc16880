package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.Times;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Retry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The store's data key: made once, kept wrapped by the operator's key in one row, and in memory
 * while the process lives. Nothing is read or written before the operator's key has opened it.
 */
@Component
public class StoreKeys {
  private static final int DATA_KEY = 32;

  private final KeySettings settings;
  private final JdbcClient jdbc;
  private final Retry retry;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final SecureRandom random;
  private volatile byte @Nullable [] opened;

  StoreKeys(
      KeySettings settings,
      JdbcClient jdbc,
      Retry retry,
      PlatformTransactionManager transactions,
      Clock clock,
      SecureRandom random) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.retry = retry;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.random = random;
  }

  /**
   * What a rotation did.
   *
   * @param keyId names the key that locks the store now
   * @param reference where that key is kept
   * @param rotated false when it did so before
   */
  public record Rotation(String keyId, String reference, boolean rotated) {}

  private record Row(String keyId, String reference, byte[] wrapped, Instant since) {}

  /**
   * Makes sure of the operator's key, and writes nothing.
   *
   * @return its name, 16 hexadecimal digits, which tells nothing of it
   * @throws RollcallException when it is missing, no key, or not the store's
   */
  public String require() {
    find();
    return operatorKey().id();
  }

  /**
   * Writes a new key of the operator's into a new file that only its owner can read.
   *
   * @return the key's name, 16 hexadecimal digits
   * @throws RollcallException when the file is there already, or cannot be written
   */
  public static String write(Path file, SecureRandom random) {
    try {
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, OperatorKey.random(random) + "\n");
    } catch (FileAlreadyExistsException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          file + " is there already: who loses a key loses the backups that it locks",
          "name a file that does not exist",
          e);
    } catch (IOException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the key cannot be written to " + file + ": " + e.getMessage(),
          "make the folder, or write it elsewhere",
          e);
    }
    return OperatorKey.read(SecretRef.parse("file:" + file)).id();
  }

  /** The data key; empty while nothing was ever stored. */
  Optional<byte[]> find() {
    byte[] known = opened;
    if (known != null) {
      return Optional.of(known);
    }
    OperatorKey key = operatorKey();
    Optional<byte[]> found = retry.call(this::row).map(row -> unwrap(key, row));
    found.ifPresent(dataKey -> opened = dataKey);
    return found;
  }

  /** The data key; makes one for a new store. */
  byte[] findOrMake() {
    Optional<byte[]> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    OperatorKey key = operatorKey();
    byte[] dataKey = new byte[DATA_KEY];
    random.nextBytes(dataKey);
    try {
      jdbc.sql(
              "INSERT INTO contacts_key (id, key_id, key_ref, wrapped, created_at) VALUES (1, ?, ?,"
                  + " ?, ?)")
          .param(key.id())
          .param(key.reference().toString())
          .param(key.wrap(dataKey, random))
          .param(Utc.column(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      // Another process was first, or we were: the row tells.
    }
    return find().orElseThrow();
  }

  /**
   * Wraps the data key by another key of the operator's, in one transaction: the store is locked by
   * the one or by the other. Processes that have it open are not disturbed.
   *
   * @param to where the new key is kept
   * @param audit called inside of the transaction
   * @throws RollcallException when a key is missing or wrong, or the database failed; then it says
   *     which key locks the store
   */
  public Rotation rotate(SecretRef to, Runnable audit) {
    OperatorKey next = OperatorKey.read(to);
    Row row =
        row()
            .orElseThrow(
                () ->
                    new RollcallException(
                        ExitCode.WRONG_USE,
                        "there are no contacts' backups yet, and so no key to rotate",
                        "write rollcall.contacts.key: " + to + " into rollcall.yaml"));
    if (next.unwrap(row.wrapped()).isPresent()) {
      return new Rotation(next.id(), row.reference(), false);
    }
    byte[] dataKey = unwrap(operatorKey(), row);
    byte[] wrapped = next.wrap(dataKey, random);
    try {
      retry.run(
          () -> transaction.executeWithoutResult(status -> rewrap(row, next, wrapped, audit)));
    } catch (RuntimeException e) {
      throw interrupted(row, next, e);
    }
    return new Rotation(next.id(), to.toString(), true);
  }

  private void rewrap(Row before, OperatorKey next, byte[] wrapped, Runnable audit) {
    Row now = row().orElseThrow();
    if (next.unwrap(now.wrapped()).isPresent()) {
      return; // an earlier try was committed, whatever its answer was
    }
    int rows =
        jdbc.sql(
                "UPDATE contacts_key SET key_id = ?, key_ref = ?, wrapped = ?, rotated_at = ? WHERE"
                    + " id = 1 AND key_id = ?")
            .param(next.id())
            .param(next.reference().toString())
            .param(wrapped)
            .param(Utc.column(clock.instant()))
            .param(before.keyId())
            .update();
    if (rows != 1) {
      throw wrongKey(operatorKey(), row().orElseThrow());
    }
    audit.run();
  }

  /** What is so after a failure, as far as it can be known. */
  private RuntimeException interrupted(Row before, OperatorKey next, RuntimeException failure) {
    if (failure instanceof RollcallException) {
      return failure;
    }
    String said;
    try {
      boolean done = next.unwrap(row().orElseThrow().wrapped()).isPresent();
      said =
          "the contacts' backups are locked by the key in "
              + (done ? next.reference() + ", the new one" : before.reference() + ", as before");
    } catch (RuntimeException unreachable) {
      said = "which key locks the contacts' backups could not be asked";
    }
    return new RollcallException(
        ExitCode.FAILED,
        "the rotation of the key was interrupted: " + said,
        "type it again: a rotation that was done already changes nothing",
        failure);
  }

  private Optional<Row> row() {
    return jdbc.sql(
            "SELECT key_id, key_ref, wrapped, created_at, rotated_at FROM contacts_key WHERE id ="
                + " 1")
        .query(
            (row, number) ->
                new Row(
                    row.getString("key_id"),
                    row.getString("key_ref"),
                    row.getBytes("wrapped"),
                    Objects.requireNonNullElseGet(
                        Utc.orNull(row.getObject("rotated_at", LocalDateTime.class)),
                        () -> createdAt(row))))
        .optional();
  }

  private static Instant createdAt(ResultSet row) {
    try {
      return Utc.instant(row.getObject("created_at", LocalDateTime.class));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private OperatorKey operatorKey() {
    SecretRef reference = settings.reference();
    if (reference == null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "rollcall.contacts.key is not set: contacts' backups are encrypted by a key of yours",
          "scripts/rollcall contacts new-key FILE writes one and says how to name it");
    }
    return OperatorKey.read(reference);
  }

  private static byte[] unwrap(OperatorKey key, Row row) {
    return key.unwrap(row.wrapped())
        .orElseThrow(
            () -> key.id().equals(row.keyId()) ? DamagedContent.ofKey() : wrongKey(key, row));
  }

  private static RollcallException wrongKey(OperatorKey key, Row row) {
    return new RollcallException(
        ExitCode.WRONG_USE,
        "the key in %s (%s) is not the one that locks the contacts' backups: that is %s, kept in %s when it locked them at %s"
            .formatted(
                key.reference(), key.id(), row.keyId(), row.reference(), Times.local(row.since())),
        "let rollcall.contacts.key in rollcall.yaml name that key; without it nobody can read"
            + " them");
  }
}

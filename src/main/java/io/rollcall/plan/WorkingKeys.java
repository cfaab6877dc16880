package io.rollcall.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What the objects of a plan being made answer to, before the panel knows them: identities,
 * addresses claimed and given up. Kept in {@code runner_key} and not in memory, because a plan may
 * hold a million objects; deleted when the plan is settled.
 */
@Component
public class WorkingKeys {
  private final JdbcTemplate jdbc;
  private final InQuery in;

  WorkingKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
  }

  /**
   * A key's hash: the first 16 bytes of SHA-256. Two keys that meet by chance are less likely than
   * a broken disk.
   */
  public record Key(long high, long low) {

    /** The hash of a text, as it stands. */
    public static Key of(String text) {
      return of(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Key of(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Key(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
      return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** The objects that answer to keys. */
  public Map<Key, Long> find(long planId, Collection<Key> keys) {
    Map<Key, Long> found = new HashMap<>();
    in.forEach(
        "SELECT key_hash, object_id FROM runner_key WHERE plan_id = ? AND key_hash IN (:keys)",
        List.of(planId),
        keys.stream().map(Key::bytes).toList(),
        row -> found.put(Key.of(row.getBytes(1)), row.getLong(2)));
    return found;
  }

  /** Stores keys that are not stored yet. */
  public void add(long planId, Map<Key, Long> keys) {
    jdbc.batchUpdate(
        "INSERT INTO runner_key (plan_id, key_hash, object_id) VALUES (?, ?, ?)",
        keys.entrySet(),
        1000,
        (statement, key) -> {
          statement.setLong(1, planId);
          statement.setBytes(2, key.getKey().bytes());
          statement.setLong(3, key.getValue());
        });
  }
}

package io.rollcall.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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

  /** The objects that answer to keys. */
  public Map<KeyHash, Long> find(long planId, Collection<KeyHash> keys) {
    Map<KeyHash, Long> found = new HashMap<>();
    in.forEach(
        "SELECT key_hash, object_id FROM runner_key WHERE (plan_id, key_hash) IN (:keys)",
        planId,
        keys.stream().map(KeyHash::bytes).toList(),
        row -> found.put(KeyHash.of(row.getBytes(1)), row.getLong(2)));
    return found;
  }

  /** Stores keys that are not stored yet. */
  public void add(long planId, Map<KeyHash, Long> keys) {
    // In the order of the index, so that neighbours share its pages.
    jdbc.batchUpdate(
        "INSERT INTO runner_key (plan_id, key_hash, object_id) VALUES (?, ?, ?)",
        new TreeMap<>(keys).entrySet(),
        1000,
        (statement, key) -> {
          statement.setLong(1, planId);
          statement.setBytes(2, key.getKey().bytes());
          statement.setLong(3, key.getValue());
        });
  }

  /** Forgets an object that the plan will not add after all. */
  public void withdraw(long planId, long objectId) {
    jdbc.update("DELETE FROM runner_key WHERE plan_id = ? AND object_id = ?", planId, objectId);
  }
}

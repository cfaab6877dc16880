package io.rollcall.plan;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts of a plan: changes by kind and operation, and what else the reading saw. Not safe for use
 * by several threads.
 *
 * <p>Kinds are those of the family's {@link Limits}: mailboxes, lists, members.
 */
public final class Tally {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

  private final TreeMap<String, Long> counts;

  public Tally() {
    this(Map.of());
  }

  private Tally(Map<String, Long> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /** Counts changes of a kind. */
  public void change(String kind, Operation operation, long number) {
    add(kind + "." + operation.key(), number);
  }

  /** Changes of a kind and operation found so far. */
  public long changes(String kind, Operation operation) {
    return counts.getOrDefault(kind + "." + operation.key(), 0L);
  }

  /** All changes of an operation, whatever their kind. */
  public long changes(Operation operation) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + operation.key()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All changes. */
  public long total() {
    return changes(Operation.ADD) + changes(Operation.UPDATE) + changes(Operation.REMOVE);
  }

  /**
   * Counts something that is no change: {@code unchanged}, {@code excluded}, {@code skipped}. The
   * name has no dot.
   */
  public void note(String what, long number) {
    add(what, number);
  }

  /** How often something that is no change was counted. */
  public long noted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  private void add(String key, long number) {
    if (number != 0) {
      counts.merge(key, number, Long::sum);
    }
  }

  /** Adds another tally's counts to this one. */
  public void addAll(Tally other) {
    other.counts.forEach(this::add);
  }

  /** A copy that later counts do not touch. */
  public Tally copy() {
    return new Tally(counts);
  }

  /** One JSON object, keys in order: {@code {"mailboxes.add":12,"unchanged":3}}. */
  public String toJson() {
    return JSON.writeValueAsString(counts);
  }

  /** The inverse of {@link #toJson()}. */
  public static Tally fromJson(String json) {
    return new Tally(JSON.readValue(json, COUNTS));
  }
}

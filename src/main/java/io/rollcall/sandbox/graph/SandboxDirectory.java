package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's users and groups. Properties are Graph's, by name; a property that never was set is
 * another thing than one that was cleared.
 */
public final class SandboxDirectory {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Set<String>> memberOf = new LinkedHashMap<>();
  private final Random random;
  private long now;

  /**
   * @param seed of the ids
   */
  public SandboxDirectory(long seed) {
    this.random = new Random(seed);
  }

  /** Adds an object, and returns its id. */
  public synchronized String add(Kind kind, Map<String, ?> values) {
    Entry entry = new Entry(newId(), kind);
    now++;
    entry.touched = now;
    values.forEach((field, value) -> entry.set(field, value, now));
    entries.put(entry.id, entry);
    return entry.id;
  }

  /** Changes a property; null clears it. */
  public synchronized void set(String id, String field, @Nullable Object value) {
    entry(id).set(field, value, ++now);
  }

  /** Deletes; it can be restored. Its memberships stay, as they do in Graph. */
  public synchronized void delete(String id) {
    Entry entry = entry(id);
    entry.state = Entry.State.DELETED;
    entry.touched = ++now;
  }

  /** Takes a deletion back. */
  public synchronized void restore(String id) {
    entry(id).restore(++now);
  }

  /** Deletes for good, out of all groups too. */
  public synchronized void purge(String id) {
    Entry entry = entry(id);
    entry.state = Entry.State.PURGED;
    entry.touched = ++now;
    for (String group : memberOf.getOrDefault(id, Set.of())) {
      entry(group).member(id, false, ++now);
    }
    memberOf.remove(id);
  }

  /** Makes an object a direct member of a group; cycles are allowed. */
  public synchronized void join(String group, String member) {
    entry(group).member(member, true, ++now);
    memberOf.computeIfAbsent(member, key -> new LinkedHashSet<>()).add(group);
  }

  /** Takes a direct member out of a group. */
  public synchronized void leave(String group, String member) {
    entry(group).member(member, false, ++now);
    memberOf.getOrDefault(member, new LinkedHashSet<>()).remove(group);
  }

  /** The live objects of a kind: their properties by id. */
  public synchronized Map<String, Map<String, @Nullable Object>> live(Kind kind) {
    Map<String, Map<String, @Nullable Object>> found = new TreeMap<>();
    select(kind, entry -> entry.state == Entry.State.LIVE)
        .forEach(entry -> found.put(entry.id, new TreeMap<>(entry.values)));
    return found;
  }

  /** Ids of objects that can be restored. */
  public synchronized List<String> deleted(Kind kind) {
    return select(kind, entry -> entry.state == Entry.State.DELETED).stream()
        .map(entry -> entry.id)
        .toList();
  }

  /** A group's direct members, deleted ones that can be restored among them. */
  public synchronized Set<String> members(String group) {
    Set<String> present = new LinkedHashSet<>();
    entry(group)
        .members
        .forEach(
            (id, membership) -> {
              if (membership.present()) {
                present.add(id);
              }
            });
    return present;
  }

  /** All objects with their history, in the order in which they were added. */
  synchronized List<StoredEntry> stored() {
    return entries.values().stream().map(StoredEntry::of).toList();
  }

  /**
   * A directory that goes on where another ended.
   *
   * @param seed of new ids; not the other's, whose first ids would come again
   */
  static SandboxDirectory restored(long seed, long now, List<StoredEntry> stored) {
    SandboxDirectory directory = new SandboxDirectory(seed);
    directory.now = now;
    for (StoredEntry one : stored) {
      Entry entry = one.entry();
      directory.entries.put(entry.id, entry);
      entry.members.forEach(
          (member, membership) -> {
            if (membership.present()) {
              directory
                  .memberOf
                  .computeIfAbsent(member, key -> new LinkedHashSet<>())
                  .add(entry.id);
            }
          });
    }
    return directory;
  }

  synchronized long now() {
    return now;
  }

  synchronized List<Entry> select(Kind kind, Predicate<Entry> wanted) {
    Collection<Entry> all = entries.values();
    List<Entry> found = new ArrayList<>();
    for (Entry entry : all) {
      if (entry.kind == kind && wanted.test(entry)) {
        found.add(entry);
      }
    }
    return found;
  }

  synchronized @Nullable Entry find(String id) {
    return entries.get(id);
  }

  synchronized String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private Entry entry(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new NoSuchElementException("no object " + id);
    }
    return entry;
  }
}

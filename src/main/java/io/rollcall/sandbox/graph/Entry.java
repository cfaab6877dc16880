package io.rollcall.sandbox.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user or a group with what happened to it, and when: times are numbers that count changes. */
final class Entry {
  enum State {
    LIVE,
    DELETED,
    PURGED
  }

  /** A member that is there, or was. */
  record Membership(boolean present, long since) {}

  final String id;
  final Kind kind;
  final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  final Map<String, @Nullable Object> earlierValues = new LinkedHashMap<>();
  final Map<String, Long> changed = new LinkedHashMap<>();
  final Map<String, Membership> members = new LinkedHashMap<>();
  State state = State.LIVE;
  long touched;

  Entry(String id, Kind kind) {
    this.id = id;
    this.kind = kind;
  }

  void set(String field, @Nullable Object value, long now) {
    if (values.containsKey(field)) {
      earlierValues.put(field, values.get(field));
    }
    values.put(field, value);
    changed.put(field, now);
    touched = now;
  }

  void member(String memberId, boolean present, long now) {
    members.put(memberId, new Membership(present, now));
    touched = now;
  }

  /** It comes back as if it were new: all of it counts as changed. */
  void restore(long now) {
    state = State.LIVE;
    touched = now;
    changed.replaceAll((field, since) -> now);
    members.replaceAll((member, was) -> new Membership(was.present(), now));
  }
}

package io.rollcall.sandbox.graph;

import io.rollcall.sandbox.graph.Entry.Membership;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with its history, as it lies in a file. */
record StoredEntry(
    String id,
    Kind kind,
    Entry.State state,
    long touched,
    Map<String, @Nullable Object> values,
    Map<String, @Nullable Object> earlierValues,
    Map<String, Long> changed,
    Map<String, Membership> members) {

  static StoredEntry of(Entry entry) {
    return new StoredEntry(
        entry.id,
        entry.kind,
        entry.state,
        entry.touched,
        entry.values,
        entry.earlierValues,
        entry.changed,
        entry.members);
  }

  Entry entry() {
    Entry entry = new Entry(id, kind);
    entry.state = state;
    entry.touched = touched;
    entry.values.putAll(values);
    entry.earlierValues.putAll(earlierValues);
    entry.changed.putAll(changed);
    entry.members.putAll(members);
    return entry;
  }
}

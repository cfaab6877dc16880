package io.rollcall.contacts.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds contacts that would be lost if only some of a mailbox's snapshots were kept. */
final class LastCopies {
  private final StoreParts parts;

  LastCopies(StoreParts parts) {
    this.parts = parts;
  }

  /**
   * The contacts that are in a snapshot that goes and in none that stays.
   *
   * @param goes the snapshots that go
   * @param stays those that stay
   * @return by contact, the newest snapshot that has it
   */
  Map<Long, Long> of(long mailbox, SortedSet<Long> goes, SortedSet<Long> stays) {
    Map<Long, Long> lost = new TreeMap<>();
    List<long[]> ranges = new ArrayList<>();
    long[] current = {0};
    parts
        .rows()
        .forEach(
            "SELECT number, from_seq, until_seq FROM contacts_version WHERE mailbox_id = ? AND"
                + " deletion IS NULL ORDER BY number, from_seq",
            row -> {
              long number = row.getLong("number");
              if (number != current[0]) {
                judge(current[0], ranges, goes, stays, lost);
                ranges.clear();
                current[0] = number;
              }
              long until = row.getLong("until_seq");
              long end = row.wasNull() ? Long.MAX_VALUE : until;
              ranges.add(new long[] {row.getLong("from_seq"), end});
            },
            mailbox);
    judge(current[0], ranges, goes, stays, lost);
    return Collections.unmodifiableMap(lost);
  }

  private static void judge(
      long number,
      List<long[]> ranges,
      SortedSet<Long> goes,
      SortedSet<Long> stays,
      Map<Long, Long> lost) {
    long newest = 0;
    for (long[] range : ranges) {
      if (!stays.subSet(range[0], range[1]).isEmpty()) {
        return;
      }
      SortedSet<Long> had = goes.subSet(range[0], range[1]);
      newest = had.isEmpty() ? newest : Math.max(newest, had.last());
    }
    if (newest > 0) {
      lost.put(number, newest);
    }
  }
}

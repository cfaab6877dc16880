package io.rollcall.contacts.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * From which snapshot until before which one rows hold: counts those of each snapshot, and finds
 * ranges that no backup and no deletion leaves. Where a row ends is in clear and not authenticated,
 * because a later snapshot tells it.
 */
final class Ranges {
  private static final long OPEN = Long.MAX_VALUE;

  private final String name;
  private final long lastSeq;
  private final long[] seqs;
  private final long[] differences;
  private final Consumer<String> impossible;
  private long number;
  private long from;
  private long end;

  /**
   * @param name what rows are called, before their number: {@code mailbox 3, contact }
   * @param lastSeq the newest snapshot, or deletion that took a snapshot's number
   * @param seqs the snapshots that are counted, in order
   * @param impossible is told of each row whose range cannot be
   */
  Ranges(String name, long lastSeq, long[] seqs, Consumer<String> impossible) {
    this.name = name;
    this.lastSeq = lastSeq;
    this.seqs = seqs;
    this.differences = new long[seqs.length + 1];
    this.impossible = impossible;
  }

  /** Adds a row; by number, and rows of one number by their snapshot. */
  void add(ResultSet row) throws SQLException {
    boolean visible = row.getObject("deletion") == null;
    long until = row.getLong("until_seq");
    until = row.wasNull() ? OPEN : until;
    add(row.getLong("number"), row.getLong("from_seq"), until, visible);
  }

  private void add(long nextNumber, long nextFrom, long nextEnd, boolean visible) {
    // One more than the newest: a snapshot that is being written ends rows beforehand.
    if (nextEnd <= nextFrom || (nextEnd != OPEN && nextEnd > lastSeq + 1)) {
      impossible.accept(
          "%s%d, version of snapshot %d ends at snapshot %d, which cannot be"
              .formatted(name, nextNumber, nextFrom, nextEnd));
    } else if (nextNumber == number && end > nextFrom) {
      impossible.accept(
          "%s%d, version of snapshot %d still holds where that of snapshot %d begins"
              .formatted(name, nextNumber, from, nextFrom));
    }
    number = nextNumber;
    from = nextFrom;
    end = nextEnd;
    if (visible && nextEnd > nextFrom) {
      differences[firstFrom(nextFrom)]++;
      differences[firstFrom(nextEnd)]--;
    }
  }

  /** The place of the first snapshot that is not older. */
  private int firstFrom(long seq) {
    int place = Arrays.binarySearch(seqs, seq);
    return place < 0 ? -place - 1 : place;
  }

  /** How many of the rows that can be seen a snapshot has. */
  long count(long seq) {
    long sum = 0;
    for (int i = 0; i <= firstFrom(seq); i++) {
      sum += differences[i];
    }
    return sum;
  }
}

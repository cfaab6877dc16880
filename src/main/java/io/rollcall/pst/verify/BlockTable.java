package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;

/** The block tree's entries, and how often each block was found referred to. */
final class BlockTable {
  private static final int CB = 1 << 16;
  private final Longs bids = new Longs();
  private final Longs offsets = new Longs();

  /** Size in the lower 16 bits, the references that the tree tells in the next 16, ours above. */
  private final Longs counts = new Longs();

  private final Space space;
  private final Findings findings;
  private final long nextBlock;

  BlockTable(Space space, Findings findings, long nextBlock) {
    this.space = space;
    this.findings = findings;
    this.nextBlock = nextBlock;
  }

  /** Takes an entry of the tree's leaf. */
  void add(byte[] page, int at) {
    long bid = LittleEndian.get64(page, at);
    long offset = LittleEndian.get64(page, at + 8);
    int size = LittleEndian.get16(page, at + 16);
    String where = where(bid);
    findings.require((bid & 1) == 0, Rule.BLOCK_NUMBER_FORM, where, "it is odd");
    findings.require(
        Long.compareUnsigned(bid, nextBlock) < 0,
        Rule.HEADER_NEXT_BLOCK,
        where,
        "the next is " + Hex.of(nextBlock));
    findings.require(
        LittleEndian.get32(page, at + 20) == 0, Rule.TREE_RESERVED, where, "another value");
    if (size < 1 || size > Layout.PAYLOAD) {
      findings.add(Rule.BLOCK_SIZE, where, size + " bytes");
      return;
    }
    if (offset % Layout.SLOT != 0) {
      findings.add(Rule.BLOCK_PLACE, where, "at " + Hex.of(offset));
      return;
    }
    if (space.take(offset, Layout.stored(size), where)) {
      bids.add(bid);
      offsets.add(offset);
      counts.add((long) LittleEndian.get16(page, at + 18) * CB + size);
    }
  }

  static String where(long bid) {
    return "block " + Hex.of(bid);
  }

  int count() {
    return bids.size();
  }

  long bid(int index) {
    return bids.get(index);
  }

  long offset(int index) {
    return offsets.get(index);
  }

  int size(int index) {
    return (int) (counts.get(index) & CB - 1);
  }

  /** Finds a block; the lowest bit of a reference means nothing. */
  int find(long bid) throws Lost {
    int low = 0;
    int high = bids.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(bids.get(middle), bid & ~1L);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw findings.lost(Rule.BLOCK_UNKNOWN, where(bid), "it is not in the block tree");
  }

  /** Counts a reference, and returns whether it is the first. */
  boolean hold(int index) {
    counts.set(index, counts.get(index) + (1L << 32));
    return counts.get(index) >>> 32 == 1;
  }

  /** Compares the references; call when all are counted. */
  void checkReferences() {
    for (int i = 0; i < count(); i++) {
      long said = counts.get(i) >>> 16 & 0xFFFF;
      long found = (counts.get(i) >>> 32) + 1;
      findings.require(
          said == found && found > 1,
          Rule.BLOCK_REFERENCES,
          where(bid(i)),
          "it tells " + said + ", and has " + found);
    }
  }
}

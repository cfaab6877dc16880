package io.rollcall.pst.ndb;

import java.util.Arrays;

/** The file's nodes, in any order until they are sorted. */
final class Nodes {
  /** Where the file's counters of node numbers start; those of other types start at 0x400. */
  private static final int FIRST_FOLDER_SEARCH = 0x4000;

  private static final int FIRST_MESSAGE = 0x10000;
  private static final int FIRST_ASSOCIATED = 0x8000;
  private static final int FIRST = 0x400;

  /** Node number and position in the other lists, so that sorting moves one number. */
  private final Longs keys = new Longs();

  private final Longs data = new Longs();
  private final Longs subnodes = new Longs();
  private final Longs parents = new Longs();
  private final int[] highest = new int[32];

  Nodes() {
    Arrays.fill(highest, FIRST);
    highest[Nid.SEARCH_FOLDER] = FIRST_FOLDER_SEARCH;
    highest[Nid.MESSAGE] = FIRST_MESSAGE;
    highest[Nid.ASSOCIATED_MESSAGE] = FIRST_ASSOCIATED;
  }

  void add(int nid, long dataBid, long subnodesBid, int parent) {
    keys.add(Integer.toUnsignedLong(nid) << 31 | keys.size());
    data.add(dataBid);
    subnodes.add(subnodesBid);
    parents.add(Integer.toUnsignedLong(parent));
    highest[Nid.type(nid)] = Math.max(highest[Nid.type(nid)], Nid.index(nid));
  }

  int count() {
    return keys.size();
  }

  void sort() {
    keys.sort();
  }

  long nid(int index) {
    return keys.get(index) >>> 31;
  }

  void put(int index, byte[] page, int at) {
    int entry = (int) keys.get(index) & Integer.MAX_VALUE;
    LittleEndian.put64(page, at, nid(index));
    LittleEndian.put64(page, at + 8, data.get(entry));
    LittleEndian.put64(page, at + 16, subnodes.get(entry));
    LittleEndian.put32(page, at + 24, (int) parents.get(entry));
  }

  /** The highest index in use of a type of nodes, or where its counter starts. */
  int highest(int type) {
    return highest[type];
  }
}

package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;
import io.rollcall.pst.ndb.Nid;

/** The node tree's entries, by ascending number. */
final class NodeTable {
  private final Longs nids = new Longs();
  private final Longs data = new Longs();
  private final Longs subnodes = new Longs();
  private final Longs parents = new Longs();
  private final Findings findings;

  NodeTable(Findings findings) {
    this.findings = findings;
  }

  /** Takes an entry of the tree's leaf. */
  void add(byte[] page, int at) {
    long nid = LittleEndian.get64(page, at);
    String where = Hex.node((int) nid);
    if (nid >>> 32 != 0) {
      findings.add(Rule.NODE_NUMBER, where, Hex.of(nid));
      return;
    }
    findings.require(
        LittleEndian.get32(page, at + 28) == 0, Rule.TREE_RESERVED, where, "another value");
    nids.add(nid);
    data.add(LittleEndian.get64(page, at + 8));
    subnodes.add(LittleEndian.get64(page, at + 16));
    parents.add(Integer.toUnsignedLong(LittleEndian.get32(page, at + 24)));
  }

  int count() {
    return nids.size();
  }

  int nid(int index) {
    return (int) nids.get(index);
  }

  int parent(int index) {
    return (int) parents.get(index);
  }

  NodeData data(int index) {
    return new NodeData(Hex.node(nid(index)), data.get(index), subnodes.get(index));
  }

  /** The node's place among the others, negative when there is none. */
  int find(int nid) {
    int low = 0;
    int high = nids.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(nids.get(middle), Integer.toUnsignedLong(nid));
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Folders and messages lie in folders; the root lies in itself, and nothing else in anything. */
  void checkParents() {
    for (int i = 0; i < count(); i++) {
      int type = Nid.type(nid(i));
      boolean lies = type == Nid.FOLDER || type == Nid.SEARCH_FOLDER || type == Nid.MESSAGE;
      boolean right =
          lies ? Nid.type(parent(i)) == Nid.FOLDER && find(parent(i)) >= 0 : parent(i) == 0;
      findings.require(
          right, Rule.NODE_PARENT, Hex.node(nid(i)), "it names " + Hex.node(parent(i)));
    }
  }

  void checkCounters(int[] counters) {
    for (int i = 0; i < count(); i++) {
      int type = Nid.type(nid(i));
      findings.require(
          Integer.compareUnsigned(counters[type], Nid.index(nid(i))) >= 0,
          Rule.HEADER_NODE_COUNTERS,
          Hex.node(nid(i)),
          "the header's counter is " + Hex.of(counters[type]));
    }
  }
}

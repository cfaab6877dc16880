package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.Longs;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Nid;
import io.rollcall.pst.ndb.Payload;
import io.rollcall.pst.ndb.Subnode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A table's rows: one heap item while they are few, then blocks of whole rows in a subnode. */
final class RowMatrix {
  private static final int NID = Nid.of(Nid.LTP, 1);
  private final NdbWriter ndb;
  private final int rowSize;
  private final int rowsInBlock;
  private final Longs blocks = new Longs();
  private byte[] open = new byte[0];
  private int used;

  RowMatrix(NdbWriter ndb, int rowSize) {
    this.ndb = ndb;
    this.rowSize = rowSize;
    this.rowsInBlock = Layout.PAYLOAD / rowSize;
  }

  void add(byte[] row) throws IOException {
    if (used == rowsInBlock * rowSize) {
      Arrays.fill(open, used, Layout.PAYLOAD, (byte) 0);
      blocks.add(ndb.block(open, Layout.PAYLOAD));
      used = 0;
    }
    if (used + rowSize > open.length) {
      open = Arrays.copyOf(open, Math.min(Layout.PAYLOAD, 4 * (used + rowSize)));
    }
    System.arraycopy(row, 0, open, used, rowSize);
    used += rowSize;
  }

  boolean fitsInHeap() {
    return blocks.size() == 0 && used <= Heap.MOST_ITEM;
  }

  Payload item() {
    return Payload.of(Arrays.copyOf(open, used));
  }

  /** The subnode's number, where the rows do not fit into the heap. */
  int nid() {
    return NID;
  }

  long subnodeBytes() {
    return fitsInHeap() ? 0 : bytes();
  }

  /** Writes what is left, and returns the reference of the table's subnodes; 0 for none. */
  long finish() throws IOException {
    if (fitsInHeap()) {
      return 0;
    }
    long total = bytes();
    blocks.add(ndb.block(open, used));
    return ndb.subnodes(List.of(new Subnode(NID, ndb.join(blocks, total), 0, total)));
  }

  private long bytes() {
    return (long) blocks.size() * Layout.PAYLOAD + used;
  }
}

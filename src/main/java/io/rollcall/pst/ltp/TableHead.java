package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;

/** What a table says of itself, and its columns; [MS-PST] 2.3.4.1. */
final class TableHead {
  private static final int HEAD = 22;
  private static final int COLUMN = 8;

  private TableHead() {}

  static int size(TableLayout layout) {
    return HEAD + COLUMN * layout.columns().size();
  }

  /**
   * @param rowTree the item that finds rows by number
   * @param rows where the rows lie: an item, a subnode, or 0 for none
   */
  static byte[] of(TableLayout layout, int rowTree, int rows) {
    byte[] head = new byte[size(layout)];
    head[0] = (byte) Heap.TABLE;
    head[1] = (byte) layout.columns().size();
    for (int group = 0; group < 4; group++) {
      LittleEndian.put16(head, 2 + 2 * group, layout.end(group));
    }
    LittleEndian.put32(head, 10, rowTree);
    LittleEndian.put32(head, 14, rows);
    int at = HEAD;
    for (Column column : layout.columns()) {
      LittleEndian.put32(head, at, column.tag());
      LittleEndian.put16(head, at + 4, column.offset());
      head[at + 6] = (byte) column.size();
      head[at + 7] = (byte) column.bit();
      at += COLUMN;
    }
    return head;
  }
}

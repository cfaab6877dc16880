package io.rollcall.pst.ndb;

import java.io.IOException;

/** Data of any length as one reference: a block, or a tree of full blocks; [MS-PST] 2.2.2.8.3.2. */
final class DataTrees {
  private static final int HEAD = 8;
  private final Blocks blocks;

  DataTrees(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Returns 0 for no data: there are no empty blocks. */
  long write(Payload payload) throws IOException {
    Longs leaves = new Longs();
    for (long from = 0; from < payload.size(); from += Layout.PAYLOAD) {
      int length = (int) Math.min(Layout.PAYLOAD, payload.size() - from);
      leaves.add(blocks.data(payload, from, length));
    }
    return join(leaves, payload.size());
  }

  /** One reference for blocks that are written already, which hold {@code total} bytes. */
  long join(Longs leaves, long total) throws IOException {
    if (leaves.size() < 2) {
      return leaves.size() == 0 ? 0 : leaves.get(0);
    }
    if (total > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "a value of " + total + " bytes; the format allows 4,294,967,295");
    }
    if (leaves.size() <= Layout.TREE_FAN_OUT) {
      return references(1, leaves, 0, leaves.size(), total);
    }
    Longs children = new Longs();
    for (int from = 0; from < leaves.size(); from += Layout.TREE_FAN_OUT) {
      int to = Math.min(from + Layout.TREE_FAN_OUT, leaves.size());
      boolean last = to == leaves.size();
      long before = (long) from * Layout.PAYLOAD;
      long bytes = last ? total - before : (long) (to - from) * Layout.PAYLOAD;
      children.add(references(1, leaves, from, to, bytes));
    }
    return references(2, children, 0, children.size(), total);
  }

  private long references(int level, Longs children, int from, int to, long total)
      throws IOException {
    byte[] block = new byte[HEAD + 8 * (to - from)];
    block[0] = 1;
    block[1] = (byte) level;
    LittleEndian.put16(block, 2, to - from);
    LittleEndian.put32(block, 4, (int) total);
    for (int i = from; i < to; i++) {
      LittleEndian.put64(block, HEAD + 8 * (i - from), children.get(i));
    }
    return blocks.internal(block, block.length);
  }
}

package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/**
 * An SLBLOCK, of nodes, or SIBLOCK, of SLBLOCKs; [MS-PST] 2.2.2.8.3.3.
 *
 * @param level 0 and 1
 */
record SubnodeBlock(String where, byte[] bytes, int level, int count) {
  private static final int HEAD = 8;
  private static final int LEAF = 24;
  private static final int INDEX = 16;

  /**
   * @param below the level has to be below this one
   */
  static SubnodeBlock read(BlockReader blocks, long bid, int below, Findings findings)
      throws IOException, Lost {
    String where = BlockTable.where(bid);
    byte[] bytes = blocks.payload(bid);
    if (!BlockReader.internal(bid) || bytes.length < HEAD || bytes[0] != 2) {
      throw findings.lost(Rule.SUBNODE_FORM, where, "it lists no subnodes");
    }
    int level = bytes[1];
    int count = LittleEndian.get16(bytes, 2);
    int most = level == 0 ? Layout.SUBNODES : Layout.SUBNODE_BLOCKS;
    if (level < 0
        || level > 1
        || level >= below
        || count < 1
        || count > most
        || bytes.length != HEAD + count * (level == 0 ? LEAF : INDEX)
        || LittleEndian.get32(bytes, 4) != 0) {
      throw findings.lost(
          Rule.SUBNODE_FORM, where, "level " + level + " with " + count + " entries");
    }
    SubnodeBlock block = new SubnodeBlock(where, bytes, level, count);
    for (int i = 0; i < count; i++) {
      findings.require(
          block.key(i) >>> 32 == 0 && (i == 0 || block.key(i) > block.key(i - 1)),
          Rule.SUBNODE_ORDER,
          where,
          Hex.of(block.key(i)));
    }
    return block;
  }

  long key(int entry) {
    return LittleEndian.get64(bytes, at(entry));
  }

  /** The block that an index's entry leads to. */
  long child(int entry) {
    return LittleEndian.get64(bytes, at(entry) + 8);
  }

  NodeData node(int entry) {
    return new NodeData(
        where + ", subnode " + Hex.of(key(entry)),
        LittleEndian.get64(bytes, at(entry) + 8),
        LittleEndian.get64(bytes, at(entry) + 16));
  }

  private int at(int entry) {
    return HEAD + entry * (level == 0 ? LEAF : INDEX);
  }
}

package io.rollcall.pst.ndb;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** A node's subnodes as one reference; [MS-PST] 2.2.2.8.3.3. */
final class SubnodeTrees {
  private static final int HEAD = 8;
  private static final int LEAF = 24;
  private static final int INDEX = 16;
  private final Blocks blocks;

  SubnodeTrees(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Returns 0 for none. */
  long write(List<Subnode> subnodes) throws IOException {
    List<Subnode> sorted =
        subnodes.stream().sorted(Comparator.comparingLong(s -> key(s.nid()))).toList();
    Longs leaves = new Longs();
    for (int from = 0; from < sorted.size(); from += Layout.SUBNODES) {
      leaves.add(leaf(sorted.subList(from, Math.min(from + Layout.SUBNODES, sorted.size()))));
    }
    if (leaves.size() < 2) {
      return leaves.size() == 0 ? 0 : leaves.get(0);
    }
    if (leaves.size() > Layout.SUBNODE_BLOCKS) {
      throw new IllegalArgumentException("a node with " + subnodes.size() + " subnodes");
    }
    return index(sorted, leaves);
  }

  private long leaf(List<Subnode> subnodes) throws IOException {
    byte[] block = head(0, subnodes.size(), LEAF);
    int at = HEAD;
    for (Subnode subnode : subnodes) {
      LittleEndian.put64(block, at, key(subnode.nid()));
      LittleEndian.put64(block, at + 8, subnode.data());
      LittleEndian.put64(block, at + 16, subnode.subnodes());
      at += LEAF;
    }
    return blocks.internal(block, block.length);
  }

  private long index(List<Subnode> sorted, Longs leaves) throws IOException {
    byte[] block = head(1, leaves.size(), INDEX);
    for (int i = 0; i < leaves.size(); i++) {
      LittleEndian.put64(block, HEAD + INDEX * i, key(sorted.get(i * Layout.SUBNODES).nid()));
      LittleEndian.put64(block, HEAD + INDEX * i + 8, leaves.get(i));
    }
    return blocks.internal(block, block.length);
  }

  private static byte[] head(int level, int entries, int size) {
    byte[] block = new byte[HEAD + entries * size];
    block[0] = 2;
    block[1] = (byte) level;
    LittleEndian.put16(block, 2, entries);
    return block;
  }

  private static long key(int nid) {
    return Integer.toUnsignedLong(nid);
  }
}

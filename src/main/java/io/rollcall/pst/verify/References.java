package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/**
 * Follows every reference from a node to its last block once, checks the blocks that hold
 * references, and counts; [MS-PST] 2.2.2.8.3.
 */
final class References {
  private static final int HEAD = 8;
  private static final int MOST_NESTING = 8;
  private final BlockTable table;
  private final BlockReader blocks;
  private final Findings findings;

  References(BlockTable table, BlockReader blocks, Findings findings) {
    this.table = table;
    this.blocks = blocks;
    this.findings = findings;
  }

  void follow(NodeTable nodes) throws IOException {
    for (int i = 0; i < nodes.count(); i++) {
      follow(nodes.data(i), 0);
    }
    table.checkReferences();
  }

  private void follow(NodeData node, int nesting) throws IOException {
    if (nesting > MOST_NESTING) {
      findings.add(Rule.SUBNODE_FORM, node.where(), "subnodes in subnodes without end");
      return;
    }
    try {
      if (node.data() != 0 && hold(node.data())) {
        data(node.data(), 3);
      }
      if (node.subnodes() != 0 && hold(node.subnodes())) {
        subnodes(node.subnodes(), 2, nesting);
      }
    } catch (Lost lost) {
      // Noted where it was found; other nodes can still be followed.
    }
  }

  private boolean hold(long bid) throws Lost {
    return table.hold(table.find(bid));
  }

  /**
   * @param below the level has to be below this one
   */
  private void data(long bid, int below) throws IOException, Lost {
    if (!BlockReader.internal(bid)) {
      return;
    }
    byte[] block = blocks.payload(bid);
    String where = BlockTable.where(bid);
    int count = block.length < HEAD ? 0 : LittleEndian.get16(block, 2);
    if (count < 1
        || count > Layout.TREE_FAN_OUT
        || block.length != HEAD + 8 * count
        || block[0] != 1
        || block[1] < 1
        || block[1] > 2
        || block[1] >= below) {
      throw findings.lost(Rule.DATA_TREE_FORM, where, "it is no XBLOCK");
    }
    for (int i = 0; i < count; i++) {
      long child = LittleEndian.get64(block, HEAD + 8 * i);
      findings.require(
          BlockReader.internal(child) == (block[1] == 2),
          Rule.DATA_TREE_FORM,
          where,
          "it leads to " + BlockTable.where(child));
      if (hold(child)) {
        data(child, block[1]);
      }
    }
  }

  /** Below an SIBLOCK are SLBLOCKs, below those are nodes, which may have subnodes again. */
  private void subnodes(long bid, int below, int nesting) throws IOException, Lost {
    SubnodeBlock block = SubnodeBlock.read(blocks, bid, below, findings);
    for (int i = 0; i < block.count(); i++) {
      if (block.level() > 0) {
        if (hold(block.child(i))) {
          subnodes(block.child(i), block.level(), nesting);
        }
      } else {
        follow(block.node(i), nesting + 1);
      }
    }
  }
}

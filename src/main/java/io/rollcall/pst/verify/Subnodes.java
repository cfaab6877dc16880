package io.rollcall.pst.verify;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A node's subnodes by their numbers. */
final class Subnodes {
  private final Map<Integer, NodeData> byNumber = new TreeMap<>(Integer::compareUnsigned);

  private Subnodes() {}

  static Subnodes open(NodeData node, BlockReader blocks, Findings findings)
      throws IOException, Lost {
    Subnodes subnodes = new Subnodes();
    if (node.subnodes() != 0) {
      subnodes.collect(node, node.subnodes(), 2, blocks, findings);
    }
    return subnodes;
  }

  Map<Integer, NodeData> byNumber() {
    return byNumber;
  }

  private void collect(NodeData node, long bid, int below, BlockReader blocks, Findings findings)
      throws IOException, Lost {
    SubnodeBlock block = SubnodeBlock.read(blocks, bid, below, findings);
    for (int i = 0; i < block.count(); i++) {
      if (block.level() > 0) {
        int before = byNumber.size();
        collect(node, block.child(i), block.level(), blocks, findings);
        findings.require(
            byNumber.containsKey((int) block.key(i)) && byNumber.size() > before,
            Rule.SUBNODE_ORDER,
            block.where(),
            Hex.of(block.key(i)) + " is not the first below");
      } else {
        NodeData subnode = block.node(i);
        byNumber.put(
            (int) block.key(i),
            new NodeData(
                node.where() + ", subnode " + Hex.of(block.key(i)),
                subnode.data(),
                subnode.subnodes()));
      }
    }
  }
}

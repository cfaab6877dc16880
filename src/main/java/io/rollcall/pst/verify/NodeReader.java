package io.rollcall.pst.verify;

import java.io.IOException;

/** Opens nodes: what the checks of contents share. */
record NodeReader(BlockReader blocks, Findings findings) {

  Data data(NodeData node) throws IOException, Lost {
    return Data.open(node, blocks, findings);
  }

  Subnodes subnodes(NodeData node) throws IOException, Lost {
    return Subnodes.open(node, blocks, findings);
  }

  /** The bytes that a node and its subnodes hold, without what holds them together. */
  long bytes(NodeData node) throws IOException, Lost {
    long total = data(node).size();
    for (NodeData subnode : subnodes(node).byNumber().values()) {
      total += bytes(subnode);
    }
    return total;
  }
}

package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A node's data, block by block; the last few are kept. */
final class Data {
  private static final int HEAD = 8;
  private static final int KEPT = 32;
  private final String where;
  private final BlockReader blocks;
  private final Findings findings;
  private final Longs leaves = new Longs();
  private final Map<Integer, byte[]> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > KEPT;
        }
      };
  private long size;

  private Data(String where, BlockReader blocks, Findings findings) {
    this.where = where;
    this.blocks = blocks;
    this.findings = findings;
  }

  static Data open(NodeData node, BlockReader blocks, Findings findings) throws IOException, Lost {
    Data data = new Data(node.where(), blocks, findings);
    if (node.data() != 0) {
      data.collect(node.data(), 3);
      data.checkLeaves();
    }
    return data;
  }

  int count() {
    return leaves.size();
  }

  long size() {
    return size;
  }

  byte[] block(int index) throws IOException, Lost {
    byte[] known = kept.get(index);
    if (known == null) {
      known = blocks.payload(leaves.get(index));
      kept.put(index, known);
    }
    return known;
  }

  /** All of it; only for what has to be compared or taken apart. */
  byte[] all() throws IOException, Lost {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count(); i++) {
      bytes.writeBytes(block(i));
    }
    return bytes.toByteArray();
  }

  /** Returns the bytes below. */
  private long collect(long bid, int below) throws IOException, Lost {
    if (!BlockReader.internal(bid)) {
      leaves.add(bid);
      size += blocks.size(bid);
      return blocks.size(bid);
    }
    byte[] block = blocks.payload(bid);
    int count = block.length < HEAD ? 0 : (block.length - HEAD) / 8;
    if (count == 0 || block[0] != 1 || block[1] < 1 || block[1] >= below) {
      throw findings.lost(Rule.DATA_TREE_FORM, BlockTable.where(bid), "it is no XBLOCK");
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      long child = LittleEndian.get64(block, HEAD + 8 * i);
      if (block[1] == 1 && BlockReader.internal(child)) {
        throw findings.lost(Rule.DATA_TREE_FORM, BlockTable.where(bid), "a level is missing");
      }
      total += collect(child, block[1]);
    }
    long said = Integer.toUnsignedLong(LittleEndian.get32(block, 4));
    findings.require(
        said == total, Rule.DATA_TREE_TOTAL, BlockTable.where(bid), said + ", not " + total);
    return total;
  }

  private void checkLeaves() throws Lost {
    for (int i = 0; i + 1 < leaves.size(); i++) {
      int length = blocks.size(leaves.get(i));
      findings.require(
          length == Layout.PAYLOAD,
          Rule.DATA_TREE_LEAVES,
          where,
          "block " + i + " of " + leaves.size() + " has " + length + " bytes");
    }
  }
}

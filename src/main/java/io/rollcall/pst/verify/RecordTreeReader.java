package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/** Walks the sorted records in a heap; [MS-PST] 2.3.2. */
final class RecordTreeReader {
  private static final int HEADER = 8;
  private static final int HID = 4;
  private static final int MOST_LEVELS = 3;
  private final HeapReader heap;
  private final int keySize;
  private final int dataSize;
  private final Findings findings;
  private final Visitor visitor;
  private long lastKey = -1;

  /** Takes a record. */
  interface Visitor {
    void visit(byte[] item, int at) throws IOException, Lost;
  }

  private RecordTreeReader(
      HeapReader heap, int keySize, int dataSize, Findings findings, Visitor visitor) {
    this.heap = heap;
    this.keySize = keySize;
    this.dataSize = dataSize;
    this.findings = findings;
    this.visitor = visitor;
  }

  /**
   * @param header the item that the tree begins with
   * @param keySize what the tree has to have: 2, 4 or, when it may only be empty, 16
   */
  static void walk(
      HeapReader heap, int header, int keySize, int dataSize, Findings findings, Visitor visitor)
      throws IOException, Lost {
    byte[] head = heap.item(header);
    if (head.length != HEADER
        || (head[0] & 0xFF) != 0xB5
        || head[1] != keySize
        || head[2] != dataSize
        || head[3] < 0
        || head[3] > MOST_LEVELS) {
      throw findings.lost(Rule.RECORD_TREE_HEAD, heap.where(), "another head");
    }
    int root = LittleEndian.get32(head, 4);
    if (root == 0 && head[3] == 0) {
      return;
    }
    new RecordTreeReader(heap, keySize, dataSize, findings, visitor).item(root, head[3], -1);
  }

  private void item(int hid, int level, long keySaid) throws IOException, Lost {
    byte[] item = heap.item(hid);
    int size = keySize + (level == 0 ? dataSize : HID);
    if (item.length == 0 || item.length % size != 0 || keySize > HID) {
      throw findings.lost(
          Rule.RECORD_TREE_ITEM, heap.where(), item.length + " bytes for records of " + size);
    }
    findings.require(
        keySaid < 0 || keySaid == key(item, 0),
        Rule.RECORD_TREE_ORDER,
        heap.where(),
        "the index says " + Hex.of(keySaid) + " for " + Hex.of(key(item, 0)));
    for (int at = 0; at < item.length; at += size) {
      if (level > 0) {
        item(LittleEndian.get32(item, at + keySize), level - 1, key(item, at));
        continue;
      }
      if (key(item, at) <= lastKey) {
        throw findings.lost(
            Rule.RECORD_TREE_ORDER,
            heap.where(),
            Hex.of(key(item, at)) + " after " + Hex.of(lastKey));
      }
      lastKey = key(item, at);
      visitor.visit(item, at);
    }
  }

  private long key(byte[] item, int at) {
    return keySize == 2
        ? LittleEndian.get16(item, at)
        : Integer.toUnsignedLong(LittleEndian.get32(item, at));
  }
}

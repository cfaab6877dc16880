package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.FillLevel;
import io.rollcall.pst.ltp.HeapHead;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;
import java.util.Arrays;

/** Checks a heap's blocks and finds its items; [MS-PST] 2.3.1. */
final class HeapReader {
  static final int PROPERTY_LIST = 0xBC;
  static final int TABLE = 0x7C;
  static final int SEARCH_MAP = 0x9C;

  /** The most that an item has. */
  static final int MOST_ITEM = 3580;

  private static final int SLACK = 63;
  private final String where;
  private final Data data;
  private final Findings findings;

  private HeapReader(String where, Data data, Findings findings) {
    this.where = where;
    this.data = data;
    this.findings = findings;
  }

  static HeapReader open(NodeData node, int client, NodeReader nodes) throws IOException, Lost {
    HeapReader heap = new HeapReader(node.where(), nodes.data(node), nodes.findings());
    heap.checkHead(client);
    for (int i = 0; i < heap.data.count(); i++) {
      heap.checkMap(i);
      heap.checkFillLevel(i);
    }
    return heap;
  }

  /** The item that everything else hangs on. */
  int root() throws IOException, Lost {
    return LittleEndian.get32(data.block(0), 4);
  }

  String where() {
    return where;
  }

  /** An item's bytes; none for number 0. */
  byte[] item(int hid) throws IOException, Lost {
    if (hid == 0) {
      return new byte[0];
    }
    int index = hid >>> 16;
    int number = hid >>> 5 & 0x7FF;
    if ((hid & 0x1F) != 0 || index >= data.count() || number == 0) {
      throw findings.lost(Rule.HEAP_ITEM, where, "there is no item " + Hex.of(hid));
    }
    byte[] block = data.block(index);
    int map = LittleEndian.get16(block, 0);
    if (number > LittleEndian.get16(block, map)) {
      throw findings.lost(Rule.HEAP_ITEM, where, "there is no item " + Hex.of(hid));
    }
    int from = LittleEndian.get16(block, map + 2 + 2 * number);
    int to = LittleEndian.get16(block, map + 4 + 2 * number);
    findings.require(
        to - from <= MOST_ITEM && to > from,
        Rule.HEAP_ITEM,
        where,
        "item " + Hex.of(hid) + " has " + (to - from) + " bytes");
    return Arrays.copyOfRange(block, from, to);
  }

  private void checkHead(int client) throws IOException, Lost {
    if (data.count() == 0 || data.block(0).length < HeapHead.size(0)) {
      throw findings.lost(Rule.HEAP_SIGNATURE, where, "there is no heap");
    }
    byte[] head = data.block(0);
    if ((head[2] & 0xFF) != 0xEC) {
      throw findings.lost(Rule.HEAP_SIGNATURE, where, "it begins with " + Hex.of(head[2] & 0xFF));
    }
    if ((head[3] & 0xFF) != client) {
      throw findings.lost(
          Rule.HEAP_CLIENT, where, Hex.of(head[3] & 0xFF) + " instead of " + Hex.of(client));
    }
  }

  private void checkMap(int index) throws IOException, Lost {
    byte[] block = data.block(index);
    int map = block.length < 2 ? 0 : LittleEndian.get16(block, 0);
    if (map < HeapHead.size(index) || map % 2 != 0 || map + 6 > block.length) {
      throw findings.lost(Rule.HEAP_MAP, where, "block " + index + ": the map is at " + map);
    }
    int items = LittleEndian.get16(block, map);
    if (map + 6 + 2 * items > block.length || LittleEndian.get16(block, map + 2) > items) {
      throw findings.lost(Rule.HEAP_MAP, where, "block " + index + ": " + items + " items");
    }
    int previous = HeapHead.size(index);
    boolean right = LittleEndian.get16(block, map + 4) == previous;
    for (int i = 0; i <= items; i++) {
      int start = LittleEndian.get16(block, map + 4 + 2 * i);
      right &= start >= previous && start <= map;
      previous = start;
    }
    if (!right || map - previous > 1) {
      throw findings.lost(Rule.HEAP_MAP, where, "block " + index + ": items are out of order");
    }
    int end = map + 6 + 2 * items;
    boolean last = index == data.count() - 1;
    findings.require(
        last ? end == block.length : block.length == Layout.PAYLOAD && block.length - end <= SLACK,
        Rule.HEAP_FULL,
        where,
        "block " + index + ": the map ends at " + end + " of " + block.length);
  }

  private void checkFillLevel(int index) throws IOException, Lost {
    byte[] block = data.block(index);
    int map = LittleEndian.get16(block, 0);
    int end = map + 6 + 2 * LittleEndian.get16(block, map);
    int keeper = HeapHead.keeperOf(index);
    int nibble = index - keeper;
    int levels = data.block(keeper)[HeapHead.mapOffset(keeper) + nibble / 2];
    int said = levels >> (nibble % 2 == 0 ? 0 : 4) & 0xF;
    findings.require(
        said == FillLevel.of(Layout.PAYLOAD - end),
        Rule.HEAP_FILL_LEVEL,
        where,
        "block " + index + ": level " + said);
  }
}

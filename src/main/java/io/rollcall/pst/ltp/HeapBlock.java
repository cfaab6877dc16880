package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Payload;
import java.util.Arrays;

/** One block of a heap while items are added: head, items, and last where each item starts. */
final class HeapBlock {
  /** One below what an item's number can say leaves room for the filler. */
  private static final int MOST_ITEMS = 2045;

  private static final int START = 2;

  /** A map that ends this near to the block's end counts as full; [MS-PST] 2.3.1.5. */
  static final int SLACK = 63;

  private byte[] bytes;
  private int used;
  private int[] starts = new int[16];
  private int items;

  HeapBlock(int head) {
    bytes = new byte[Math.max(256, head)];
    used = head;
    starts[0] = head;
  }

  boolean fits(long size) {
    return items < MOST_ITEMS && end(used + size, items + 1) <= Layout.PAYLOAD;
  }

  /** Adds an item of zeros and returns its number, from 1. */
  int reserve(int size) {
    ensure(end(used + size, items + 1));
    used += size;
    items++;
    if (items == starts.length) {
      starts = Arrays.copyOf(starts, 2 * items);
    }
    starts[items] = used;
    return items;
  }

  int add(Payload item) {
    int number = reserve((int) item.size());
    item.copy(0, bytes, starts[number - 1], (int) item.size());
    return number;
  }

  void patch(int item, byte[] with) {
    System.arraycopy(with, 0, bytes, starts[item - 1], with.length);
  }

  /** The head, to be filled in when the heap is complete. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return (int) end(used, items);
  }

  /** Puts the map behind the items; nothing can be added any more. */
  void close() {
    int map = used + (used & 1);
    ensure(end(used, items));
    LittleEndian.put16(bytes, 0, map);
    LittleEndian.put16(bytes, map, items);
    LittleEndian.put16(bytes, map + START, 0);
    for (int i = 0; i <= items; i++) {
      LittleEndian.put16(bytes, map + 4 + 2 * i, starts[i]);
    }
  }

  /** Closes a block that others follow, which has to be full: what is left becomes an item. */
  void closeFull() {
    int left = Layout.PAYLOAD - length();
    if (left > SLACK) {
      reserve(left - 2 + (used & 1));
    }
    close();
    bytes = Arrays.copyOf(bytes, Layout.PAYLOAD);
  }

  /** How much room is left, as heads tell it: 0 for much, 15 for none; [MS-PST] 2.3.1.2. */
  int fillLevel() {
    return FillLevel.of(Layout.PAYLOAD - length());
  }

  private static long end(long used, int items) {
    return used + (used & 1) + 4 + 2L * (items + 1);
  }

  private void ensure(long size) {
    if (size > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(Layout.PAYLOAD, Math.max(size, 2L * bytes.length)));
    }
  }
}

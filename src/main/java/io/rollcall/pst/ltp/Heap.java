package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Payload;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Items of up to 3,580 bytes in a node's data; [MS-PST] 2.3.1. Full blocks are written at once;
 * only those with a fill map in their head, one in 128, wait for the end.
 */
final class Heap {
  static final int PROPERTY_LIST = 0xBC;
  static final int TABLE = 0x7C;
  static final int SEARCH_MAP = 0x9C;

  /** The most that an item has; longer values become subnodes; [MS-PST] 2.3.3.3. */
  static final int MOST_ITEM = 3580;

  private static final int MOST_BLOCKS = 1 << 16;
  private final NdbWriter ndb;
  private final Longs written = new Longs();
  private final Map<Integer, HeapBlock> waiting = new TreeMap<>();
  private HeapBlock open = new HeapBlock(HeapHead.size(0));
  private int index;

  Heap(NdbWriter ndb) {
    this.ndb = ndb;
    waiting.put(0, open);
  }

  /** Returns the item's number, 0 for one without bytes. */
  int add(Payload item) throws IOException {
    if (item.size() == 0) {
      return 0;
    }
    makeRoom(item.size());
    return hid(open.add(item));
  }

  /** Adds an item of zeros, for {@link #patch}. */
  int reserve(int size) throws IOException {
    makeRoom(size);
    return hid(open.reserve(size));
  }

  /** Fills in an item of the open block, or of the first. */
  void patch(int hid, byte[] with) {
    HeapBlock block = hid >>> 16 == index ? open : waiting.get(hid >>> 16);
    if (block == null) {
      throw new IllegalStateException("item " + hid + " is written already");
    }
    block.patch(hid >>> 5 & 0x7FF, with);
  }

  /** The bytes of the heap as it is. */
  long bytes() {
    return (long) index * Layout.PAYLOAD + open.length();
  }

  /** Writes what is left and returns the reference of the data. */
  long finish(int client, int userRoot) throws IOException {
    open.close();
    fill(open.fillLevel());
    for (Map.Entry<Integer, HeapBlock> entry : waiting.entrySet()) {
      HeapBlock block = entry.getValue();
      if (entry.getKey() == 0) {
        block.bytes()[2] = (byte) 0xEC;
        block.bytes()[3] = (byte) client;
        LittleEndian.put32(block.bytes(), 4, userRoot);
      }
      if (block != open) {
        written.set(entry.getKey(), ndb.block(block.bytes(), Layout.PAYLOAD));
      }
    }
    written.add(ndb.block(open.bytes(), open.length()));
    return ndb.join(written, bytes());
  }

  private void makeRoom(long size) throws IOException {
    if (size > MOST_ITEM) {
      throw new IllegalArgumentException("a heap item of " + size + " bytes");
    }
    if (!open.fits(size)) {
      next();
    }
  }

  private void next() throws IOException {
    if (index + 1 == MOST_BLOCKS) {
      throw new IOException("a folder's table has outgrown the format; use smaller files");
    }
    open.closeFull();
    fill(open.fillLevel());
    written.add(waiting.containsKey(index) ? 0 : ndb.block(open.bytes(), Layout.PAYLOAD));
    index++;
    open = new HeapBlock(HeapHead.size(index));
    if (HeapHead.hasFillMap(index)) {
      waiting.put(index, open);
    }
  }

  /** Notes the open block's level in the head that keeps it. */
  private void fill(int level) {
    int keeper = HeapHead.keeperOf(index);
    HeapBlock block = waiting.get(keeper);
    if (block == null) {
      throw new IllegalStateException("no head keeps block " + index);
    }
    int nibble = index - keeper;
    block.bytes()[HeapHead.mapOffset(keeper) + nibble / 2] |=
        (byte) (level << (nibble % 2 == 0 ? 0 : 4));
  }

  private int hid(int item) {
    return index << 16 | item << 5;
  }
}

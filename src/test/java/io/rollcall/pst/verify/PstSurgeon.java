package io.rollcall.pst.verify;

import static io.rollcall.pst.ndb.LittleEndian.get16;
import static io.rollcall.pst.ndb.LittleEndian.get32;
import static io.rollcall.pst.ndb.LittleEndian.get64;
import static io.rollcall.pst.ndb.LittleEndian.put32;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.Permutation;
import java.util.Arrays;
import java.util.function.Consumer;

/** Changes one thing in a sound, encoded file and puts right every check sum above it. */
final class PstSurgeon {
  private static final int NODE_TREE = 216;
  private static final int BLOCK_TREE = 232;
  private final byte[] file;

  PstSurgeon(byte[] file) {
    this.file = file;
  }

  /** An entry in a leaf of a tree: the page's place and the entry's in it. */
  record Entry(int page, int at) {}

  /** Works on bytes, of which those that are meant begin at {@code at}. */
  interface Cut {
    void at(byte[] bytes, int at);
  }

  byte[] file() {
    return file;
  }

  void header(Consumer<byte[]> edit) {
    edit.accept(file);
    put32(file, 4, Crc.of(file, 8, 471));
    put32(file, 524, Crc.of(file, 8, 516));
  }

  void page(int page, Consumer<byte[]> edit) {
    byte[] copy = Arrays.copyOfRange(file, page, page + Layout.PAGE);
    edit.accept(copy);
    put32(copy, 500, Crc.of(copy, 0, Layout.PAGE_BODY));
    System.arraycopy(copy, 0, file, page, copy.length);
  }

  void entry(Entry entry, Cut cut) {
    page(entry.page(), page -> cut.at(page, entry.at()));
  }

  int nodeRoot() {
    return (int) get64(file, NODE_TREE + 8);
  }

  int nodeLeaf() {
    return node(0x21).page();
  }

  Entry node(int nid) {
    return find((int) get64(file, NODE_TREE + 8), nid, 32);
  }

  Entry block(long bid) {
    return find((int) get64(file, BLOCK_TREE + 8), bid, 24);
  }

  private Entry find(int page, long key, int leafSize) {
    int level = file[page + 491];
    int size = level == 0 ? leafSize : 24;
    int found = 0;
    for (int i = 0; i < file[page + 488]; i++) {
      if (get64(file, page + i * size) <= key) {
        found = i * size;
      }
    }
    return level == 0
        ? new Entry(page, found)
        : find((int) get64(file, page + found + 16), key, leafSize);
  }

  long data(int nid) {
    Entry node = node(nid);
    return get64(file, node.page() + node.at() + 8);
  }

  long subnodes(int nid) {
    Entry node = node(nid);
    return get64(file, node.page() + node.at() + 16);
  }

  int offset(long bid) {
    Entry block = block(bid);
    return (int) get64(file, block.page() + block.at() + 8);
  }

  int size(long bid) {
    Entry block = block(bid);
    return get16(file, block.page() + block.at() + 16);
  }

  /** Where the block's trailer begins. */
  int trailer(long bid) {
    return offset(bid) + Layout.stored(size(bid)) - Layout.TRAILER;
  }

  byte[] payload(long bid) {
    byte[] bytes = Arrays.copyOfRange(file, offset(bid), offset(bid) + size(bid));
    if ((bid & 2) == 0) {
      Permutation.decode(bytes, 0, bytes.length);
    }
    return bytes;
  }

  void payload(long bid, Consumer<byte[]> edit) {
    byte[] bytes = payload(bid);
    edit.accept(bytes);
    if ((bid & 2) == 0) {
      Permutation.encode(bytes, 0, bytes.length);
    }
    System.arraycopy(bytes, 0, file, offset(bid), bytes.length);
    put32(file, trailer(bid) + 4, Crc.of(bytes, 0, bytes.length));
  }

  /** The data or (24 bytes an entry, 8 each) the subnodes of a subnode in an SLBLOCK. */
  long ofSubnode(long list, int nid, int which) {
    byte[] block = payload(list);
    for (int at = 8; at < block.length; at += 24) {
      if (get64(block, at) == nid) {
        return get64(block, at + which);
      }
    }
    throw new AssertionError("no subnode " + nid);
  }

  /** One of the blocks that an XBLOCK holds together. */
  long leaf(long xblock, int index) {
    return get64(payload(xblock), 8 + 8 * index);
  }

  /** An item of a heap's only block. */
  void item(long heap, int hid, Cut cut) {
    payload(heap, block -> cut.at(block, start(block, hid)));
  }

  static int start(byte[] block, int hid) {
    return get16(block, get16(block, 0) + 2 + 2 * (hid >>> 5));
  }

  static int root(byte[] block) {
    return get32(block, 4);
  }

  /** The place of a property's record in a list of one block. */
  static int record(byte[] block, int property) {
    int leaf = get32(block, start(block, root(block)) + 4);
    for (int at = start(block, leaf); at < start(block, leaf + 32); at += 8) {
      if (get16(block, at) == property) {
        return at;
      }
    }
    throw new AssertionError("no property " + property);
  }

  void property(long list, int property, Cut cut) {
    payload(list, block -> cut.at(block, record(block, property)));
  }

  /** Works on the bytes that a property's record refers to. */
  void value(long list, int property, Cut cut) {
    payload(list, block -> cut.at(block, start(block, get32(block, record(block, property) + 4))));
  }
}

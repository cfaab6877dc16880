package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;
import io.rollcall.pst.ndb.Payload;
import java.io.IOException;

/** Sorted records in a heap, with an index where one item is not enough; [MS-PST] 2.3.2. */
final class RecordTree {
  static final int HEADER = 8;
  private static final int HID = 4;
  private final Heap heap;
  private final int keySize;
  private final int dataSize;

  RecordTree(Heap heap, int keySize, int dataSize) {
    this.heap = heap;
    this.keySize = keySize;
    this.dataSize = dataSize;
  }

  /** The head that a tree's item begins with. */
  static byte[] header(int keySize, int dataSize, int levels, int root) {
    byte[] header = new byte[HEADER];
    header[0] = (byte) 0xB5;
    header[1] = (byte) keySize;
    header[2] = (byte) dataSize;
    header[3] = (byte) levels;
    LittleEndian.put32(header, 4, root);
    return header;
  }

  /** A record's bytes and key; keys ascend. */
  interface Records {
    int count();

    long key(int index);

    void put(int index, byte[] target, int at);
  }

  /** Writes the records and returns the tree's head. */
  byte[] write(Records leaves) throws IOException {
    Records records = leaves;
    int size = keySize + dataSize;
    int levels = 0;
    while (records.count() > 0) {
      Longs keys = new Longs();
      Longs hids = new Longs();
      int most = Heap.MOST_ITEM / size;
      for (int from = 0; from < records.count(); from += most) {
        keys.add(records.key(from));
        hids.add(item(records, from, Math.min(most, records.count() - from), size));
      }
      if (keys.size() == 1) {
        return header(keySize, dataSize, levels, (int) hids.get(0));
      }
      records = new Index(keys, hids);
      size = keySize + HID;
      levels++;
    }
    return header(keySize, dataSize, 0, 0);
  }

  private int item(Records records, int from, int count, int size) throws IOException {
    byte[] item = new byte[count * size];
    for (int i = 0; i < count; i++) {
      records.put(from + i, item, i * size);
    }
    return heap.add(Payload.of(item));
  }

  /** Only tables grow beyond one item, and their keys have four bytes. */
  private record Index(Longs keys, Longs hids) implements Records {

    @Override
    public int count() {
      return keys.size();
    }

    @Override
    public long key(int index) {
      return keys.get(index);
    }

    @Override
    public void put(int index, byte[] target, int at) {
      LittleEndian.put32(target, at, (int) keys.get(index));
      LittleEndian.put32(target, at + 4, (int) hids.get(index));
    }
  }
}

package io.rollcall.pst.ndb;

import java.io.IOException;

/** Writes a B-tree of pages from its sorted leaves up; [MS-PST] 2.2.2.7.7. */
final class TreePages {
  private static final int INDEX_ENTRY = 24;
  private final Sections sections;
  private long nextBid = 1;

  TreePages(Sections sections) {
    this.sections = sections;
  }

  /** The sorted entries of the leaves. */
  interface Entries {
    int count();

    long key(int index);

    void put(int index, byte[] page, int at);
  }

  long nextBid() {
    return nextBid;
  }

  /** A number for a page that this class does not write. */
  long takeBid() {
    return nextBid++;
  }

  Reference write(int type, Entries leaves, int entrySize) throws IOException {
    int level = 0;
    Entries entries = leaves;
    int size = entrySize;
    while (true) {
      Longs keys = new Longs();
      Longs bids = new Longs();
      Longs offsets = new Longs();
      int most = Layout.PAGE_ENTRIES / size;
      for (int from = 0; from < entries.count(); from += most) {
        Reference page =
            page(type, level, entries, size, from, Math.min(most, entries.count() - from));
        keys.add(entries.key(from));
        bids.add(page.bid());
        offsets.add(page.offset());
      }
      if (keys.size() == 1) {
        return new Reference(bids.get(0), offsets.get(0));
      }
      entries = new Children(keys, bids, offsets);
      size = INDEX_ENTRY;
      level++;
    }
  }

  private Reference page(int type, int level, Entries entries, int size, int from, int count)
      throws IOException {
    long offset = sections.allocate(Layout.PAGE, Layout.PAGE);
    long bid = takeBid();
    byte[] buffer = sections.buffer();
    int at = sections.inBuffer(offset);
    for (int i = 0; i < count; i++) {
      entries.put(from + i, buffer, at + i * size);
    }
    int tail = at + Layout.PAGE_ENTRIES;
    buffer[tail] = (byte) count;
    buffer[tail + 1] = (byte) (Layout.PAGE_ENTRIES / size);
    buffer[tail + 2] = (byte) size;
    buffer[tail + 3] = (byte) level;
    Pages.seal(buffer, at, type, offset, bid);
    return new Reference(bid, offset);
  }

  private record Children(Longs keys, Longs bids, Longs offsets) implements Entries {

    @Override
    public int count() {
      return keys.size();
    }

    @Override
    public long key(int index) {
      return keys.get(index);
    }

    @Override
    public void put(int index, byte[] page, int at) {
      LittleEndian.put64(page, at, keys.get(index));
      new Reference(bids.get(index), offsets.get(index)).put(page, at + 8);
    }
  }
}

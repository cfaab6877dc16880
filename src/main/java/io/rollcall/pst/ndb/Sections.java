package io.rollcall.pst.ndb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The file behind its header, section by section. Space is given out front to back, and nothing is
 * ever changed behind the open section, so that each section leaves memory in one write, its maps
 * included.
 */
final class Sections {
  private final FileChannel channel;
  private final byte[] section = new byte[Layout.SECTION];
  private final byte[] used = new byte[Layout.PAGE_BODY];
  private long index = -1;
  private int position = Layout.SECTION;
  private long freeSlots;

  Sections(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Gives out space in the open section, or in the next one when it does not fit: nothing lies
   * across a section's end.
   *
   * @param alignment 64 for blocks, 512 for pages
   * @return where it lies in the file
   */
  long allocate(int size, int alignment) throws IOException {
    int from = (position + alignment - 1) / alignment * alignment;
    if (from + size > Layout.SECTION) {
      next();
      from = (position + alignment - 1) / alignment * alignment;
    }
    use(from, size);
    position = from + size;
    return Layout.start(index) + from;
  }

  /** The open section's bytes. */
  byte[] buffer() {
    return section;
  }

  /** Where in the open section's bytes this offset of the file lies. */
  int inBuffer(long offset) {
    return (int) (offset - Layout.start(index));
  }

  /** Where the next byte will lie, or the end of the last section. */
  long size() {
    return Layout.start(index) + position;
  }

  /** The end of the last section. */
  long end() {
    return Layout.start(index + 1);
  }

  /** Where the last allocation map lies. */
  long lastMap() {
    return Layout.start(index);
  }

  /** Bytes that no map says are used. */
  long freeBytes() {
    return freeSlots * Layout.SLOT;
  }

  /** Writes the open section; nothing can be given out any more. */
  void finish() throws IOException {
    write();
  }

  private void next() throws IOException {
    if (index >= 0) {
      write();
    }
    index++;
    Arrays.fill(section, (byte) 0);
    Arrays.fill(used, (byte) 0);
    position = Layout.mapBytes(index);
    use(0, position);
  }

  private void use(int from, int size) {
    for (int slot = from / Layout.SLOT; slot < (from + size) / Layout.SLOT; slot++) {
      used[slot >> 3] |= (byte) (0x80 >> (slot & 7));
    }
  }

  private void write() throws IOException {
    System.arraycopy(used, 0, section, 0, used.length);
    map(0, PageType.ALLOCATION_MAP);
    if (Layout.hasPageMap(index)) {
      full(Layout.PAGE, PageType.PAGE_MAP);
    }
    if (Layout.hasFreeMap(index)) {
      full(2 * Layout.PAGE, PageType.FREE_MAP);
    }
    if (Layout.hasFreePageMap(index)) {
      full(2 * Layout.PAGE, PageType.FREE_PAGE_MAP);
    }
    for (byte slots : used) {
      freeSlots += 8 - Integer.bitCount(slots & 0xFF);
    }
    writeAll(channel, section, Layout.start(index));
  }

  /** The older maps are not kept up any more: programs expect them to say that all is used. */
  private void full(int at, int type) {
    Arrays.fill(section, at, at + Layout.PAGE_BODY, (byte) 0xFF);
    map(at, type);
  }

  private void map(int at, int type) {
    Pages.sealMap(section, at, type, Layout.start(index) + at);
  }

  static void writeAll(FileChannel channel, byte[] bytes, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = offset;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }
}

package io.rollcall.pst.ndb;

import java.io.IOException;

/**
 * Writes blocks and remembers where; [MS-PST] 2.2.2.8. Blocks are numbered in the order of writing,
 * in steps of four; the second bit marks those that hold references instead of data.
 */
final class Blocks {
  private static final int CB_BITS = 13;
  private final Sections sections;
  private final boolean encoded;

  /** For each block: its slot in the file, its payload's size, whether it is internal. */
  private final Longs written = new Longs();

  Blocks(Sections sections, boolean encoded) {
    this.sections = sections;
    this.encoded = encoded;
  }

  long data(byte[] bytes, int length) throws IOException {
    return write(Payload.of(bytes), 0, length, false);
  }

  long data(Payload payload, long from, int length) throws IOException {
    return write(payload, from, length, false);
  }

  long internal(byte[] bytes, int length) throws IOException {
    return write(Payload.of(bytes), 0, length, true);
  }

  int count() {
    return written.size();
  }

  /** The number that the next data block will have. */
  long nextBid() {
    return 4L * (written.size() + 1);
  }

  long bid(int index) {
    return 4L * (index + 1) | ((written.get(index) & 1) << 1);
  }

  long offset(int index) {
    return (written.get(index) >>> (CB_BITS + 1)) * Layout.SLOT;
  }

  int payload(int index) {
    return (int) (written.get(index) >> 1) & ((1 << CB_BITS) - 1);
  }

  private long write(Payload payload, long from, int length, boolean internal) throws IOException {
    if (length < 1 || length > Layout.PAYLOAD) {
      throw new IllegalArgumentException("a block of " + length + " bytes");
    }
    int stored = Layout.stored(length);
    long offset = sections.allocate(stored, Layout.SLOT);
    long bid = nextBid() | (internal ? 2 : 0);
    byte[] buffer = sections.buffer();
    int at = sections.inBuffer(offset);
    payload.copy(from, buffer, at, length);
    if (encoded && !internal) {
      Permutation.encode(buffer, at, length);
    }
    int trailer = at + stored - Layout.TRAILER;
    LittleEndian.put16(buffer, trailer, length);
    LittleEndian.put16(buffer, trailer + 2, Signature.of(offset, bid));
    LittleEndian.put32(buffer, trailer + 4, Crc.of(buffer, at, length));
    LittleEndian.put64(buffer, trailer + 8, bid);
    written.add(
        ((offset / Layout.SLOT) << (CB_BITS + 1)) | ((long) length << 1) | (internal ? 1 : 0));
    return bid;
  }
}

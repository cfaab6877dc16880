package io.rollcall.pst.ndb;

/** Trailers of pages; [MS-PST] 2.2.2.7.1. */
final class Pages {
  private Pages() {}

  /** Completes a page that its number and place are signed for. */
  static void seal(byte[] buffer, int at, int type, long offset, long bid) {
    trailer(buffer, at, type, Signature.of(offset, bid), bid);
  }

  /** Completes a page of a map: its number is its place, and it bears no signature. */
  static void sealMap(byte[] buffer, int at, int type, long offset) {
    trailer(buffer, at, type, 0, offset);
  }

  private static void trailer(byte[] buffer, int at, int type, int signature, long bid) {
    int trailer = at + Layout.PAGE_BODY;
    buffer[trailer] = (byte) type;
    buffer[trailer + 1] = (byte) type;
    LittleEndian.put16(buffer, trailer + 2, signature);
    LittleEndian.put32(buffer, trailer + 4, Crc.of(buffer, at, Layout.PAGE_BODY));
    LittleEndian.put64(buffer, trailer + 8, bid);
  }
}

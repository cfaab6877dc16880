package io.rollcall.pst.ndb;

/** A page's number and place. */
record Reference(long bid, long offset) {

  void put(byte[] target, int at) {
    LittleEndian.put64(target, at, bid);
    LittleEndian.put64(target, at + 8, offset);
  }
}

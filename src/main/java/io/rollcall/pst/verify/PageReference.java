package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.LittleEndian;

/** A page's number and place, as another page or the header has them. */
record PageReference(long bid, long offset) {

  static PageReference at(byte[] page, int at) {
    return new PageReference(LittleEndian.get64(page, at), LittleEndian.get64(page, at + 8));
  }
}

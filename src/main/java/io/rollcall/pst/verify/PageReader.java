package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Signature;
import java.io.IOException;

/** Reads pages and checks their trailers; [MS-PST] 2.2.2.7.1. */
final class PageReader {
  private final FileBytes file;
  private final Findings findings;

  PageReader(FileBytes file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** A page of a tree. */
  byte[] read(PageReference reference, int type) throws IOException, Lost {
    byte[] page = read(reference.offset(), type);
    String where = where(reference.offset());
    long bid = LittleEndian.get64(page, 504);
    findings.require(bid == reference.bid(), Rule.PAGE_NUMBER, where, "it says " + Hex.of(bid));
    signature(page, Signature.of(reference.offset(), reference.bid()), where);
    return page;
  }

  /** A page of a map, whose number is its place. */
  byte[] readMap(long offset, int type) throws IOException, Lost {
    byte[] page = read(offset, type);
    long bid = LittleEndian.get64(page, 504);
    findings.require(bid == offset, Rule.PAGE_NUMBER, where(offset), "it says " + Hex.of(bid));
    signature(page, 0, where(offset));
    return page;
  }

  static String where(long offset) {
    return "page at " + Hex.of(offset);
  }

  private byte[] read(long offset, int type) throws IOException, Lost {
    if (offset % Layout.PAGE != 0 || !file.has(offset, Layout.PAGE)) {
      throw findings.lost(Rule.PAGE_PLACE, where(offset), "no page can be there");
    }
    byte[] page = file.read(offset, Layout.PAGE);
    if ((page[496] & 0xFF) != type || (page[497] & 0xFF) != type) {
      throw findings.lost(
          Rule.PAGE_TYPE, where(offset), Hex.of(page[496] & 0xFF) + " instead of " + Hex.of(type));
    }
    findings.require(
        LittleEndian.get32(page, 500) == Crc.of(page, 0, Layout.PAGE_BODY),
        Rule.PAGE_CHECK_SUM,
        where(offset),
        "another sum");
    return page;
  }

  private void signature(byte[] page, int expected, String where) {
    int found = LittleEndian.get16(page, 498);
    findings.require(found == expected, Rule.PAGE_SIGNATURE, where, Hex.of(found));
  }
}

package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.PageType;
import java.io.IOException;

/** The maps at their fixed places, first as users of space, last as what they say. */
final class MapPages {
  private final PageReader pages;
  private final Space space;
  private final Findings findings;
  private final long sections;

  MapPages(PageReader pages, Space space, Findings findings, long fileSize) {
    this.pages = pages;
    this.space = space;
    this.findings = findings;
    this.sections = (fileSize - Layout.FIRST_SECTION) / Layout.SECTION;
  }

  void takeSpace() {
    for (long section = 0; section < sections; section++) {
      space.take(Layout.start(section), Layout.mapBytes(section), "maps of section " + section);
    }
  }

  /** Compares the maps with what is taken; call when all has been read. */
  void check(long freeBytesSaid) throws IOException {
    long free = 0;
    for (long section = 0; section < sections; section++) {
      long start = Layout.start(section);
      free += allocation(section, start);
      if (Layout.hasPageMap(section)) {
        full(start + Layout.PAGE, PageType.PAGE_MAP);
      }
      if (Layout.hasFreeMap(section)) {
        full(start + 2L * Layout.PAGE, PageType.FREE_MAP);
      }
      if (Layout.hasFreePageMap(section)) {
        full(start + 2L * Layout.PAGE, PageType.FREE_PAGE_MAP);
      }
    }
    findings.require(
        free * Layout.SLOT == freeBytesSaid,
        Rule.HEADER_FREE_SPACE,
        "header",
        freeBytesSaid + ", not " + free * Layout.SLOT);
  }

  /** Returns the free slots that the map tells. */
  private long allocation(long section, long start) throws IOException {
    try {
      byte[] map = pages.readMap(start, PageType.ALLOCATION_MAP);
      long free = 0;
      int wrong = 0;
      for (int slot = 0; slot < Layout.PAGE_BODY * 8; slot++) {
        boolean used = (map[slot >> 3] & 0x80 >> (slot & 7)) != 0;
        free += used ? 0 : 1;
        wrong += used == space.taken(section, slot) ? 0 : 1;
      }
      findings.require(
          wrong == 0, Rule.ALLOCATION_BITS, PageReader.where(start), wrong + " bits are wrong");
      return free;
    } catch (Lost lost) {
      return 0;
    }
  }

  private void full(long offset, int type) throws IOException {
    try {
      byte[] map = pages.readMap(offset, type);
      boolean full = true;
      for (int i = 0; i < Layout.PAGE_BODY; i++) {
        full &= map[i] == (byte) 0xFF;
      }
      findings.require(full, Rule.MAP_FILL, PageReader.where(offset), "it shows free space");
    } catch (Lost lost) {
      // Noted where it was found, and nothing hangs on this page.
    }
  }

  /** The list before the first section; its number counts among the pages'. */
  void densityList(FileBytes file, long nextPage) throws IOException {
    byte[] raw = file.read(Layout.DLIST, Layout.PAGE);
    long bid = LittleEndian.get64(raw, 504);
    try {
      byte[] page = pages.read(new PageReference(bid, Layout.DLIST), PageType.DENSITY_LIST);
      boolean empty = true;
      for (int i = 0; i < Layout.PAGE_BODY; i++) {
        empty &= page[i] == 0;
      }
      String where = PageReader.where(Layout.DLIST);
      findings.require(empty, Rule.DENSITY_LIST, where, "it has entries");
      findings.require(
          bid > 0 && bid < nextPage, Rule.HEADER_NEXT_PAGE, where, "it is page " + Hex.of(bid));
    } catch (Lost lost) {
      // Noted where it was found, and nothing hangs on this page.
    }
  }
}

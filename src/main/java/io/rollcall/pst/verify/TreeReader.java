package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/** Walks a B-tree of pages and hands out its leaves' entries; [MS-PST] 2.2.2.7.7. */
final class TreeReader {
  private static final int INDEX_ENTRY = 24;
  private static final int MOST_LEVELS = 8;
  private static final int UNKNOWN = -1;
  private final PageReader pages;
  private final Space space;
  private final Findings findings;
  private final long nextPage;
  private final int type;
  private final int leafEntry;
  private final Entry visitor;
  private long lastKey;
  private boolean first = true;

  /** Takes an entry of a leaf. */
  interface Entry {
    void visit(byte[] page, int at);
  }

  TreeReader(
      PageReader pages,
      Space space,
      Findings findings,
      long nextPage,
      int type,
      int leafEntry,
      Entry visitor) {
    this.pages = pages;
    this.space = space;
    this.findings = findings;
    this.nextPage = nextPage;
    this.type = type;
    this.leafEntry = leafEntry;
    this.visitor = visitor;
  }

  void walk(PageReference root) throws IOException {
    walk(root, UNKNOWN);
  }

  /** Returns the page's first key; 0 when it cannot be read. */
  private long walk(PageReference reference, int levelSaid) throws IOException {
    try {
      byte[] page = pages.read(reference, type);
      String where = PageReader.where(reference.offset());
      findings.require(
          reference.bid() > 0 && reference.bid() < nextPage,
          Rule.HEADER_NEXT_PAGE,
          where,
          "it is page " + Hex.of(reference.bid()));
      if (!space.take(reference.offset(), Layout.PAGE, where)) {
        throw new Lost();
      }
      int level = page[491];
      if (level < 0 || level > MOST_LEVELS || (levelSaid != UNKNOWN && level != levelSaid)) {
        throw findings.lost(Rule.TREE_LEVEL, where, "level " + level);
      }
      findings.require(
          LittleEndian.get32(page, 492) == 0, Rule.TREE_RESERVED, where, "another value");
      int size = level == 0 ? leafEntry : INDEX_ENTRY;
      int count = entries(page, size, where);
      for (int i = 0; i < count; i++) {
        entry(page, i * size, level, where);
      }
      return LittleEndian.get64(page, 0);
    } catch (Lost lost) {
      return 0;
    }
  }

  private int entries(byte[] page, int size, String where) throws Lost {
    int count = page[488] & 0xFF;
    int most = Layout.PAGE_ENTRIES / size;
    if (count < 1 || count > most || (page[489] & 0xFF) != most || (page[490] & 0xFF) != size) {
      throw findings.lost(Rule.TREE_ENTRIES, where, count + " entries of " + page[490] + " bytes");
    }
    return count;
  }

  private void entry(byte[] page, int at, int level, String where) throws IOException {
    long key = LittleEndian.get64(page, at);
    if (level > 0) {
      long firstKey = walk(PageReference.at(page, at + 8), level - 1);
      findings.require(
          firstKey == key, Rule.TREE_KEY, where, Hex.of(key) + " leads to " + Hex.of(firstKey));
      return;
    }
    findings.require(
        first || Long.compareUnsigned(lastKey, key) < 0,
        Rule.TREE_ORDER,
        where,
        Hex.of(key) + " after " + Hex.of(lastKey));
    lastKey = key;
    first = false;
    visitor.visit(page, at);
  }
}

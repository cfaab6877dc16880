package io.rollcall.pst.ndb;

/** Sizes and places in a Unicode PST file, in bytes; [MS-PST] 2.2.2. */
public final class Layout {
  public static final int HEADER = 564;
  public static final int PAGE = 512;

  /** What a page holds before its trailer. */
  public static final int PAGE_BODY = 496;

  /** What a B-tree page has for entries. */
  public static final int PAGE_ENTRIES = 488;

  /** Pages and blocks both end with a trailer of this size. */
  public static final int TRAILER = 16;

  /** Space is given out, and kept in the allocation maps, in slots of this size. */
  public static final int SLOT = 64;

  /** The most that a block holds. */
  public static final int PAYLOAD = 8176;

  /** The page of density, which may stay empty. */
  public static final int DLIST = 0x4200;

  /** Where the first section starts; each starts with its allocation map. */
  public static final int FIRST_SECTION = 0x4400;

  /** What one allocation map covers, itself included: 3,968 slots. */
  public static final int SECTION = PAGE_BODY * 8 * SLOT;

  /** References that an XBLOCK or XXBLOCK holds. */
  public static final int TREE_FAN_OUT = 1021;

  /** Entries of an SLBLOCK. */
  public static final int SUBNODES = 340;

  /** Entries of an SIBLOCK. */
  public static final int SUBNODE_BLOCKS = 510;

  /** Entries of an intermediate page, and of a leaf of the block tree. */
  public static final int PAGE_FAN_OUT = 20;

  /** Entries of a leaf of the node tree. */
  public static final int PAGE_NODES = 15;

  private Layout() {}

  /** The bytes of file that a block with this payload takes. */
  public static int stored(int payload) {
    return (payload + TRAILER + SLOT - 1) / SLOT * SLOT;
  }

  /** Whether the section has a page map, behind its allocation map. */
  public static boolean hasPageMap(long section) {
    return section % 8 == 0;
  }

  /** Whether the section has a free map, behind its page map. */
  public static boolean hasFreeMap(long section) {
    return section >= 128 && (section - 128) % 496 == 0;
  }

  /**
   * Whether the section has a free page map. It lies where a free map would, 1024 bytes into the
   * section; the two never meet, because 8192 mod 496 is not 128 mod 496.
   */
  public static boolean hasFreePageMap(long section) {
    return section >= 8192 && (section - 8192) % 31_744 == 0;
  }

  /** Where the first byte that is no map lies, counted from the section's start. */
  public static int mapBytes(long section) {
    if (!hasPageMap(section)) {
      return PAGE;
    }
    return hasFreeMap(section) || hasFreePageMap(section) ? 3 * PAGE : 2 * PAGE;
  }

  /** Where the section starts in the file. */
  public static long start(long section) {
    return FIRST_SECTION + section * SECTION;
  }
}

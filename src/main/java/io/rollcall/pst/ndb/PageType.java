package io.rollcall.pst.ndb;

/** The types of pages, as in their trailers; [MS-PST] 2.2.2.7.1. */
public final class PageType {
  public static final int BLOCK_TREE = 0x80;
  public static final int NODE_TREE = 0x81;
  public static final int FREE_MAP = 0x82;
  public static final int PAGE_MAP = 0x83;
  public static final int ALLOCATION_MAP = 0x84;
  public static final int FREE_PAGE_MAP = 0x85;
  public static final int DENSITY_LIST = 0x86;

  private PageType() {}
}

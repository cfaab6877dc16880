package io.rollcall.pst.ndb;

/** Node numbers: 5 bits of type, 27 bits of index; [MS-PST] 2.2.2.1. */
public final class Nid {
  public static final int INTERNAL = 0x01;
  public static final int FOLDER = 0x02;
  public static final int SEARCH_FOLDER = 0x03;
  public static final int MESSAGE = 0x04;
  public static final int ATTACHMENT = 0x05;
  public static final int ASSOCIATED_MESSAGE = 0x08;
  public static final int HIERARCHY = 0x0D;
  public static final int CONTENTS = 0x0E;
  public static final int ASSOCIATED_CONTENTS = 0x0F;
  public static final int SEARCH_CONTENTS = 0x10;
  public static final int ATTACHMENT_TABLE = 0x671;
  public static final int RECIPIENT_TABLE = 0x692;
  public static final int LTP = 0x1F;

  /** The largest index. */
  public static final int MAX_INDEX = (1 << 27) - 1;

  private Nid() {}

  public static int of(int type, int index) {
    return (index << 5) | type;
  }

  public static int type(int nid) {
    return nid & 0x1F;
  }

  public static int index(int nid) {
    return nid >>> 5;
  }

  /** The node of the given type beside this one, such as a folder's contents table. */
  public static int beside(int nid, int type) {
    return (nid & ~0x1F) | type;
  }
}

package io.rollcall.pst.ndb;

/** Ties a page or block to its place and number; [MS-PST] 5.5. */
public final class Signature {
  private Signature() {}

  /** The signature of what lies at this offset and has this number; 16 bits. */
  public static int of(long offset, long bid) {
    int mixed = (int) (offset ^ bid);
    return (mixed >>> 16 ^ mixed) & 0xFFFF;
  }
}

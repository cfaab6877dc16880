package io.rollcall.pst.verify;

/** Numbers as people find them in the format's description. */
final class Hex {
  private Hex() {}

  static String of(long number) {
    return "0x" + Long.toHexString(number);
  }

  static String node(int nid) {
    return "node 0x" + Integer.toHexString(nid);
  }
}

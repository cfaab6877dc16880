package io.rollcall.pst.ltp;

/** What stands in front of the items of a heap's block; [MS-PST] 2.3.1.2 to 2.3.1.4. */
public final class HeapHead {
  private static final int FIRST_MAP = 8;
  private static final int MAP_EVERY = 128;

  private HeapHead() {}

  /** The bytes of a block's head. */
  public static int size(int block) {
    if (block == 0) {
      return 12;
    }
    return hasFillMap(block) ? 66 : 2;
  }

  /** Whether the head says how full this block and those behind it are. */
  public static boolean hasFillMap(int block) {
    return block == 0 || block % MAP_EVERY == FIRST_MAP;
  }

  /** The block whose head says how full the given one is. */
  public static int keeperOf(int block) {
    return block < FIRST_MAP ? 0 : block - (block - FIRST_MAP) % MAP_EVERY;
  }

  /** Where in such a head the levels start, two in a byte, the lower half first. */
  public static int mapOffset(int keeper) {
    return keeper == 0 ? 8 : 2;
  }
}

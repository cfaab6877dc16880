package io.rollcall.pst.ltp;

/** The scale on which a heap says how much room its blocks have; [MS-PST] 2.3.1.2. */
public final class FillLevel {
  private static final int[] AT_LEAST = {
    3584, 2560, 2048, 1792, 1536, 1280, 1024, 768, 512, 256, 128, 64, 32, 16, 8
  };

  private FillLevel() {}

  /** From 0, for 3584 free bytes and more, to 15, for less than 8. */
  public static int of(int free) {
    int level = 0;
    while (level < AT_LEAST.length && free < AT_LEAST[level]) {
      level++;
    }
    return level;
  }
}

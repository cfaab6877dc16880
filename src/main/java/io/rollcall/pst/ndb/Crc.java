package io.rollcall.pst.ndb;

import java.util.zip.CRC32;

/**
 * The format's check sum: CRC-32 with the usual polynomial, but starting from 0 and not inverted at
 * the end; [MS-PST] 5.3.
 *
 * <p>A CRC is linear, so it is the JDK's CRC-32 (which the machine has an instruction for) of the
 * bytes, with that of as many zeros taken out.
 */
public final class Crc {
  private static final int[] OF_ZEROS = ofZeros(Layout.PAYLOAD);

  private Crc() {}

  /** The check sum of {@code length} bytes. */
  public static int of(byte[] data, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(data, from, length);
    return (int) crc.getValue()
        ^ (length < OF_ZEROS.length ? OF_ZEROS[length] : ofZeros(length)[length]);
  }

  private static int[] ofZeros(int most) {
    int[] sums = new int[most + 1];
    CRC32 crc = new CRC32();
    for (int length = 0; length <= most; length++) {
      sums[length] = (int) crc.getValue();
      crc.update(0);
    }
    return sums;
  }
}

package io.rollcall.pst.ltp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Name spaces of named properties; [MS-OXPROPS] 1.3.2. */
public enum PropertySet {
  PUBLIC_STRINGS("00020329-0000-0000-C000-000000000046"),
  ADDRESS("00062004-0000-0000-C000-000000000046"),
  COMMON("00062008-0000-0000-C000-000000000046");

  /** The number of the first set that a file lists itself; those below are known to all. */
  static final int FIRST_LISTED = 3;

  private static final int PUBLIC_STRINGS_INDEX = 2;
  private final UUID guid;

  PropertySet(String guid) {
    this.guid = UUID.fromString(guid);
  }

  /** The number by which a file's map means this set. */
  public int index() {
    return switch (this) {
      case PUBLIC_STRINGS -> PUBLIC_STRINGS_INDEX;
      case ADDRESS -> FIRST_LISTED;
      case COMMON -> FIRST_LISTED + 1;
    };
  }

  /** The sets that a file lists, as it lists them: the first three numbers lowest byte first. */
  static byte[] listed() {
    ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    ADDRESS.put(bytes);
    COMMON.put(bytes);
    return bytes.array();
  }

  private void put(ByteBuffer bytes) {
    long high = guid.getMostSignificantBits();
    bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    bytes.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
  }
}

package io.rollcall.activedirectory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binary values of Active Directory. */
final class Octets {
  private static final int MOST_SUB_AUTHORITIES = 15;

  private Octets() {}

  /**
   * A GUID: its first three fields are little-endian, the rest is big-endian (MS-DTYP 2.3.4.2).
   * Null when it is none, or all zeros.
   */
  static @Nullable UUID guid(byte @Nullable [] octets) {
    if (octets == null || octets.length != 16) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    long high = (in.getInt() & 0xFFFF_FFFFL) << 32;
    high |= (in.getShort() & 0xFFFFL) << 16;
    high |= in.getShort() & 0xFFFFL;
    long low = in.order(ByteOrder.BIG_ENDIAN).getLong();
    return high == 0 && low == 0 ? null : new UUID(high, low);
  }

  /** A SID as {@code S-1-5-21-...} (MS-DTYP 2.4.2.2), or null when it is none. */
  static @Nullable String sid(byte @Nullable [] octets) {
    return octets == null ? null : sid(ByteBuffer.wrap(octets));
  }

  /** The bytes of a SID; null for a text that is none. */
  static byte @Nullable [] ofSid(String sid) {
    String[] parts = sid.split("-", -1);
    int subAuthorities = parts.length - 3;
    if (!sid.matches("S-1-\\d{1,15}(-\\d{1,10})*") || subAuthorities > MOST_SUB_AUTHORITIES) {
      return null;
    }
    ByteBuffer out = ByteBuffer.allocate(8 + 4 * subAuthorities);
    long authority = Long.parseLong(parts[2]);
    out.put((byte) 1).put((byte) subAuthorities);
    out.putShort((short) (authority >>> 32)).putInt((int) authority);
    out.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < subAuthorities; i++) {
      out.putInt((int) Long.parseLong(parts[3 + i]));
    }
    return out.array();
  }

  /** Reads a SID from the buffer's position on. */
  static @Nullable String sid(ByteBuffer in) {
    if (in.remaining() < 8) {
      return null;
    }
    int revision = in.get() & 0xFF;
    int subAuthorities = in.get() & 0xFF;
    long authority = (in.order(ByteOrder.BIG_ENDIAN).getShort() & 0xFFFFL) << 32;
    authority |= in.getInt() & 0xFFFF_FFFFL;
    if (revision != 1
        || subAuthorities > MOST_SUB_AUTHORITIES
        || in.remaining() < 4 * subAuthorities) {
      return null;
    }
    StringBuilder text = new StringBuilder("S-1-").append(authority);
    in.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < subAuthorities; i++) {
      text.append('-').append(in.getInt() & 0xFFFF_FFFFL);
    }
    return text.toString();
  }
}

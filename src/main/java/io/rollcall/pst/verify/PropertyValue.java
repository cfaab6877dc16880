package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.PropertyType;
import io.rollcall.pst.ndb.LittleEndian;
import org.jspecify.annotations.Nullable;

/**
 * A property's value as it was found.
 *
 * @param bytes what lies in the heap or in the record; null for a long value
 * @param beside where a long value lies; null for others
 * @param size the value's bytes
 */
record PropertyValue(
    PropertyType type, byte @Nullable [] bytes, @Nullable NodeData beside, long size) {

  /** The value of a number, a flag or a time. */
  long number() {
    if (bytes == null) {
      return 0;
    }
    return switch (bytes.length) {
      case 1 -> bytes[0];
      case 2 -> LittleEndian.get16(bytes, 0);
      case 4 -> LittleEndian.get32(bytes, 0);
      case 8 -> LittleEndian.get64(bytes, 0);
      default -> 0;
    };
  }
}

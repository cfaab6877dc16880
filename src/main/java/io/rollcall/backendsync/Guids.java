package io.rollcall.backendsync;

import io.rollcall.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identifiers as the panel's columns hold them. */
final class Guids {

  private Guids() {}

  /** A GUID in the order of its text, so that {@code HEX()} of the column reads like it. */
  static byte @Nullable [] bytes(@Nullable String guid) {
    return guid == null ? null : bytes(UUID.fromString(guid));
  }

  static byte[] bytes(UUID guid) {
    return ByteBuffer.allocate(16)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  static @Nullable String text(byte @Nullable [] column) {
    if (column == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(column);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  static @Nullable String text(@Nullable UUID guid) {
    return guid == null ? null : guid.toString();
  }

  /** The look-up column of a name: the first eight bytes of SHA-256 of its lower-case form. */
  static @Nullable Long hash(@Nullable String name) {
    if (name == null) {
      return null;
    }
    byte[] text = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Sha256.of(text)).getLong();
  }
}

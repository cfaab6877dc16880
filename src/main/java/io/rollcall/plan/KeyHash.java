package io.rollcall.plan;

import io.rollcall.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A key's hash: the first 16 bytes of SHA-256. Two keys that meet by chance are less likely than a
 * broken disk.
 */
public record KeyHash(long high, long low) implements Comparable<KeyHash> {

  /** Answers to nothing. */
  public static final KeyHash NONE = new KeyHash(0, 0);

  /** The hash of a text, as it stands. */
  public static KeyHash of(String text) {
    return of(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static KeyHash of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new KeyHash(buffer.getLong(), buffer.getLong());
  }

  /** In the order of the bytes, which is the order in which the database keeps them. */
  @Override
  public int compareTo(KeyHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }
}

package io.rollcall.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A key's hash: the first 16 bytes of SHA-256. Two keys that meet by chance are less likely than a
 * broken disk.
 */
public record KeyHash(long high, long low) {

  /** Answers to nothing. */
  public static final KeyHash NONE = new KeyHash(0, 0);

  /** The hash of a text, as it stands. */
  public static KeyHash of(String text) {
    return of(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static KeyHash of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new KeyHash(buffer.getLong(), buffer.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

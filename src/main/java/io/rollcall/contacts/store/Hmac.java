package io.rollcall.contacts.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, which every Java platform has (RFC 2104). */
final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  /** Of what is looked up: two that meet by chance are less likely than a broken disk. */
  private static final int ID_LENGTH = 16;

  private Hmac() {}

  /** The 32 bytes for these parts, one after the other. */
  static byte[] of(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** A key for one purpose, made from a key that is random throughout. */
  static byte[] derive(byte[] key, String purpose) {
    return of(key, purpose.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The first 16 bytes for a kind of thing, a zero byte, and its content.
   *
   * @param kind keeps apart what has the same content
   */
  static byte[] id(byte[] key, String kind, byte[] content) {
    return Arrays.copyOf(
        of(key, kind.getBytes(StandardCharsets.UTF_8), new byte[1], content), ID_LENGTH);
  }
}

package io.rollcall.contacts.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce (NIST SP 800-38D): a byte that names the format, twelve of the
 * nonce, the ciphertext, sixteen of the tag. The place where it belongs is authenticated with it,
 * so that sealed things cannot be exchanged for each other.
 */
final class Sealing {
  private static final byte FORMAT = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int OVERHEAD = 1 + NONCE + TAG;

  private Sealing() {}

  static byte[] seal(byte[] key, String place, byte[] plain, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = new byte[plain.length + OVERHEAD];
    sealed[0] = FORMAT;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, place)
          .doFinal(plain, 0, plain.length, sealed, 1 + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * What was sealed; empty when it was not sealed so: by another key, for another place, changed.
   */
  static Optional<byte[]> open(byte[] key, String place, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, sealed, 1, place)
              .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, int from, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce, from, NONCE));
    cipher.updateAAD(new byte[] {FORMAT});
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}

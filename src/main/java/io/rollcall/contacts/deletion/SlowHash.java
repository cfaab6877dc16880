package io.rollcall.contacts.deletion;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted, slow hash of a password: PBKDF2 with HMAC-SHA-256, 600,000 rounds as <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP</a>
 * asks for.
 *
 * @param rounds those it was made with: older hashes stay valid when the number rises
 */
record SlowHash(byte[] salt, byte[] hash, int rounds) {
  static final int ROUNDS = 600_000;
  static final int SALT_BYTES = 16;
  private static final int BITS = 256;

  /** The hash of a password; the array stays the caller's to wipe. */
  static SlowHash of(char[] password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, BITS);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return new SlowHash(salt, hash, rounds);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    } finally {
      spec.clearPassword();
    }
  }

  boolean matches(char[] password) {
    return MessageDigest.isEqual(hash, of(password, salt, rounds).hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlowHash that
        && rounds == that.rounds
        && Arrays.equals(salt, that.salt)
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return "a hash of " + rounds + " rounds";
  }
}

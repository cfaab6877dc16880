package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The key that the operator keeps: 32 bytes, which wrap the store's data key and nothing else. */
final class OperatorKey {
  private static final int LENGTH = 32;
  private static final String PLACE = "data key 1";

  private final SecretRef reference;
  private final byte[] bytes;

  private OperatorKey(SecretRef reference, byte[] bytes) {
    this.reference = reference;
    this.bytes = bytes;
  }

  /**
   * Reads it.
   *
   * @throws RollcallException when it is not there, or is no key; never repeats what stands there
   */
  static OperatorKey read(SecretRef reference) {
    return of(reference, reference.resolve(System::getenv));
  }

  static OperatorKey of(SecretRef reference, String text) {
    return new OperatorKey(
        reference,
        parse(text.strip())
            .orElseThrow(
                () ->
                    new RollcallException(
                        ExitCode.WRONG_USE,
                        "what stands in " + reference + " is no key for the contacts' backups",
                        "a key is 32 random bytes in Base64 or hexadecimal digits; scripts/rollcall"
                            + " contacts new-key FILE writes one")));
  }

  private static Optional<byte[]> parse(String text) {
    try {
      byte[] bytes =
          text.length() == 2 * LENGTH
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return bytes.length == LENGTH ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A new one, as a text in Base64. */
  static String random(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  SecretRef reference() {
    return reference;
  }

  /** Names the key without telling it: 16 hexadecimal digits. */
  String id() {
    return HexFormat.of().formatHex(Arrays.copyOf(Hmac.derive(bytes, "rollcall key id"), 8));
  }

  byte[] wrap(byte[] dataKey, SecureRandom random) {
    return Sealing.seal(bytes, PLACE, dataKey, random);
  }

  Optional<byte[]> unwrap(byte[] wrapped) {
    return Sealing.open(bytes, PLACE, wrapped);
  }
}

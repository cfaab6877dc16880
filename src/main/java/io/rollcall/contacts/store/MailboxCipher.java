package io.rollcall.contacts.store;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The keys of one mailbox, derived from the store's data key: one seals, the other makes ids. A key
 * of its own for each mailbox keeps the number of random nonces under one key far from where they
 * would repeat, and equal contacts of two mailboxes apart.
 */
final class MailboxCipher {
  private final byte[] sealingKey;
  private final byte[] idKey;
  private final SecureRandom random;

  /**
   * @param mailbox its number; 0 for what is the store's own
   */
  MailboxCipher(byte[] dataKey, int mailbox, SecureRandom random) {
    this.sealingKey = Hmac.derive(dataKey, "rollcall contacts seal " + mailbox);
    this.idKey = Hmac.derive(dataKey, "rollcall contacts id " + mailbox);
    this.random = random;
  }

  /**
   * Seals.
   *
   * @param place where it belongs
   */
  byte[] seal(String place, byte[] plain) {
    return Sealing.seal(sealingKey, place, plain, random);
  }

  /** Opens what was sealed for this place; empty when it is not what was sealed. */
  Optional<byte[]> open(String place, byte[] sealed) {
    return Sealing.open(sealingKey, place, sealed);
  }

  /** An id of 16 bytes that tells nothing to whoever lacks the key. */
  byte[] id(String kind, byte[] content) {
    return Hmac.id(idKey, kind, content);
  }
}

package io.rollcall.contacts.store;

import io.rollcall.plan.InQuery;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/** The photos of a mailbox, each stored once. */
final class PhotoRows {
  private final JdbcTemplate jdbc;
  private final long mailbox;
  private final MailboxCipher cipher;

  PhotoRows(JdbcTemplate jdbc, long mailbox, MailboxCipher cipher) {
    this.jdbc = jdbc;
    this.mailbox = mailbox;
    this.cipher = cipher;
  }

  /**
   * The numbers of photos; writes those that are not there yet.
   *
   * @param told photos by key
   */
  Map<ByteBuffer, Long> numbers(Map<ByteBuffer, byte[]> told, long seq, IntToLongFunction take) {
    Map<ByteBuffer, Long> numbers = new HashMap<>();
    new InQuery(jdbc)
        .forEach(
            "SELECT number, photo_key FROM contacts_photo WHERE (mailbox_id, photo_key) IN (:keys)",
            mailbox,
            told.keySet().stream().map(PhotoRows::bytes).toList(),
            row -> {
              numbers.put(ByteBuffer.wrap(row.getBytes("photo_key")), row.getLong("number"));
            });
    List<ByteBuffer> missing =
        told.keySet().stream().filter(key -> !numbers.containsKey(key)).toList();
    long number = take.applyAsLong(missing.size());
    for (ByteBuffer key : missing) {
      byte[] sealed =
          cipher.seal(Place.photo(mailbox, number), Objects.requireNonNull(told.get(key)));
      jdbc.update(
          "INSERT INTO contacts_photo (mailbox_id, number, first_seq, photo_key, content) VALUES"
              + " (?, ?, ?, ?, ?)",
          mailbox,
          number,
          seq,
          bytes(key),
          sealed);
      numbers.put(key, number++);
    }
    return numbers;
  }

  private static byte[] bytes(ByteBuffer key) {
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    return bytes;
  }

  /**
   * Makes sure that a photo is what was stored, and is found by it.
   *
   * @param lastSeq the newest complete snapshot
   * @throws DamagedContent when it is not
   */
  void requireSound(long number, long lastSeq) {
    List<Boolean> rows =
        jdbc.query(
            "SELECT content, photo_key FROM contacts_photo WHERE mailbox_id = ? AND number = ? AND"
                + " first_seq BETWEEN 1 AND ?",
            (row, index) -> isSound(number, row.getBytes("content"), row.getBytes("photo_key")),
            mailbox,
            number,
            lastSeq);
    if (!rows.contains(true)) {
      throw DamagedContent.ofPhoto(mailbox, number);
    }
  }

  private boolean isSound(long number, byte[] content, byte[] key) {
    return cipher
        .open(Place.photo(mailbox, number), content)
        .filter(photo -> Arrays.equals(key, key(cipher, photo)))
        .isPresent();
  }

  /** By what a photo is found again. */
  static byte[] key(MailboxCipher cipher, byte[] photo) {
    return cipher.id("photo", photo);
  }

  /**
   * A photo.
   *
   * @throws DamagedContent when it is not what was stored, or is not there at all
   */
  byte[] get(long number) {
    List<byte[]> rows =
        jdbc.query(
            "SELECT content FROM contacts_photo WHERE mailbox_id = ? AND number = ?",
            (row, index) -> row.getBytes(1),
            mailbox,
            number);
    return rows.stream()
        .findFirst()
        .flatMap(content -> cipher.open(Place.photo(mailbox, number), content))
        .orElseThrow(() -> DamagedContent.ofPhoto(mailbox, number));
  }
}

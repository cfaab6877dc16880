package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.kernel.Sha256;
import io.rollcall.plan.Compression;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plan's line stores: deflated JSON. All records have the same property names, so they are
 * deflated with a dictionary of those, which makes them a third of the size (RFC 1950, section
 * 2.2).
 *
 * @param digest SHA-256 of what is stored, before compression
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Payload(byte[] stored, byte[] digest) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Never to be changed: stored plans need it. Another dictionary would be a further file. */
  private static final Compression COMPRESSION =
      Compression.withDictionary(Payload.class, "plan-dictionary-1.txt");

  /** Of a line that changes nothing. */
  static final Payload NONE = of(new byte[0]);

  /** What an update or a removal writes. */
  static Payload of(ObjectChange change) {
    return of(JSON.writeValueAsBytes(change));
  }

  private static Payload of(byte[] bytes) {
    return new Payload(deflate(bytes), Sha256.of(bytes));
  }

  static ObjectChange change(byte[] stored) {
    return JSON.readValue(inflate(stored), ObjectChange.class);
  }

  /**
   * What was decided of the addresses of an object that the plan adds. Its settings, members and
   * grants follow from its record when the line is applied; by then every object that it may refer
   * to is known.
   *
   * @param replaces the object that held its primary address before; null for none
   */
  record Decided(List<AddressFact> addresses, @Nullable Long replaces) {}

  /** A stored addition, taken apart; the record is in its stored form. */
  record Added(Decided decided, byte[] record) {}

  /**
   * What is stored of an added object: the length of the stored decisions in 4 bytes, those, and
   * the stored record as it is.
   */
  static Payload ofAdded(Decided decided, byte[] record, byte[] storedRecord) {
    byte[] json = JSON.writeValueAsBytes(decided);
    byte[] head = deflate(json);
    byte[] stored =
        ByteBuffer.allocate(4 + head.length + storedRecord.length)
            .putInt(head.length)
            .put(head)
            .put(storedRecord)
            .array();
    MessageDigest digest = Sha256.create();
    digest.update(json);
    digest.update((byte) '\n'); // JSON on one line: no two additions give the same bytes
    return new Payload(stored, digest.digest(record));
  }

  static Added added(byte[] stored) {
    int end = 4 + ByteBuffer.wrap(stored).getInt();
    byte[] head = inflate(Arrays.copyOfRange(stored, 4, end));
    return new Added(
        JSON.readValue(head, Decided.class), Arrays.copyOfRange(stored, end, stored.length));
  }

  static byte[] deflate(byte[] bytes) {
    return COMPRESSION.deflate(bytes);
  }

  static byte[] inflate(byte[] stored) {
    return COMPRESSION.inflate(stored);
  }
}

package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.kernel.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
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
  private static final byte[] DICTIONARY = dictionary("plan-dictionary-1.txt");

  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED));
  private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(Inflater::new);

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

  /** Compresses for speed: a plan is written and read once. */
  static byte[] deflate(byte[] bytes) {
    // Making a Deflater costs as much as compressing a record, so each thread keeps one.
    Deflater deflater = DEFLATER.get();
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length / 3 + 64];
    int length = 0;
    while (!deflater.finished()) {
      if (length == out.length) {
        out = Arrays.copyOf(out, 2 * length);
      }
      length += deflater.deflate(out, length, out.length - length);
    }
    return Arrays.copyOf(out, length);
  }

  static byte[] inflate(byte[] stored) {
    Inflater inflater = INFLATER.get();
    inflater.reset();
    try {
      inflater.setInput(stored);
      byte[] out = new byte[8 * stored.length + 64];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(out, length, out.length - length);
        length += read;
        if (read == 0 && inflater.needsDictionary()) {
          inflater.setDictionary(DICTIONARY);
        } else if (read == 0 && inflater.needsInput()) {
          throw new IllegalStateException("a stored change is cut off");
        } else if (length == out.length) {
          out = Arrays.copyOf(out, 2 * length);
        }
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a stored change cannot be read", e);
    }
  }

  private static byte[] dictionary(String name) {
    try (InputStream in = Payload.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

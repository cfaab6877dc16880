package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of a plan's line: deflated JSON. */
final class Payload {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED));

  private Payload() {}

  /** A change's JSON, before compression. */
  static byte[] json(ObjectChange change) {
    return JSON.writeValueAsBytes(change);
  }

  static ObjectChange change(byte[] payload) {
    return JSON.readValue(inflate(payload), ObjectChange.class);
  }

  /**
   * What is stored of an object that the plan adds: the source's record, and what was decided of
   * its addresses. Its settings, members and grants follow from the record when the line is
   * applied; by then every object that it may refer to is known.
   *
   * @param replaces the object that held its primary address before; null for none
   */
  record Added(List<AddressFact> addresses, @Nullable Long replaces) {}

  /**
   * An added object's payload before compression: a line of JSON, then the record as it was read.
   */
  static byte[] added(Added decided, byte[] record) {
    byte[] head = JSON.writeValueAsBytes(decided);
    byte[] payload = Arrays.copyOf(head, head.length + 1 + record.length);
    payload[head.length] = '\n';
    System.arraycopy(record, 0, payload, head.length + 1, record.length);
    return payload;
  }

  static Added added(byte[] payload) {
    return JSON.readValue(payload, 0, endOfHead(payload), Added.class);
  }

  static byte[] record(byte[] payload) {
    return Arrays.copyOfRange(payload, endOfHead(payload) + 1, payload.length);
  }

  private static int endOfHead(byte[] payload) {
    for (int i = 0; i < payload.length; i++) {
      if (payload[i] == '\n') {
        return i;
      }
    }
    throw new IllegalStateException("a stored addition has no record");
  }

  /** Compresses for speed: a plan is written and read once. */
  static byte[] deflate(byte[] bytes) {
    // Making a Deflater costs as much as compressing a record, so each thread keeps one.
    Deflater deflater = DEFLATER.get();
    deflater.reset();
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

  static byte[] inflate(byte[] payload) {
    try (var stream = new InflaterInputStream(new ByteArrayInputStream(payload))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a stored change cannot be read", e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

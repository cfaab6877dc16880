package io.rollcall.backendsync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
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

package io.rollcall.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflates small things of one kind, as a plan's lines. They have the same property names, so they
 * are deflated with a dictionary of those, which makes them a third of the size (RFC 1950, section
 * 2.2). For use by several threads.
 */
public final class Compression {
  // Making a Deflater costs as much as compressing a record, so each thread keeps one of a kind.
  private static final ThreadLocal<Deflater> FAST =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED));
  private static final ThreadLocal<Deflater> SMALL =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_COMPRESSION));
  private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(Inflater::new);

  private final ThreadLocal<Deflater> deflaters;
  private final byte[] dictionary;

  private Compression(ThreadLocal<Deflater> deflaters, byte[] dictionary) {
    this.deflaters = deflaters;
    this.dictionary = dictionary;
  }

  /**
   * For speed, as a plan is written and read once; with the dictionary in a file beside a class.
   * Never to be changed: what is stored needs it. Another dictionary would be a further file.
   */
  public static Compression withDictionary(Class<?> beside, String name) {
    return new Compression(FAST, dictionary(beside, name));
  }

  /** For what is kept for years: smaller, and slower to make. */
  public static Compression forKeeping(Class<?> beside, String name) {
    return new Compression(SMALL, dictionary(beside, name));
  }

  private static byte[] dictionary(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compresses. */
  public byte[] deflate(byte[] bytes) {
    Deflater deflater = deflaters.get();
    deflater.reset();
    deflater.setDictionary(dictionary);
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

  /**
   * The inverse of {@link #deflate}.
   *
   * @throws IllegalStateException when what is stored is no such thing
   */
  public byte[] inflate(byte[] stored) {
    Inflater inflater = INFLATERS.get();
    inflater.reset();
    try {
      inflater.setInput(stored);
      byte[] out = new byte[8 * stored.length + 64];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(out, length, out.length - length);
        length += read;
        if (read == 0 && inflater.needsDictionary()) {
          inflater.setDictionary(dictionary);
        } else if (read == 0 && inflater.needsInput()) {
          throw new IllegalStateException("what is stored is cut off");
        } else if (length == out.length) {
          out = Arrays.copyOf(out, 2 * length);
        }
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new IllegalStateException("what is stored cannot be read", e);
    }
  }
}

package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of an export, plain or gzip (told by the first bytes, not by the name). */
final class LineSource implements Closeable {

  /** A record is some kilobytes; a longer line is no export but, say, a disk image. */
  static final int MAX_LINE_BYTES = 16 << 20;

  private static final int BUFFER_BYTES = 1 << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path file;
  private final DigestedInput raw;
  private final InputStream in;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long number;

  LineSource(Path file) {
    this(file, BUFFER_BYTES);
  }

  LineSource(Path file, int bufferBytes) {
    this.file = file;
    this.buffer = new byte[bufferBytes];
    DigestedInput opened = null;
    try {
      boolean gzip = isGzip(file);
      opened = new DigestedInput(Files.newInputStream(file));
      this.in = gzip ? new StrictGzip(opened, Files.size(file)) : opened;
      this.raw = opened;
    } catch (IOException e) {
      closeQuietly(opened);
      throw failed(e);
    }
  }

  static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
    }
  }

  /** The next line that is not blank, without its end; null at the end of the file. */
  byte @Nullable [] next() {
    while (true) {
      byte[] line = anyLine();
      if (line == null) {
        return null;
      }
      number++;
      if (number == 1 && startsWithByteOrderMark(line)) {
        line = Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length);
      }
      if (!blank(line)) {
        return line;
      }
    }
  }

  /** The number of the line last returned, from 1. */
  long number() {
    return number;
  }

  /** How far the file on disk was read, in bytes. */
  long position() {
    return raw.position();
  }

  /** SHA-256 of the file's bytes; only after the end. */
  byte[] digest() {
    return raw.digest();
  }

  private byte @Nullable [] anyLine() {
    ByteArrayOutputStream spill = null;
    while (true) {
      int end = lineEnd();
      if (end >= 0) {
        byte[] line = take(spill, end);
        position = end + 1;
        return line;
      }
      if (limit > position) {
        spill = spill == null ? new ByteArrayOutputStream(2 * (limit - position)) : spill;
        spill.write(buffer, position, limit - position);
        requireShort(spill.size());
      }
      position = 0;
      limit = 0;
      if (!fill()) {
        return spill == null ? null : withoutReturn(spill.toByteArray());
      }
    }
  }

  private int lineEnd() {
    byte[] bytes = buffer;
    for (int i = position, to = limit; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private byte[] take(@Nullable ByteArrayOutputStream spill, int end) {
    if (spill == null) {
      int to = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
      return Arrays.copyOfRange(buffer, position, to);
    }
    requireShort(spill.size() + end - position);
    spill.write(buffer, position, end - position);
    return withoutReturn(spill.toByteArray());
  }

  private boolean fill() {
    try {
      int read = in.read(buffer, 0, buffer.length);
      limit = Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void requireShort(long length) {
    if (length > MAX_LINE_BYTES) {
      throw new RollcallException(
          ExitCode.FAILED,
          "%s: line %d is longer than %d bytes".formatted(file, number + 1, MAX_LINE_BYTES),
          "check that the file is an export written by Export-ExchangeObjects.ps1");
    }
  }

  private RollcallException failed(IOException e) {
    String what =
        e instanceof EOFException
            ? "the compressed data ends before its end mark; the file was cut"
            : e instanceof ZipException
                ? "the compressed data is damaged (" + e.getMessage() + ")"
                : "cannot be read (" + e + ")";
    return new RollcallException(ExitCode.FAILED, file + ": " + what, ExportFile.EXPORT_AGAIN, e);
  }

  private static byte[] withoutReturn(byte[] line) {
    int length = line.length;
    return length > 0 && line[length - 1] == '\r' ? Arrays.copyOf(line, length - 1) : line;
  }

  private static boolean startsWithByteOrderMark(byte[] line) {
    return line.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private static boolean blank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static void closeQuietly(@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // The failure that led here is the one to report.
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

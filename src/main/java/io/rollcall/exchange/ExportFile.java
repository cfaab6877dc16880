package io.rollcall.exchange;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A streaming reader of one export, plain or gzip. */
@SuppressWarnings("DoNotCallSuggester")
public final class ExportFile implements Closeable {

  /** One record line. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Line(long number, byte[] bytes, byte[] hash) {}

  public static ExportHeader header(Path file) {
    throw new UnsupportedOperationException();
  }

  public static void requireTrailer(Path file) {
    throw new UnsupportedOperationException();
  }

  public static String sha256(Path file, LongConsumer bytesSoFar) {
    throw new UnsupportedOperationException();
  }

  public static ExportFile open(Path file, byte[] lineHashContext) {
    throw new UnsupportedOperationException();
  }

  public ExportHeader header() {
    throw new UnsupportedOperationException();
  }

  public @Nullable Line next() {
    throw new UnsupportedOperationException();
  }

  public void skipTo(long recordLine, byte[] expectedChain) {
    throw new UnsupportedOperationException();
  }

  public byte[] chain() {
    throw new UnsupportedOperationException();
  }

  public long bytesRead() {
    throw new UnsupportedOperationException();
  }

  public long sizeBytes() {
    throw new UnsupportedOperationException();
  }

  public String sha256() {
    throw new UnsupportedOperationException();
  }

  public ExportTrailer trailer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

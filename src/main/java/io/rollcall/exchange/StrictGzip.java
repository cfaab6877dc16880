package io.rollcall.exchange;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gzip that ends where its data ends. The JDK's stream silently ignores bytes after the last
 * member, which could be a second export whose first bytes were lost.
 */
final class StrictGzip extends GZIPInputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Check sum and length after the deflated data, RFC 1952 section 2.3. */
  private static final int TRAILER_BYTES = 8;

  private final DigestedInput file;
  private final long fileBytes;
  private long filled;
  private boolean ended;

  StrictGzip(DigestedInput file, long fileBytes) throws IOException {
    super(file, BUFFER_BYTES);
    this.file = file;
    this.fileBytes = fileBytes;
    this.filled = file.position();
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filled = file.position();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read < 0 && !ended) {
      ended = true;
      long deflateEnd = filled - inf.getRemaining();
      if (fileBytes - deflateEnd != TRAILER_BYTES) {
        throw new ZipException("unknown bytes after the compressed data");
      }
    }
    return read;
  }
}

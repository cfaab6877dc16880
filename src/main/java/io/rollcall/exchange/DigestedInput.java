package io.rollcall.exchange;

import io.rollcall.kernel.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests what is read of a file. */
final class DigestedInput extends FilterInputStream {
  private final MessageDigest sha256 = Sha256.create();
  private long position;

  DigestedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      sha256.update((byte) value);
      position++;
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      sha256.update(bytes, offset, read);
      position += read;
    }
    return read;
  }

  long position() {
    return position;
  }

  byte[] digest() {
    return sha256.digest();
  }
}

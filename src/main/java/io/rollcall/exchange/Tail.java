package io.rollcall.exchange;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The last line of a plain export. */
final class Tail {

  /** A trailer has about 150 bytes. */
  private static final int BYTES = 1 << 16;

  private Tail() {}

  static boolean isTrailer(Path file) throws IOException {
    byte[] tail = read(file);
    int end = tail.length;
    while (end > 0 && tail[end - 1] <= ' ' && tail[end - 1] >= 0) {
      end--;
    }
    int start = end;
    while (start > 0 && tail[start - 1] != '\n') {
      start--;
    }
    return Envelope.trailer(Arrays.copyOfRange(tail, start, end)) != null;
  }

  private static byte[] read(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(BYTES, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return tail;
    }
  }
}

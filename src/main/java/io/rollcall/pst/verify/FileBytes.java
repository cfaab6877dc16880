package io.rollcall.pst.verify;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file's bytes at any place. */
final class FileBytes implements Closeable {
  private final FileChannel channel;
  private final long size;

  FileBytes(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    size = channel.size();
  }

  long size() {
    return size;
  }

  boolean has(long offset, int length) {
    return offset >= 0 && offset <= size - length;
  }

  /**
   * @throws EOFException when the file does not have these bytes
   */
  byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the file has ended while it was read");
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

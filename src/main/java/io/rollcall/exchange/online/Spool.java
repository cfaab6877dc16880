package io.rollcall.exchange.online;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of one cmdlet, put aside in a file until those of the others are there too. Where the
 * system allows it, the file has no name: whatever ends the process, it is gone. For one thread.
 */
final class Spool implements Closeable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, @Nullable Object>> ROW = new TypeReference<>() {};

  /** A length of at most 16 MB, and a position above it. */
  private static final int LENGTH_BITS = 24;

  private final FileChannel file;
  private final OutputStream out;
  private final KeyIndex places = new KeyIndex();
  private long[] order = new long[1 << 10];
  private int count;
  private long end;

  private Spool(FileChannel file) {
    this.file = file;
    this.out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
  }

  /**
   * An empty one.
   *
   * @param folder where the disk has room
   */
  static Spool in(Path folder) {
    try {
      Path name = Files.createTempFile(folder, "spool", ".jsonl.gz.tmp");
      return new Spool(
          FileChannel.open(
              name,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Keeps a row that names its object; a later one of the same object takes its place. */
  void put(Row row) {
    byte[] bytes = JSON.writeValueAsBytes(row.values());
    if (bytes.length >= 1 << LENGTH_BITS) {
      throw unusable(new IOException("a row of " + bytes.length + " bytes"));
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw unusable(e);
    }
    long place = end << LENGTH_BITS | bytes.length;
    row.guids().forEach(guid -> places.put(guid.toString(), place));
    end += bytes.length;
    if (count == order.length) {
      order = Arrays.copyOf(order, count * 2);
    }
    order[count++] = place;
  }

  /**
   * The row of an object, known by any of its GUIDs; null when there is none.
   *
   * @param guids the first that is known decides
   */
  @Nullable Row get(List<UUID> guids) {
    for (UUID guid : guids) {
      long place = places.get(guid.toString());
      if (place != KeyIndex.NONE) {
        return at(place);
      }
    }
    return null;
  }

  /** All rows in the order in which they came, each object once. */
  void forEach(Consumer<Row> rows) {
    for (int i = 0; i < count; i++) {
      Row row = at(order[i]);
      if (places.get(row.guids().get(0).toString()) == order[i]) {
        rows.accept(row);
      }
    }
  }

  private Row at(long place) {
    ByteBuffer bytes = ByteBuffer.allocate((int) (place & ((1 << LENGTH_BITS) - 1)));
    try {
      out.flush();
      long position = place >>> LENGTH_BITS;
      while (bytes.hasRemaining()) {
        if (file.read(bytes, position + bytes.position()) < 0) {
          throw new IOException("it ends early");
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    return new Row(JSON.readValue(bytes.array(), ROW));
  }

  private static RollcallException unusable(IOException e) {
    return new RollcallException(
        ExitCode.FAILED,
        "what Exchange Online answered cannot be put aside: " + e.getMessage(),
        "check the room on the disk and the permissions of the home folder, then restart the run",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}

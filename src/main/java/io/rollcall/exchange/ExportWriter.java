package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an export of a live backend: header, records, trailer with counts, as gzip, readable for
 * its owner alone. The file has its name only when it is whole; closed before {@link #finish}, it
 * leaves nothing. For one thread.
 */
public final class ExportWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path unfinished;
  private final LongConsumer written;
  private final OutputStream out;
  private final Map<ObjectKind, Long> counts = new EnumMap<>(ObjectKind.class);
  private long records;
  private boolean open = true;

  private ExportWriter(Path target, Path unfinished, LongConsumer written) throws IOException {
    this.target = target;
    this.unfinished = unfinished;
    this.written = written;
    this.out =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(unfinished), BUFFER_BYTES) {
              {
                def.setLevel(Deflater.BEST_SPEED); // read once, then deleted
              }
            },
            BUFFER_BYTES);
    for (ObjectKind kind : ObjectKind.values()) {
      counts.put(kind, 0L);
    }
  }

  /**
   * Begins an export beside its final place.
   *
   * @param target what {@link #finish} makes or replaces; its folder must exist
   * @param written told how many records were written, after each; it may throw to end the reading
   */
  public static ExportWriter create(
      Path target, String organization, String source, Instant startedAt, LongConsumer written) {
    Path unfinished = target.resolveSibling(target.getFileName() + ".tmp");
    ExportWriter writer = null;
    try {
      Files.deleteIfExists(unfinished);
      if (Files.getFileStore(target.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            unfinished,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      writer = new ExportWriter(target, unfinished, written);
      writer.line(RecordLines.header(organization, source, startedAt));
      return writer;
    } catch (IOException e) {
      if (writer != null) {
        writer.close();
      }
      throw unwritable(unfinished, e);
    }
  }

  /** Writes one object. */
  public void write(BackendObject object) {
    try {
      line(RecordLines.of(object));
    } catch (IOException e) {
      throw unwritable(unfinished, e);
    }
    counts.merge(object.kind(), 1L, Long::sum);
    written.accept(++records);
  }

  /** Where the export will be: a place for what a backend must put aside while it is read. */
  public Path folder() {
    return Objects.requireNonNull(target.toAbsolutePath().getParent());
  }

  /** How many records were written. */
  public long records() {
    return records;
  }

  /** All objects were written: the export gets its trailer and its name. */
  public void finish(Instant finishedAt) {
    try {
      line(RecordLines.trailer(counts, finishedAt));
      open = false;
      out.close();
      try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        file.force(true); // a name on the disk must not outlive its content
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(unfinished, e);
    }
  }

  private void line(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  private static RollcallException unwritable(Path file, IOException e) {
    return new RollcallException(
        ExitCode.FAILED,
        "%s cannot be written (%s)".formatted(file, e),
        "check the room on the disk and the permissions, then restart the run",
        e);
  }

  /** Deletes what was not finished. */
  @Override
  public void close() {
    try {
      if (open) {
        open = false;
        try {
          out.close();
        } finally {
          Files.deleteIfExists(unfinished);
        }
      }
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw unwritable(unfinished, e);
    }
  }
}

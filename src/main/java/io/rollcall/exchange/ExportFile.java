package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.LookAhead;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of one export, plain or gzip (told by the first bytes, not by the name), in
 * UTF-8 with or without a byte order mark. Reads ahead in a thread of its own; for one consumer.
 * Errors are {@link RollcallException}s that name the file.
 */
public final class ExportFile implements Closeable {

  /** The next step of a failure after which only another file helps. */
  public static final String EXPORT_AGAIN = "export again";

  /** The next step of a failure after which a restart does not help. */
  public static final String START_ANEW = "start a new run";

  /** Blocks of about 1 MiB that wait for the consumer. */
  private static final int BLOCKS_AHEAD = 4;

  private static final RecordBlocks.Block NOTHING =
      new RecordBlocks.Block(List.of(), List.of(), 0, null);

  /**
   * One record line.
   *
   * @param number its place in the file, from 1
   * @param bytes the line without its end
   * @param hash SHA-256 over the context given to {@link #open} and the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; copies would cost a third of the time
  public record Line(long number, byte[] bytes, byte[] hash) {}

  private final Path file;
  private final long sizeBytes;
  private final ExportHeader header;
  private final LineSource source;
  private final LookAhead<RecordBlocks.Block> blocks;

  private RecordBlocks.Block block = NOTHING;
  private int taken;
  private byte[] chain;

  private ExportFile(Path file, LineSource source, byte[] lineHashContext) throws IOException {
    byte[] first = source.next();
    this.file = file;
    this.source = source;
    this.sizeBytes = Files.size(file);
    this.header = Envelope.header(file, first);
    RecordBlocks records =
        new RecordBlocks(file, source, lineHashContext, first == null ? new byte[0] : first);
    this.chain = records.chainAtStart();
    this.blocks =
        new LookAhead<>("export-reader-" + file.getFileName(), file, BLOCKS_AHEAD, records);
  }

  /**
   * Reads the first line only.
   *
   * @throws RollcallException with WRONG_USE when the file is missing or no export of a version
   *     this program reads, with FAILED when it is empty or cannot be read
   */
  public static ExportHeader header(Path file) {
    requireFile(file);
    try (LineSource source = new LineSource(file, 1 << 13)) {
      return Envelope.header(file, source.next());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Checks cheaply, before a long run begins, that a plain file ends with a trailer. Says nothing
   * of a gzip file, whose end is known only after reading all of it.
   *
   * @throws RollcallException with FAILED when it does not
   */
  public static void requireTrailer(Path file) {
    requireFile(file);
    try {
      if (!LineSource.isGzip(file) && !Tail.isTrailer(file)) {
        throw new RollcallException(
            ExitCode.FAILED,
            file + " has no trailer at its end: it was cut, or the export did not finish",
            EXPORT_AGAIN);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * SHA-256 of the file's bytes as they are on disk, in lower-case hexadecimal digits.
   *
   * @param bytesSoFar is told how many bytes were read, for a progress bar
   */
  public static String sha256(Path file, LongConsumer bytesSoFar) {
    requireFile(file);
    MessageDigest sha256 = Sha256.create();
    byte[] buffer = new byte[1 << 20];
    long total = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        total += read;
        bytesSoFar.accept(total);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /**
   * Opens an export and reads its header.
   *
   * @param lineHashContext goes into the hash of every line, so that another version of the mapping
   *     recognises no line of an older one
   */
  public static ExportFile open(Path file, byte[] lineHashContext) {
    requireFile(file);
    LineSource source = new LineSource(file);
    ExportFile export = null;
    try {
      export = new ExportFile(file, source, lineHashContext);
      return export;
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      if (export == null) {
        close(source);
      }
    }
  }

  public ExportHeader header() {
    return header;
  }

  /**
   * The next record line, or null at the end. The end is returned only for a whole file: a missing
   * or damaged trailer, other counts than the trailer's, anything after it, or damaged compression
   * is thrown instead, as FAILED, naming file and figures.
   */
  public @Nullable Line next() {
    while (taken == block.lines().size()) {
      RecordBlocks.Block next = block.end() == null ? blocks.take() : null;
      if (next == null) {
        return null;
      }
      block = next;
      taken = 0;
    }
    chain = block.chains().get(taken);
    return block.lines().get(taken++);
  }

  /**
   * For a restart: passes over the first records, which were dealt with before.
   *
   * @param recordLine how many records; 0 checks the header alone
   * @param expectedChain what {@link #chain} gave after the last of them
   * @throws RollcallException with FAILED when they are not the same bytes as then
   */
  public void skipTo(long recordLine, byte[] expectedChain) {
    for (long i = 0; i < recordLine; i++) {
      if (next() == null) {
        throw changed();
      }
    }
    if (!MessageDigest.isEqual(chain, expectedChain)) {
      throw changed();
    }
  }

  /** SHA-256 chained over the header and all records returned so far; 32 bytes. */
  public byte[] chain() {
    return chain.clone();
  }

  /** Bytes of the file on disk that were read for the records returned so far, to about 1 MiB. */
  public long bytesRead() {
    return block.position();
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /** SHA-256 of the whole file; only after {@link #next} returned null. */
  public String sha256() {
    return end().sha256();
  }

  /** The trailer; only after {@link #next} returned null. */
  public ExportTrailer trailer() {
    return end().trailer();
  }

  private RecordBlocks.End end() {
    RecordBlocks.End end = block.end();
    if (end == null || taken < block.lines().size()) {
      throw new IllegalStateException("known only at the end of " + file);
    }
    return end;
  }

  private RollcallException changed() {
    return new RollcallException(
        ExitCode.FAILED, file + " has changed since the run started", START_ANEW);
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          file + (Files.exists(file) ? " is no file" : " does not exist"),
          "name an export written by scripts/Export-ExchangeObjects.ps1",
          new NoSuchFileException(file.toString()));
    }
  }

  private static RollcallException unreadable(Path file, IOException e) {
    return new RollcallException(
        ExitCode.FAILED, file + " cannot be read (" + e + ")", "check the disk and the rights", e);
  }

  private static void close(LineSource source) {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the reading thread. */
  @Override
  public void close() {
    blocks.close();
    close(source);
  }
}

package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.LookAhead;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Sha256;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits an export into records and hashes them, in blocks; ends with the check of the whole file.
 */
final class RecordBlocks implements LookAhead.Source<RecordBlocks.Block> {
  private static final int LINES_PER_BLOCK = 256;
  private static final int BYTES_PER_BLOCK = 1 << 20;

  /** What is known when the whole file was read and found right. */
  record End(ExportTrailer trailer, String sha256) {}

  /** Lines with the chain digest at each of them; the last block has the end. */
  record Block(
      List<ExportFile.Line> lines, List<byte[]> chains, long position, @Nullable End end) {}

  private final Path file;
  private final LineSource source;
  private final byte[] context;
  private final MessageDigest sha256 = Sha256.create();
  private final Map<String, Long> seen = new HashMap<>();
  private final byte[] chainAtStart;
  private byte[] chain;
  private long total;
  private @Nullable RuntimeException failure;
  private boolean ended;

  /** The header line was taken from the source already; its hash begins the chain. */
  RecordBlocks(Path file, LineSource source, byte[] context, byte[] headerLine) {
    this.file = file;
    this.source = source;
    this.context = context.clone();
    this.chainAtStart = hash(headerLine);
    this.chain = chainAtStart;
  }

  byte[] chainAtStart() {
    return chainAtStart;
  }

  /** A failure comes after the whole lines before it. */
  @Override
  public @Nullable Block next() {
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return null;
    }
    List<ExportFile.Line> lines = new ArrayList<>(LINES_PER_BLOCK);
    List<byte[]> chains = new ArrayList<>(LINES_PER_BLOCK);
    End end = null;
    try {
      end = fill(lines, chains);
    } catch (RuntimeException e) {
      if (lines.isEmpty()) {
        throw e;
      }
      failure = e;
    }
    ended = end != null;
    return new Block(lines, chains, source.position(), end);
  }

  /** Null when the block is full before the end of the file. */
  private @Nullable End fill(List<ExportFile.Line> lines, List<byte[]> chains) {
    long bytes = 0;
    while (lines.size() < LINES_PER_BLOCK && bytes < BYTES_PER_BLOCK) {
      byte[] line = source.next();
      if (line == null) {
        throw failed(
            "has no trailer after %s: it was cut, or the export did not finish"
                .formatted(Plural.of(total, "record")));
      }
      String type = Envelope.typeOf(line);
      if ("trailer".equals(type)) {
        return end(line);
      }
      byte[] hash = hash(line);
      sha256.update(chain);
      sha256.update(hash);
      chain = sha256.digest();
      lines.add(new ExportFile.Line(source.number(), line, hash));
      chains.add(chain);
      seen.merge(type == null ? "" : type, 1L, Long::sum);
      total++;
      bytes += line.length;
    }
    return null;
  }

  private End end(byte[] line) {
    long number = source.number();
    ExportTrailer trailer = Envelope.trailer(line);
    if (trailer == null) {
      throw failed("has a damaged trailer in line %d".formatted(number));
    }
    if (source.next() != null) {
      throw failed(
          "goes on in line %d after its trailer in line %d: two exports in one file?"
              .formatted(source.number(), number));
    }
    requireCounts(trailer);
    return new End(trailer, HexFormat.of().formatHex(source.digest()));
  }

  /** A record whose type cannot be seen at its beginning is an item problem, not a missing one. */
  private void requireCounts(ExportTrailer trailer) {
    boolean right = trailer.total() == total;
    for (ObjectKind kind : ObjectKind.values()) {
      right &= seen.getOrDefault(kind.key(), 0L) <= trailer.counts().getOrDefault(kind.key(), 0L);
    }
    if (!right) {
      throw failed(
          "holds %s %s, but its trailer says %d %s"
              .formatted(
                  Plural.of(total, "record"),
                  figures(seen),
                  trailer.total(),
                  figures(trailer.counts())));
    }
  }

  private static String figures(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder("(");
    for (ObjectKind kind : ObjectKind.values()) {
      text.append(text.length() == 1 ? "" : ", ")
          .append(kind.key())
          .append(' ')
          .append(counts.getOrDefault(kind.key(), 0L));
    }
    return text.append(')').toString();
  }

  private byte[] hash(byte[] line) {
    sha256.update(context);
    sha256.update(line);
    return sha256.digest();
  }

  private RollcallException failed(String what) {
    return new RollcallException(
        ExitCode.FAILED,
        file + " " + what,
        ExportFile.EXPORT_AGAIN + "; nothing of this file was applied");
  }
}

package io.rollcall.exchange;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads, splits and hashes ahead of the consumer in a thread of its own, so that the consumer waits
 * for its database and never for the disk or for SHA-256. At most {@link #BLOCKS} blocks wait.
 */
final class ReadAhead implements Runnable {
  private static final int BLOCKS = 4;
  private static final int LINES_PER_BLOCK = 256;
  private static final int BYTES_PER_BLOCK = 1 << 20;

  /** What is known when the whole file was read and found right. */
  record End(ExportTrailer trailer, String sha256) {}

  /**
   * Lines with the chain digest at each of them. The last block has the end or the failure that
   * comes after its lines.
   */
  record Block(
      List<ExportFile.Line> lines,
      List<byte[]> chains,
      long position,
      @Nullable End end,
      @Nullable Throwable failure) {}

  private final Path file;
  private final LineSource source;
  private final byte[] context;
  private final MessageDigest sha256 = Sha256.create();
  private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(BLOCKS);
  private final Map<String, Long> seen = new HashMap<>();
  private List<ExportFile.Line> lines = new ArrayList<>(LINES_PER_BLOCK);
  private List<byte[]> chains = new ArrayList<>(LINES_PER_BLOCK);
  private int bytes;
  private long total;
  private byte[] chain;

  /** The header line was taken from the source already; its hash begins the chain. */
  ReadAhead(Path file, LineSource source, byte[] context, byte[] headerLine) {
    this.file = file;
    this.source = source;
    this.context = context.clone();
    this.chain = hash(headerLine);
  }

  byte[] chainAtStart() {
    return chain;
  }

  Block take() throws InterruptedException {
    return queue.take();
  }

  @Override
  public void run() {
    try {
      hand(readAll(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody takes another block
    } catch (Throwable e) { // even an Error must reach the consumer, who would wait for ever
      handFailure(e);
    }
  }

  private End readAll() throws InterruptedException {
    byte[] line = source.next();
    while (line != null) {
      String type = Envelope.typeOf(line);
      if ("trailer".equals(type)) {
        return end(line);
      }
      add(line, type == null ? "" : type);
      line = source.next();
    }
    throw failed(
        "has no trailer after %d records: it was cut, or the export did not finish"
            .formatted(total));
  }

  private void add(byte[] line, String type) throws InterruptedException {
    byte[] hash = hash(line);
    sha256.update(chain);
    sha256.update(hash);
    chain = sha256.digest();
    lines.add(new ExportFile.Line(source.number(), line, hash));
    chains.add(chain);
    seen.merge(type, 1L, Long::sum);
    total++;
    bytes += line.length;
    if (lines.size() == LINES_PER_BLOCK || bytes >= BYTES_PER_BLOCK) {
      hand(null, null);
    }
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
          "holds %d records %s, but its trailer says %d %s"
              .formatted(total, figures(seen), trailer.total(), figures(trailer.counts())));
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

  private void hand(@Nullable End end, @Nullable Throwable failure) throws InterruptedException {
    queue.put(new Block(lines, chains, source.position(), end, failure));
    lines = new ArrayList<>(LINES_PER_BLOCK);
    chains = new ArrayList<>(LINES_PER_BLOCK);
    bytes = 0;
  }

  private void handFailure(Throwable failure) {
    try {
      hand(null, failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RollcallException failed(String what) {
    return new RollcallException(
        ExitCode.FAILED, file + " " + what, "export again; nothing of this file was applied");
  }
}

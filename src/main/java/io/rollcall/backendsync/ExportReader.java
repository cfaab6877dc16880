package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportFile.Line;
import io.rollcall.kernel.LookAhead;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads an export's records. Its position is the number of records read and the digest chain over
 * them: a restart that finds other records before the position has another file before it, and says
 * so.
 */
final class ExportReader implements ItemStreamReader<Incoming> {
  // Keys of the step's execution context are persistent: renaming one makes interrupted runs start
  // again.
  private static final String RECORDS = "records";
  private static final String CHAIN = "chain";

  /** Blocks of records that wait for the comparison. */
  private static final int BLOCKS_AHEAD = 6;

  private final String organization;
  private final Supplier<Path> path;
  private final boolean goesOn;
  private final byte[] hashContext;
  private final Function<List<Line>, Map<Line, Long>> unchanged;
  private final BiConsumer<Long, Long> progress;
  private @Nullable ExportFile file;
  private @Nullable LookAhead<Intake.Block> blocks;
  private Intake.Block block = new Intake.Block(List.of(), 0);
  private int taken;
  private long records;
  private byte[] chain = new byte[0];
  private boolean ended;

  /**
   * Opens nothing yet.
   *
   * @param path gives the file when the reading begins
   * @param goesOn whether records of this file were dealt with before; else it is read from its
   *     first one, whatever the position says
   * @param unchanged the objects of those lines that are known as they are; asked ahead, in another
   *     thread
   * @param progress told the bytes read and the bytes in all, after each chunk
   */
  ExportReader(
      String organization,
      Supplier<Path> path,
      boolean goesOn,
      byte[] hashContext,
      Function<List<Line>, Map<Line, Long>> unchanged,
      BiConsumer<Long, Long> progress) {
    this.organization = organization;
    this.path = path;
    this.goesOn = goesOn;
    this.hashContext = hashContext.clone();
    this.unchanged = unchanged;
    this.progress = progress;
  }

  @Override
  public void open(ExecutionContext context) {
    Path path = this.path.get();
    ExportFile.requireTrailer(path);
    file = ExportFile.open(path, hashContext);
    records = goesOn ? context.getLong(RECORDS, 0) : 0;
    if (records > 0) {
      file.skipTo(records, HexFormat.of().parseHex(context.getString(CHAIN)));
    }
    chain = file.chain();
    blocks =
        new LookAhead<>("intake-" + organization, path, BLOCKS_AHEAD, new Intake(file, unchanged));
  }

  @Override
  public @Nullable Incoming read() {
    if (taken == block.records().size()) {
      Intake.Block next = Objects.requireNonNull(blocks, "not opened").take();
      if (next == null) {
        ended = true;
        return null;
      }
      block = next;
      taken = 0;
    }
    Incoming record = block.records().get(taken++);
    chain = record.chain();
    records++;
    return record;
  }

  @Override
  public void update(ExecutionContext context) {
    context.putLong(RECORDS, records);
    context.putString(CHAIN, HexFormat.of().formatHex(chain));
    progress.accept(block.bytesRead(), opened().sizeBytes());
  }

  /** Whether the last record was read. */
  boolean ended() {
    return ended;
  }

  /** SHA-256 of the whole file; only after the last record was read. */
  String sha256() {
    return opened().sha256();
  }

  @Override
  public void close() {
    if (blocks != null) {
      blocks.close();
    }
    if (file != null) {
      file.close();
    }
  }

  private ExportFile opened() {
    return Objects.requireNonNull(file, "not opened");
  }
}

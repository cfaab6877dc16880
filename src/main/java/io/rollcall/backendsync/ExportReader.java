package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads an export's records. Its position is the number of records read and the digest chain over
 * them: a restart that finds other records before the position has another file before it, and says
 * so.
 */
final class ExportReader implements ItemStreamReader<ExportFile.Line> {
  // Keys of the step's execution context are persistent: renaming one makes interrupted runs start
  // again.
  private static final String RECORDS = "records";
  private static final String CHAIN = "chain";

  private final Path path;
  private final byte[] hashContext;
  private final java.util.function.BiConsumer<Long, Long> progress;
  private @Nullable ExportFile file;
  private long records;

  /**
   * Opens nothing yet.
   *
   * @param progress told the bytes read and the bytes in all, after each chunk
   */
  ExportReader(Path path, byte[] hashContext, java.util.function.BiConsumer<Long, Long> progress) {
    this.path = path;
    this.hashContext = hashContext.clone();
    this.progress = progress;
  }

  @Override
  public void open(ExecutionContext context) {
    ExportFile.requireTrailer(path);
    file = ExportFile.open(path, hashContext);
    records = context.getLong(RECORDS, 0);
    if (records > 0) {
      file.skipTo(records, HexFormat.of().parseHex(context.getString(CHAIN)));
    }
  }

  @Override
  public ExportFile.@Nullable Line read() {
    ExportFile.Line line = opened().next();
    if (line != null) {
      records++;
    }
    return line;
  }

  @Override
  public void update(ExecutionContext context) {
    context.putLong(RECORDS, records);
    context.putString(CHAIN, HexFormat.of().formatHex(opened().chain()));
    progress.accept(opened().bytesRead(), opened().sizeBytes());
  }

  /** SHA-256 of the whole file; only after the last record was read. */
  String sha256() {
    return opened().sha256();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private ExportFile opened() {
    return Objects.requireNonNull(file, "not opened");
  }
}

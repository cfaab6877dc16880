package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportFile.Line;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.LookAhead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prepares an export's records for the comparison, a block at a time: recognises the unchanged and
 * parses the rest. Runs ahead of the comparison while that one waits for the database.
 */
final class Intake implements LookAhead.Source<Intake.Block> {
  private static final int LINES_PER_BLOCK = 128;
  private static final int BYTES_PER_BLOCK = 1 << 20;

  private final ExportFile file;
  private final Function<List<Line>, Map<Line, Long>> unchanged;
  private final RecordParser parser = new RecordParser();

  /**
   * An intake of the records that the file gives from now on.
   *
   * @param unchanged the objects of those lines that are known as they are
   */
  Intake(ExportFile file, Function<List<Line>, Map<Line, Long>> unchanged) {
    this.file = file;
    this.unchanged = unchanged;
  }

  /** Some records, and how far the file was read for them. */
  record Block(List<Incoming> records, long bytesRead) {}

  @Override
  public @Nullable Block next() {
    List<Line> lines = new ArrayList<>();
    List<byte[]> chains = new ArrayList<>();
    long bytes = 0;
    Line line = file.next();
    while (line != null) {
      lines.add(line);
      chains.add(file.chain());
      bytes += line.bytes().length;
      boolean full = lines.size() == LINES_PER_BLOCK || bytes >= BYTES_PER_BLOCK;
      line = full ? null : file.next();
    }
    return lines.isEmpty() ? null : new Block(prepare(lines, chains), file.bytesRead());
  }

  private List<Incoming> prepare(List<Line> lines, List<byte[]> chains) {
    Map<Line, Long> known = unchanged.apply(lines);
    List<Incoming> records = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Long object = known.get(line);
      records.add(
          new Incoming(
              line,
              chains.get(i),
              object,
              object == null ? Incoming.Content.of(parser, line) : null));
    }
    return records;
  }
}

package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportHeader;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Proof that a search of the source finds objects: the first few of an export, by name. */
final class SampleObjects {
  private static final int SAMPLES = 3;
  private static final int LINES = 1000;

  private SampleObjects() {}

  /**
   * Says what an export begins with.
   *
   * @throws RollcallException when the first records hold no object that can be read
   */
  static String of(Path file, ExportHeader header) {
    RecordParser parser = new RecordParser();
    List<String> names = new ArrayList<>();
    try (ExportFile export = ExportFile.open(file, new byte[0])) {
      ExportFile.Line line;
      for (int i = 0; i < LINES && names.size() < SAMPLES; i++) {
        line = export.next();
        if (line == null) {
          break;
        }
        if (parser.parse(line.bytes()) instanceof Parsed.Read read) {
          names.add(Candidate.label(read.object()));
        }
      }
    }
    if (names.isEmpty()) {
      throw new RollcallException(
          ExitCode.FAILED,
          file + " holds no mailbox, list or contact that can be read",
          "check what the export script reported when it wrote the file");
    }
    String written = header.startedAt() == null ? "" : ", written " + header.startedAt();
    return "%s%s; begins with %s".formatted(file, written, String.join(", ", names));
  }
}

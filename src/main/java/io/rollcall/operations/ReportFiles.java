package io.rollcall.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The workbooks that runs wrote, in {@code rollcall.reports}. */
@Component
class ReportFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);

  private final Path folder;

  ReportFiles(@Value("${rollcall.reports}") Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Deletes a run's workbook. A file that lies elsewhere, that has another name, or that is no
   * plain file, was put there by somebody else and stays.
   */
  void delete(RunRecord record) {
    String stored = record.reportFile();
    if (stored == null) {
      return;
    }
    Path file = Path.of(stored).toAbsolutePath().normalize();
    Path own = folder.resolve("%s-run-%d.xlsx".formatted(record.run().job(), record.run().id()));
    if (!file.equals(own) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the workbook of run {} cannot be deleted", record.run().id(), e);
    }
  }
}

package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Writes the Excel workbook of a report. Memory does not grow with the number of rows. */
public final class ReportWorkbook {

  /**
   * Rows that POI keeps before it writes them out. A row may hold a full cell of 32,767 characters
   * in each column, so a few rows are already a lot.
   */
  private static final int ROWS_IN_MEMORY = 8;

  private final int maxLines;

  ReportWorkbook(int maxLines) {
    this.maxLines = maxLines;
  }

  /**
   * Writes the workbook beside the target and moves it there when it is complete, so that the
   * target is the old file or the new one and never half of one. The target's folder is created
   * where it is missing; everything temporary lies in it too, and is deleted.
   *
   * @throws RollcallException with {@link ExitCode#FAILED} when the disk is full or the place
   *     cannot be written; what the content's {@link Rows} throw passes unchanged
   */
  public static void write(ReportContent content, Path target) {
    new ReportWorkbook(DataSheets.MAX_LINES).writeTo(content, target);
  }

  void writeTo(ReportContent content, Path target) {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    Path work = null;
    try {
      if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
        // Moved onto a device or a pipe the workbook would take its place.
        throw new IOException("it is there and is no file");
      }
      Files.createDirectories(folder);
      work = Files.createTempDirectory(folder, ".report-");
      Path file = work.resolve("workbook.xlsx");
      TempFile.withStrategy(
          new WorkFolder(work),
          () -> {
            fill(content, file);
            return file;
          });
      Files.move(file, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | WorkbookException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the workbook of run "
              + content.head().runId()
              + " cannot be written to "
              + absolute
              + ": "
              + reason(e),
          "free space and type: scripts/rollcall report " + content.head().runId(),
          e);
    } finally {
      delete(work);
    }
  }

  private void fill(ReportContent content, Path file) {
    var summary = new XSSFWorkbook();
    var names = new SheetNames();
    var cells = new Cells(summary);
    names.next(SummarySheet.NAME);
    SummarySheet.write(summary, cells, content);
    try (var workbook = new SXSSFWorkbook(summary, ROWS_IN_MEMORY, true, false)) {
      var sheets = new DataSheets(workbook, cells, names, maxLines);
      content.sheets().forEach(sheets::write);
      save(workbook, file);
    } catch (IOException e) {
      throw new WorkbookException(e);
    }
  }

  private static void save(SXSSFWorkbook workbook, Path file) throws IOException {
    try (var out = new FileOutputStream(file.toFile())) {
      var buffered = new BufferedOutputStream(out, 1 << 16);
      workbook.write(buffered);
      buffered.flush();
      out.getFD().sync();
    } catch (RuntimeException e) {
      if (root(e) instanceof IOException) {
        throw new WorkbookException(e);
      }
      throw e;
    }
  }

  private static String reason(Throwable e) {
    Throwable root = root(e);
    String message = root.getMessage();
    if (message == null || root instanceof FileSystemException) {
      return root.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
    return message;
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static void delete(@Nullable Path work) {
    try {
      FileSystemUtils.deleteRecursively(work);
    } catch (IOException e) {
      // A leftover hidden folder is no reason to fail a report that is written, nor to hide why
      // one was not.
    }
  }

  /** Keeps POI's temporary files on the disk of the target, where they are deleted together. */
  private record WorkFolder(Path folder) implements TempFileCreationStrategy {

    @Override
    public File createTempFile(String prefix, String suffix) throws IOException {
      return Files.createTempFile(folder, prefix, suffix).toFile();
    }

    @Override
    public File createTempDirectory(String prefix) throws IOException {
      return Files.createTempDirectory(folder, prefix).toFile();
    }
  }
}

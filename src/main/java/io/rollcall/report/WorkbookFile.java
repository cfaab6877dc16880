package io.rollcall.report;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Writes a workbook beside its target and moves it there when it is complete, so that the target is
 * the old file or the new one and never half of one. Memory does not grow with the number of rows.
 */
final class WorkbookFile {

  /**
   * Rows that POI keeps before it writes them out. A row may hold a full cell of 32,767 characters
   * in each column, so a few rows are already a lot.
   */
  private static final int ROWS_IN_MEMORY = 8;

  private WorkbookFile() {}

  /**
   * The target's folder is created where it is missing; everything temporary lies in it too, and is
   * deleted.
   *
   * @param front is what stands before the streamed sheets; it may be left empty
   * @throws IOException when the place is none for a file
   * @throws WorkbookException when the disk does not take it
   */
  static void write(XSSFWorkbook front, Consumer<SXSSFWorkbook> sheets, Path target)
      throws IOException {
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
            fill(front, sheets, file);
            return file;
          });
      Files.move(file, absolute, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  private static void fill(XSSFWorkbook front, Consumer<SXSSFWorkbook> sheets, Path file) {
    try (var workbook = withItsFile(() -> new StreamedWorkbook(front))) {
      sheets.accept(workbook);
      save(workbook, file);
    } catch (IOException e) {
      throw new WorkbookException(e);
    }
  }

  /** POI wraps what keeps it from making the file of a sheet's rows. */
  private static <T> T withItsFile(Supplier<T> sheet) {
    try {
      return sheet.get();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException) {
        throw new WorkbookException(e);
      }
      throw e;
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

  static Throwable root(Throwable e) {
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

  /**
   * POI measures a digit for every streamed sheet, for columns that fit themselves to their text;
   * none here does. That would load the desktop's fonts: a good part of a small run's time, and a
   * library that a server may not have. POI goes on with a usual width where there is no font.
   */
  private static final class StreamedWorkbook extends SXSSFWorkbook {

    StreamedWorkbook(XSSFWorkbook front) {
      super(front, ROWS_IN_MEMORY, true, false);
    }

    @Override
    public SXSSFSheet createSheet(String name) {
      return withItsFile(() -> super.createSheet(name));
    }

    @Override
    public Font getFontAt(int index) {
      return new XSSFFont() {
        @Override
        public String getFontName() {
          throw new UnsatisfiedLinkError("no font is needed");
        }
      };
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

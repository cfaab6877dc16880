package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class WorkbookFileTests {
  @TempDir Path folder;

  private void write(Consumer<SXSSFWorkbook> sheets) throws IOException {
    WorkbookFile.write(new XSSFWorkbook(), sheets, folder.resolve("book.xlsx"));
  }

  /** As on a full disk, where POI's file for the sheet's rows cannot be made. */
  private void loseTheWorkFolder() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        FileSystemUtils.deleteRecursively(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSheetThatTheDiskDoesNotTakeIsAWorkbookThatCannotBeWritten() {
    assertThatThrownBy(
            () ->
                write(
                    workbook -> {
                      loseTheWorkFolder();
                      workbook.createSheet("rows");
                    }))
        .isInstanceOf(WorkbookException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailureOfTheContentPassesUnchanged() {
    IllegalStateException own = new IllegalStateException("the content's");
    assertThatThrownBy(
            () ->
                write(
                    workbook -> {
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(folder).isEmptyDirectory();
  }
}

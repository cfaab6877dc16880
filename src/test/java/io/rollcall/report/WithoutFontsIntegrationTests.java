package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server may have no fonts, and no library for them. */
class WithoutFontsIntegrationTests {
  @TempDir Path folder;

  @Test
  void aWorkbookIsWrittenWithoutTheDesktopsFonts() throws Exception {
    Path target = folder.resolve("book.xlsx");
    Process writing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Writing.class.getName(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(writing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(writing.waitFor()).as(said).isZero();
    assertThat(Files.size(target)).isPositive();
    assertThat(said)
        .contains("org.apache.poi.xssf.streaming.SXSSFSheet ")
        .doesNotContain("sun.font.");
  }

  /** Writes a workbook with one streamed sheet. */
  static final class Writing {

    private Writing() {}

    public static void main(String[] args) throws IOException {
      WorkbookFile.write(
          new XSSFWorkbook(),
          workbook -> workbook.createSheet("a").createRow(0).createCell(0).setCellValue("text"),
          Path.of(args[0]));
    }
  }
}

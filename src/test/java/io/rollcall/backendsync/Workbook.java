package io.rollcall.backendsync;

import io.rollcall.operations.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A report's workbook, read back. */
record Workbook(XSSFWorkbook book) {

  static Workbook of(RunRecord run) {
    try (var in = Files.newInputStream(Path.of(run.reportFile()))) {
      return new Workbook(new XSSFWorkbook(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a sheet, cells joined by {@code |}; titles come first. */
  List<String> sheet(String name) {
    DataFormatter format = new DataFormatter(java.util.Locale.ROOT);
    List<String> rows = new ArrayList<>();
    for (Row row : book.getSheet(name)) {
      rows.add(
          String.join(
              "|",
              StreamSupport.stream(row.spliterator(), false)
                  .map(format::formatCellValue)
                  .toList()));
    }
    return rows;
  }

  /** Whether any cell of the book is a formula. */
  boolean hasFormula() {
    for (var sheet : book) {
      for (Row row : sheet) {
        for (Cell cell : row) {
          if (cell.getCellType() == CellType.FORMULA) {
            return true;
          }
        }
      }
    }
    return false;
  }
}

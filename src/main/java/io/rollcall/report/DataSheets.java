package io.rollcall.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** Streams data sheets into a workbook; a sheet that is full continues on a next one. */
final class DataSheets {

  /** Excel's limit for the lines of a sheet, the header included. */
  static final int MAX_LINES = 1_048_576;

  private final SXSSFWorkbook workbook;
  private final Cells cells;
  private final SheetNames names;
  private final int maxLines;
  private final String whenEmpty;

  /**
   * @param whenEmpty what a sheet without rows says in its first; empty for nothing
   */
  DataSheets(
      SXSSFWorkbook workbook, Cells cells, SheetNames names, int maxLines, String whenEmpty) {
    this.workbook = workbook;
    this.cells = cells;
    this.names = names;
    this.maxLines = maxLines;
    this.whenEmpty = whenEmpty;
  }

  /**
   * @throws WorkbookException when the disk does not take the rows; what {@link Rows} throws passes
   *     unchanged
   */
  void write(Sheet sheet) {
    var writing = new Writing(sheet);
    try {
      sheet.rows().forEach(writing::row);
      writing.end();
    } catch (RuntimeException e) {
      writing.abandon(e);
      throw e;
    }
  }

  private final class Writing {
    private final Sheet sheet;
    private SXSSFSheet part;
    private int lines;

    Writing(Sheet sheet) {
      this.sheet = sheet;
      this.part = begin();
    }

    void row(List<@Nullable Object> values) {
      if (values.size() > sheet.columns().size()) {
        throw new IllegalArgumentException(
            "the sheet " + sheet.name() + " has a row that is longer than its columns");
      }
      if (lines == maxLines) {
        finish();
        part = begin();
      }
      SXSSFRow row = line();
      for (int i = 0; i < values.size(); i++) {
        cells.value(row, i, values.get(i), sheet.columns().get(i).type());
      }
    }

    void end() {
      if (lines == 1 && !whenEmpty.isEmpty()) {
        cells.value(line(), 0, whenEmpty);
      }
      finish();
    }

    /** POI logs a warning with a stack when it closes a sheet that has rows left in memory. */
    void abandon(RuntimeException reason) {
      try {
        part.flushRows();
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }

    private SXSSFSheet begin() {
      part = workbook.createSheet(names.next(sheet.name()));
      lines = 0;
      part.createFreezePane(0, 1);
      SXSSFRow row = line();
      for (int i = 0; i < sheet.columns().size(); i++) {
        Column column = sheet.columns().get(i);
        part.setColumnWidth(i, column.widthChars() * 256);
        cells.header(row, i, column.title());
      }
      return part;
    }

    private SXSSFRow line() {
      try {
        return part.createRow(lines++);
      } catch (RuntimeException e) {
        // POI wraps a failed flush of earlier rows into a bare RuntimeException.
        if (e.getCause() instanceof IOException io) {
          throw new WorkbookException(new UncheckedIOException(io));
        }
        throw e;
      }
    }

    private void finish() {
      var all = new CellRangeAddress(0, lines - 1, 0, sheet.columns().size() - 1);
      part.setAutoFilter(all);
      XSSFSheet sheetOfPart = workbook.getXSSFWorkbook().getSheet(part.getSheetName());
      // POI would say A1, and readers that trust it would read nothing else.
      sheetOfPart.setDimensionOverride(all);
      // Digits in a text cell are meant as text; Excel need not mark each of them.
      sheetOfPart.addIgnoredErrors(all, IgnoredErrorType.NUMBER_STORED_AS_TEXT);
      PrintLayout.apply(sheetOfPart);
      try {
        part.flushRows();
      } catch (IOException e) {
        throw new WorkbookException(e);
      }
    }
  }
}

package io.rollcall.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook of data alone, without a summary; written and read row by row. */
public final class DataWorkbook {
  private DataWorkbook() {}

  /**
   * Writes the sheets. A sheet of more than 1,048,576 lines continues on a next one.
   *
   * @throws IOException when the disk does not take it; nothing is left then. What the sheets'
   *     {@link Rows} throw passes unchanged
   */
  public static void write(List<Sheet> sheets, Path target) throws IOException {
    var front = new XSSFWorkbook();
    var cells = new Cells(front);
    var names = new SheetNames();
    try {
      WorkbookFile.write(
          front,
          workbook -> {
            var data = new DataSheets(workbook, cells, names, DataSheets.MAX_LINES, "");
            sheets.forEach(data::write);
          },
          target);
    } catch (WorkbookException e) {
      throw new IOException(WorkbookFile.root(e).getMessage(), e);
    }
  }

  /**
   * Reads a workbook: of each sheet the rows below the first, as Excel shows them.
   *
   * @param columns how many cells a row has; missing ones are empty
   * @throws IOException when the file cannot be read, or is no workbook
   */
  public static void read(Path file, int columns, Consumer<List<String>> rows) throws IOException {
    WorkbookReading.read(file, columns, rows);
  }

  /** What Excel shows of a text that was written into a cell: less only where it was too long. */
  public static String shown(String text) {
    return new XSSFRichTextString(CellText.of(text)).getString();
  }
}

package io.rollcall.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Reads workbooks row by row, in memory that does not grow with their number. */
final class WorkbookReading implements SheetContentsHandler {
  private final int columns;
  private final Consumer<List<String>> rows;
  private List<String> row = List.of();

  private WorkbookReading(int columns, Consumer<List<String>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  static void read(Path file, int columns, Consumer<List<String>> rows) throws IOException {
    try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(workbook);
      ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(workbook);
      XMLReader parser = XMLHelper.newXMLReader();
      parser.setContentHandler(
          new XSSFSheetXMLHandler(
              reader.getStylesTable(), strings, new WorkbookReading(columns, rows), false));
      for (Iterator<InputStream> sheets = reader.getSheetsData(); sheets.hasNext(); ) {
        try (InputStream sheet = sheets.next()) {
          parser.parse(new InputSource(sheet));
        }
      }
    } catch (OpenXML4JException | SAXException | ParserConfigurationException e) {
      throw new IOException(file + " is no workbook: " + e.getMessage(), e);
    }
  }

  @Override
  public void startRow(int number) {
    row = new ArrayList<>(Collections.nCopies(columns, ""));
  }

  @Override
  public void cell(String reference, @Nullable String shown, @Nullable XSSFComment comment) {
    int column = new CellReference(reference).getCol();
    if (shown != null && column < columns) {
      row.set(column, shown);
    }
  }

  @Override
  public void endRow(int number) {
    if (number > 0) {
      rows.accept(row);
    }
  }
}

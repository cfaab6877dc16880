package io.rollcall.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Writes values into cells, with the few styles that a workbook needs. */
final class Cells {

  /** Excel counts days from 1900 and believes in a 29 February of that year. */
  private static final Instant FIRST_TIME = Instant.parse("1900-03-01T00:00:00Z");

  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

  /** Excel keeps 15 digits; a longer number would silently become another one. */
  private static final int DIGITS = 15;

  private final CellStyle quoted;
  private final CellStyle time;
  private final CellStyle whole;
  private final CellStyle leftWhole;
  private final CellStyle header;
  private final CellStyle numberHeader;
  private final CellStyle title;
  private final CellStyle strong;

  Cells(XSSFWorkbook workbook) {
    XSSFCellStyle quotedStyle = workbook.createCellStyle();
    quotedStyle.setQuotePrefixed(true);
    quoted = quotedStyle;
    time = format(workbook, "yyyy-mm-dd hh:mm:ss");
    time.setAlignment(HorizontalAlignment.LEFT);
    whole = format(workbook, "#,##0");
    leftWhole = format(workbook, "#,##0");
    leftWhole.setAlignment(HorizontalAlignment.LEFT);
    strong = bold(workbook, 11);
    title = bold(workbook, 16);
    header = header(workbook);
    numberHeader = header(workbook);
    numberHeader.setAlignment(HorizontalAlignment.RIGHT);
  }

  void header(Row row, int column, String text) {
    text(row, column, text).setCellStyle(header);
  }

  /** A title above numbers, which stand at the right. */
  void numberHeader(Row row, int column, String text) {
    text(row, column, text).setCellStyle(numberHeader);
  }

  void title(Row row, int column, String text) {
    text(row, column, text).setCellStyle(title);
  }

  void strong(Row row, int column, String text) {
    text(row, column, text).setCellStyle(strong);
  }

  /** Writes a value by its own type. */
  void value(Row row, int column, Object value) {
    if (value instanceof Instant instant) {
      time(row, column, instant);
    } else if (value instanceof Number number) {
      number(row, column, number);
    } else {
      text(row, column, value.toString());
    }
  }

  /** Writes a value that stands beside its label: also a number begins at the left. */
  void fact(Row row, int column, Object value) {
    value(row, column, value);
    if (isWhole(value)) {
      row.getCell(column).setCellStyle(leftWhole);
    }
  }

  /** Writes a value as its column's type asks; null leaves the cell out. */
  void value(Row row, int column, @Nullable Object value, Column.Type type) {
    if (value == null) {
      return;
    }
    if (type == Column.Type.TIME && value instanceof Instant instant) {
      time(row, column, instant);
    } else if (type == Column.Type.NUMBER && value instanceof Number number) {
      number(row, column, number);
    } else {
      text(row, column, value.toString());
    }
  }

  private Cell text(Row row, int column, String value) {
    Cell cell = row.createCell(column);
    cell.setCellValue(CellText.of(value));
    if (CellText.needsQuotePrefix(value)) {
      cell.setCellStyle(quoted);
    }
    return cell;
  }

  private void time(Row row, int column, Instant value) {
    if (value.isBefore(FIRST_TIME) || value.isAfter(LAST_TIME)) {
      text(row, column, value.toString());
      return;
    }
    Cell cell = row.createCell(column);
    cell.setCellValue(
        LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
    cell.setCellStyle(time);
  }

  private void number(Row row, int column, Number value) {
    if (!fits(value)) {
      text(row, column, value.toString());
      return;
    }
    Cell cell = row.createCell(column);
    cell.setCellValue(value.doubleValue());
    if (isWhole(value)) {
      cell.setCellStyle(whole);
    }
  }

  private static boolean fits(Number value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(value.doubleValue());
    }
    return new BigDecimal(value.toString()).stripTrailingZeros().precision() <= DIGITS;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger;
  }

  private static CellStyle format(XSSFWorkbook workbook, String format) {
    CellStyle style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    return style;
  }

  private static CellStyle header(XSSFWorkbook workbook) {
    CellStyle style = bold(workbook, 11);
    style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    return style;
  }

  private static CellStyle bold(XSSFWorkbook workbook, int points) {
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    font.setFontHeightInPoints((short) points);
    CellStyle style = workbook.createCellStyle();
    style.setFont(font);
    return style;
  }
}

package io.rollcall.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The first sheet: head, summary tables, and the counts of the last runs with their chart. */
final class SummarySheet {

  static final String NAME = "Summary";

  private static final List<String> TREND_HEADER =
      List.of("Run", "Time (UTC)", "Added", "Updated", "Removed", "Problems");

  // Characters. A run's number and a time fit into the first two columns.
  private static final int FIRST_TWO = 24;
  private static final int NARROWEST = 12;
  private static final int WIDEST = 70;

  private final Cells cells;
  private final XSSFSheet sheet;
  private int lines;

  private SummarySheet(XSSFWorkbook workbook, Cells cells) {
    this.cells = cells;
    this.sheet = workbook.createSheet(NAME);
  }

  static void write(XSSFWorkbook workbook, Cells cells, ReportContent content) {
    var summary = new SummarySheet(workbook, cells);
    summary.head(content.head());
    if (!content.trend().isEmpty()) {
      summary.lines = Math.max(summary.lines, TrendChart.BELOW);
    }
    content.tables().forEach(summary::table);
    if (!content.trend().isEmpty()) {
      summary.trend(content);
    }
    summary.widths(content);
    PrintLayout.apply(summary.sheet);
  }

  private void head(Head head) {
    cells.title(line(), 0, head.title());
    cells.value(line(), 0, head.summaryLine());
    lines++;
    pair("Job", head.job());
    pair("Run", Long.toString(head.runId()));
    XSSFRow outcome = line();
    cells.strong(outcome, 0, "Outcome");
    cells.strong(outcome, 1, head.outcomeWords() + (head.testRun() ? " (test run)" : ""));
    if (head.nextStep() != null) {
      pair("Next step", head.nextStep());
    }
    pair("Requested by", head.requestedBy());
    pair("Started (UTC)", head.startedAt());
    pair("Ended (UTC)", head.endedAt() == null ? "not yet" : head.endedAt());
    pair("Errors", head.errors());
    pair("Warnings", head.warnings());
  }

  private void pair(String label, Object value) {
    XSSFRow row = line();
    cells.strong(row, 0, label);
    cells.fact(row, 1, value);
  }

  private void table(SummaryTable table) {
    lines++;
    cells.strong(line(), 0, table.title());
    header(table.header(), column -> isNumber(table, column));
    for (List<Object> values : table.rows()) {
      values(values);
    }
    if (table.rows().isEmpty()) {
      values(List.of("nothing"));
    }
  }

  private void trend(ReportContent content) {
    lines++;
    cells.strong(line(), 0, "The last runs");
    header(TREND_HEADER, column -> column > 1);
    int first = lines;
    for (TrendPoint p : content.trend()) {
      values(
          List.of(
              Long.toString(p.runId()), p.at(), p.added(), p.updated(), p.removed(), p.problems()));
    }
    var runs = new CellRangeAddress(first, lines - 1, 0, 0);
    TrendChart.draw(sheet, runs, 2, TREND_HEADER);
  }

  private void header(List<String> titles, IntPredicate number) {
    XSSFRow row = line();
    for (int i = 0; i < titles.size(); i++) {
      if (number.test(i)) {
        cells.numberHeader(row, i, titles.get(i));
      } else {
        cells.header(row, i, titles.get(i));
      }
    }
  }

  private static boolean isNumber(SummaryTable table, int column) {
    return table.rows().stream()
        .findFirst()
        .map(row -> column < row.size() && row.get(column) instanceof Number)
        .orElse(false);
  }

  private void values(List<Object> values) {
    XSSFRow row = line();
    for (int i = 0; i < values.size(); i++) {
      cells.value(row, i, values.get(i));
    }
  }

  private XSSFRow line() {
    return sheet.createRow(lines++);
  }

  /** How many columns the tables take. */
  private static int columns(ReportContent content) {
    int trend = content.trend().isEmpty() ? 2 : TREND_HEADER.size();
    return content.tables().stream()
        .mapToInt(table -> table.header().size())
        .reduce(trend, Math::max);
  }

  /** As wide as the tables' texts, within bounds: a longer one is cut on the sheet alone. */
  private void widths(ReportContent content) {
    int[] widths = new int[columns(content)];
    Arrays.fill(widths, NARROWEST);
    Arrays.fill(widths, 0, 2, FIRST_TWO);
    widen(widths, List.of("", Objects.requireNonNullElse(content.head().nextStep(), "")));
    for (SummaryTable table : content.tables()) {
      widen(widths, table.header());
      table.rows().forEach(row -> widen(widths, row));
    }
    for (int i = 0; i < widths.length; i++) {
      sheet.setColumnWidth(i, widths[i] * 256);
    }
  }

  private static void widen(int[] widths, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof String text) {
        widths[i] = Math.min(WIDEST, Math.max(widths[i], text.length() + 2));
      }
    }
  }
}

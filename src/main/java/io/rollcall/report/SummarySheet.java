package io.rollcall.report;

import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The first sheet: head, summary tables, and the counts of the last runs with their chart. */
final class SummarySheet {

  static final String NAME = "Summary";

  private static final List<String> TREND_HEADER =
      List.of("Run", "Time (UTC)", "Added", "Updated", "Removed", "Problems");

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
    content.tables().forEach(summary::table);
    if (!content.trend().isEmpty()) {
      summary.trend(content);
    }
    summary.widths(columns(content));
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
    cells.value(row, 1, value);
  }

  private void table(SummaryTable table) {
    lines++;
    cells.strong(line(), 0, table.title());
    header(table.header());
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
    header(TREND_HEADER);
    int first = lines;
    for (TrendPoint p : content.trend()) {
      values(
          List.of(
              Long.toString(p.runId()), p.at(), p.added(), p.updated(), p.removed(), p.problems()));
    }
    var runs = new CellRangeAddress(first, lines - 1, 0, 0);
    TrendChart.draw(sheet, runs, 2, TREND_HEADER, columns(content) + 1);
  }

  private void header(List<String> titles) {
    XSSFRow row = line();
    for (int i = 0; i < titles.size(); i++) {
      cells.header(row, i, titles.get(i));
    }
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

  /** How many columns the tables take; the chart stands to their right. */
  private static int columns(ReportContent content) {
    int trend = content.trend().isEmpty() ? 2 : TREND_HEADER.size();
    return content.tables().stream()
        .mapToInt(table -> table.header().size())
        .reduce(trend, Math::max);
  }

  private void widths(int columns) {
    for (int i = 0; i < columns; i++) {
      sheet.setColumnWidth(i, (i < 2 ? 24 : 14) * 256);
    }
  }
}

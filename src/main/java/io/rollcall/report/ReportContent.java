package io.rollcall.report;

import java.util.List;

/**
 * What a report says, for the workbook and the mail alike.
 *
 * @param tables small tables for the summary: counts, headroom, outcome per organization
 * @param trend the last runs of the job, oldest first; empty draws no chart
 * @param sheets the data, one sheet each, in this order after the summary
 */
public record ReportContent(
    Head head, List<SummaryTable> tables, List<TrendPoint> trend, List<Sheet> sheets) {

  public ReportContent {
    tables = List.copyOf(tables);
    trend = List.copyOf(trend);
    sheets = List.copyOf(sheets);
  }
}

package io.rollcall.report;

import java.util.List;

/**
 * A small table of the summary. It is kept in memory and repeated in the mail.
 *
 * @param rows each at most as long as the header; values as in {@link Rows}, none of them null
 */
public record SummaryTable(String title, List<String> header, List<List<Object>> rows) {

  public SummaryTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() > header.size()) {
        throw new IllegalArgumentException(
            "the table " + title + " has a row that is longer than its header");
      }
    }
  }
}

package io.rollcall.report;

import java.util.List;

/**
 * One data sheet.
 *
 * @param name any text; characters that Excel forbids are replaced, and a number is added where
 *     another sheet has the name already
 * @param columns at least one
 * @param rows as many as there are; after 1,048,576 lines a next sheet continues
 */
public record Sheet(String name, List<Column> columns, Rows rows) {

  public Sheet {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("the sheet " + name + " has no columns");
    }
  }
}

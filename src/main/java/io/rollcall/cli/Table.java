package io.rollcall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of text under headings, in columns as wide as their widest cell; numbers to the right. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
    for (int i = 0; i < headings.length; i++) {
      right.add(false);
    }
  }

  /** Adds a row; a null cell is shown as {@code -}. */
  Table row(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      if (cell instanceof Number) {
        right.set(i, true);
      }
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  private static String text(@Nullable Object cell) {
    return cell instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : Visible.of(Objects.toString(cell, "-"));
  }

  List<String> lines() {
    int columns = right.size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? "" : GAP);
        line.append(right.get(i) ? padding + row.get(i) : row.get(i) + padding);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}

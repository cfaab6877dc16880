package io.rollcall.syncreport;

import io.rollcall.plan.Problems;
import io.rollcall.report.Column;
import io.rollcall.report.Sheet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the sheets of all families have in common. */
public final class Sheets {
  private Sheets() {}

  /** All problems of a run, in the order in which they were met. */
  public static Sheet problems(Problems problems, long runId) {
    return new Sheet(
        "Problems",
        List.of(
            text("Organization", 16),
            text("Kind", 12),
            text("Item", 40),
            text("What", 60),
            text("What to do", 60)),
        rows ->
            problems.forEach(
                runId,
                problem ->
                    rows.accept(
                        Arrays.asList(
                            problem.organization(),
                            problem.kind().name().toLowerCase(Locale.ROOT),
                            problem.item(),
                            problem.message(),
                            problem.advice()))));
  }

  /** A column of texts. */
  public static Column text(String title, int widthChars) {
    return new Column(title, Column.Type.TEXT, widthChars);
  }

  /** A column of numbers. */
  public static Column number(String title) {
    return new Column(title, Column.Type.NUMBER, 22);
  }
}

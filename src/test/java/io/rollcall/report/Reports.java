package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small reports for tests. */
final class Reports {

  static final Instant START = Instant.parse("2026-11-21T01:58:30.250Z");
  static final Instant END = Instant.parse("2026-11-21T02:00:59Z");

  private Reports() {}

  static Head head(String job, ExitCode outcome) {
    return new Head(
        12,
        job,
        "Sync Data from backend",
        outcome,
        false,
        "schedule",
        START,
        END,
        0,
        3,
        "3 mailboxes were added & 1 <list> has no members.");
  }

  static ReportContent content(Sheet... sheets) {
    return content(head("acme-backend", ExitCode.DONE_WITH_PROBLEMS), sheets);
  }

  static ReportContent content(Head head, Sheet... sheets) {
    return new ReportContent(
        head,
        List.of(
            new SummaryTable(
                "Changes",
                List.of("Kind", "Added", "Removed"),
                List.of(
                    List.<Object>of("mailboxes <b>", 3L, 0L), List.<Object>of("lists", 0L, 1L))),
            new SummaryTable("Refused", List.of("Organization", "Limit"), List.of())),
        List.of(
            new TrendPoint(10, Instant.parse("2026-11-19T02:00:00Z"), 5, 2, 1, 0),
            new TrendPoint(11, Instant.parse("2026-11-20T02:00:00Z"), 0, 7, 0, 2),
            new TrendPoint(12, Instant.parse("2026-11-21T02:00:00Z"), 3, 1, 1, 3)),
        List.of(sheets));
  }

  /** A sheet with one text column. */
  static Sheet texts(String name, String... values) {
    return new Sheet(
        name,
        List.of(new Column("Text", Column.Type.TEXT, 30)),
        consumer -> {
          for (String value : values) {
            consumer.accept(row(value));
          }
        });
  }

  static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}

package io.rollcall.report;

import io.rollcall.kernel.RollcallException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes a workbook in a process of its own, whose memory or disk a test limits. */
final class WorkbookChild {

  private WorkbookChild() {}

  /** Arguments: number of rows, target file. Ends as the command would. */
  public static void main(String[] args) {
    int rows = Integer.parseInt(args[0]);
    var sheet =
        new Sheet(
            "Mailboxes",
            List.of(
                new Column("Address", Column.Type.TEXT, 40),
                new Column("Before", Column.Type.TEXT, 40),
                new Column("Quota", Column.Type.NUMBER, 12),
                new Column("Seen", Column.Type.TIME, 20)),
            consumer -> {
              Instant seen = Instant.parse("2026-11-21T02:00:00Z");
              for (int i = 0; i < rows; i++) {
                consumer.accept(
                    Reports.row(
                        "user" + i + "@example.org",
                        Integer.toHexString(i * 31).repeat(4),
                        i,
                        seen.plusSeconds(i)));
              }
            });
    try {
      ReportWorkbook.write(Reports.content(sheet), Path.of(args[1]));
    } catch (RollcallException e) {
      System.out.println(e.getMessage() + " | " + e.nextStep());
      System.exit(e.exitCode().code());
    }
  }
}

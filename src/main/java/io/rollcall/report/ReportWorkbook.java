package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the Excel workbook of a report. Memory does not grow with the number of rows. */
public final class ReportWorkbook {
  private final int maxLines;

  ReportWorkbook(int maxLines) {
    this.maxLines = maxLines;
  }

  /**
   * Writes the workbook beside the target and moves it there when it is complete, so that the
   * target is the old file or the new one and never half of one. The target's folder is created
   * where it is missing; everything temporary lies in it too, and is deleted.
   *
   * @throws RollcallException with {@link ExitCode#FAILED} when the disk is full or the place
   *     cannot be written; what the content's {@link Rows} throw passes unchanged
   */
  public static void write(ReportContent content, Path target) {
    new ReportWorkbook(DataSheets.MAX_LINES).writeTo(content, target);
  }

  void writeTo(ReportContent content, Path target) {
    var summary = new XSSFWorkbook();
    var names = new SheetNames();
    var cells = new Cells(summary);
    names.next(SummarySheet.NAME);
    SummarySheet.write(summary, cells, content);
    try {
      WorkbookFile.write(
          summary,
          workbook -> {
            var sheets = new DataSheets(workbook, cells, names, maxLines, "nothing");
            content.sheets().forEach(sheets::write);
          },
          target);
    } catch (IOException | WorkbookException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the workbook of run "
              + content.head().runId()
              + " cannot be written to "
              + target.toAbsolutePath()
              + ": "
              + reason(e),
          "free space and type: scripts/rollcall report " + content.head().runId(),
          e);
    }
  }

  private static String reason(Throwable e) {
    Throwable root = WorkbookFile.root(e);
    String message = root.getMessage();
    if (message == null || root instanceof FileSystemException) {
      return root.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
    return message;
  }
}

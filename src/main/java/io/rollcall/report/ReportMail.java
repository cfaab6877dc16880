package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.ReportSettings.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as a mail.
 *
 * @param subject one line
 * @param attachment the workbook; null when it is not attached (the bodies say where it is)
 */
public record ReportMail(
    long runId, String subject, String text, String html, @Nullable Path attachment) {

  private static final int SUBJECT_LIMIT = 250;

  private static final DateTimeFormatter SUBJECT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * @param workbook the report's file; null when it could not be written
   * @param attachLimit size in bytes up to which the workbook is attached; 0 attaches none
   */
  static ReportMail of(ReportContent content, @Nullable Path workbook, long attachLimit) {
    Head head = content.head();
    boolean attach = false;
    String note;
    try {
      if (workbook == null) {
        note = "The workbook could not be written. To write it, type: " + reportCommand(head);
      } else if (attachLimit > 0 && Files.size(workbook) <= attachLimit) {
        attach = true;
        note = "The workbook is attached.";
      } else {
        note =
            String.format(
                Locale.ROOT,
                "The workbook (%.1f MB) is not attached. It is on the host of Rollcall: %s",
                Files.size(workbook) / (1024.0 * 1024.0),
                workbook.toAbsolutePath());
      }
    } catch (IOException e) {
      note = "The workbook could not be read. To write it again, type: " + reportCommand(head);
    }
    return new ReportMail(
        head.runId(),
        subject(head),
        MailBody.text(content, note),
        MailBody.html(content, note),
        attach ? workbook : null);
  }

  /**
   * Whether a run is worth a mail. A run that was stopped counts by what it did until then.
   *
   * @param changes changes that the run found
   * @param problems problems that the run met, warnings included
   */
  public static boolean wanted(When when, ExitCode outcome, long changes, long problems) {
    boolean failure = outcome == ExitCode.FAILED || outcome == ExitCode.REFUSED;
    boolean problem = failure || outcome == ExitCode.DONE_WITH_PROBLEMS || problems > 0;
    return switch (when) {
      case ALWAYS -> true;
      case CHANGES -> problem || changes > 0;
      case PROBLEMS -> problem;
      case FAILURE -> failure;
    };
  }

  static String reportCommand(Head head) {
    return "scripts/rollcall report " + head.runId();
  }

  private static String subject(Head head) {
    Instant at = head.endedAt() == null ? head.startedAt() : head.endedAt();
    String rest =
        ": "
            + head.outcomeWords()
            + (head.testRun() ? " (test run)" : "")
            + ", run "
            + head.runId()
            + ", "
            + SUBJECT_TIME.format(at)
            + " UTC, "
            + count(head.errors(), "error")
            + ", "
            + count(head.warnings(), "warning");
    return "[Rollcall] " + OneLine.of(head.job(), SUBJECT_LIMIT - 11 - rest.length()) + rest;
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}

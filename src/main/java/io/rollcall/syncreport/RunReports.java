package io.rollcall.syncreport;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Problems;
import io.rollcall.report.Head;
import io.rollcall.report.Outbox;
import io.rollcall.report.ReportContent;
import io.rollcall.report.ReportMail;
import io.rollcall.report.ReportWorkbook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What becomes of any run's report: the workbook, the run's summary, the mail for the outbox. */
@Component
public class RunReports {
  private final Problems problems;
  private final Outbox outbox;
  private final Path folder;

  RunReports(Problems problems, Outbox outbox, @Value("${rollcall.reports}") Path folder) {
    this.problems = problems;
    this.outbox = outbox;
    this.folder = folder;
  }

  /**
   * The head of the report of a run without a plan: its errors are its organizations that failed,
   * its warnings all other problems.
   */
  public Head head(
      Run run, String title, ExitCode outcome, @Nullable Instant endedAt, String summary) {
    long failed = problems.count(run.id(), Problem.Kind.ORGANIZATION);
    return new Head(
        run.id(),
        run.job(),
        title,
        outcome,
        run.kind() == Run.Kind.TEST,
        run.requestedBy(),
        run.startedAt(),
        endedAt,
        failed,
        problems.count(run.id()) - failed,
        summary);
  }

  /**
   * Writes it, in the transaction of the step that reports. May be done twice.
   *
   * @param changes how many things the run changed, or would have
   */
  public void write(
      RunContext context,
      ReportSettings settings,
      ReportContent content,
      long changes,
      JobExecution execution) {
    context.progress().at("writing the report", 0, 0);
    Path workbook = workbook(context.run(), content);
    execution.getExecutionContext().putString(JobFamily.SUMMARY, content.head().summaryLine());
    if (workbook != null) {
      execution.getExecutionContext().putString(JobFamily.REPORT_FILE, workbook.toString());
    }
    ExitCode outcome = content.head().outcome();
    long noted = content.head().errors() + content.head().warnings();
    if (!settings.recipients().isEmpty()
        && ReportMail.wanted(settings.when(), outcome, changes, noted)) {
      // One mail for each outcome of a run: a report that a crash made us write twice is not
      // mailed twice.
      outbox.enqueue(content, workbook, settings.recipients(), outcome.name());
    }
  }

  /** A report that cannot be written is a problem of the run; what the run did stays done. */
  private @Nullable Path workbook(Run run, ReportContent content) {
    Path file = folder.resolve("%s-run-%d.xlsx".formatted(run.job(), run.id()));
    try {
      ReportWorkbook.write(content, file);
      return file;
    } catch (RollcallException e) {
      problems.add(
          run.id(),
          "report",
          List.of(
              new Problem(
                  Problem.Kind.SKIPPED,
                  null,
                  "report",
                  Objects.toString(e.getMessage()),
                  Objects.toString(e.nextStep(), ""))));
      return null;
    }
  }
}

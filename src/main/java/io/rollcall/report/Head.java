package io.rollcall.report;

import io.rollcall.kernel.ExitCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a report wants to know first.
 *
 * @param job name of the job definition
 * @param title what the job does, in the panel's words: "Sync Data from backend"
 * @param testRun nothing was applied
 * @param requestedBy an operating-system account, or {@code schedule}
 * @param endedAt null while the run has not ended
 * @param errors number of errors, 0 or more
 * @param warnings number of warnings, 0 or more
 * @param summaryLine the run in one sentence
 */
public record Head(
    long runId,
    String job,
    String title,
    ExitCode outcome,
    boolean testRun,
    String requestedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    long errors,
    long warnings,
    String summaryLine) {

  /** The outcome as people say it: "done with problems". */
  String outcomeWords() {
    return switch (outcome) {
      case DONE -> "done";
      case DONE_WITH_PROBLEMS -> "done with problems";
      case FAILED -> "failed";
      case REFUSED -> "refused";
      case STOPPED, TERMINATED -> "stopped";
      case WRONG_USE, ALREADY_RUNNING, NOT_FOUND -> outcome.meaning();
    };
  }

  /** What the reader can type or open next; null when there is nothing to do. */
  @Nullable String nextStep() {
    return switch (outcome) {
      case STOPPED, TERMINATED -> "scripts/rollcall restart " + runId;
      case FAILED, REFUSED -> "scripts/rollcall show " + runId;
      case DONE_WITH_PROBLEMS -> "see the sheet Problems of the workbook";
      case DONE, WRONG_USE, ALREADY_RUNNING, NOT_FOUND -> null;
    };
  }
}

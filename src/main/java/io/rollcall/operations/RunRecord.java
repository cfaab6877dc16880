package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run in the history.
 *
 * @param organizations keys of the organizations that it covers
 * @param outcome null while it runs
 * @param stopRequested somebody asked it to stop
 * @param heartbeatAt when its process last said that it lives
 * @param endedAt null while it runs
 * @param supersededBy the run that took over its work, so that it can no longer be restarted; null
 *     for none
 * @param summary the run in one sentence; null when it has none yet
 * @param reason why it failed, as far as that concerns the whole run
 * @param reportFile path of its workbook; null when there is none
 */
public record RunRecord(
    Run run,
    String family,
    String definitionDigest,
    List<String> organizations,
    @Nullable ExitCode outcome,
    boolean stopRequested,
    Owner owner,
    Instant heartbeatAt,
    @Nullable Instant endedAt,
    @Nullable Long supersededBy,
    @Nullable String summary,
    @Nullable String reason,
    @Nullable String reportFile) {

  public boolean running() {
    return outcome == null;
  }

  /** Whether `restart` can continue it. */
  public boolean restartable() {
    return supersededBy == null
        && (outcome == ExitCode.FAILED
            || outcome == ExitCode.STOPPED
            || outcome == ExitCode.TERMINATED);
  }
}

package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Stops runs: of this process when it ends, of any process when an operator asks. */
@Component
public class Stopping {
  private final Runs runs;
  private final Recovery recovery;
  private final RunExecution execution;
  private final Audit audit;

  Stopping(Runs runs, Recovery recovery, RunExecution execution, Audit audit) {
    this.runs = runs;
    this.recovery = recovery;
    this.execution = execution;
    this.audit = audit;
  }

  /**
   * Asks a run to stop after its current chunk, wherever it runs. Returns at once; the run's row
   * tells when it has.
   *
   * @throws RollcallException when it does not run
   */
  public void request(long runId, String who) {
    recovery.recoverDead();
    RunRecord record = runs.get(runId);
    if (!runs.requestStop(runId)) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "run " + runId + " is not running",
          record.restartable() ? "scripts/rollcall restart " + runId : null);
    }
    audit.record(who, "stop", "run " + runId, null);
  }

  /**
   * Ends the runs of this process, because it was told to end.
   *
   * @param as what they are written down as
   * @return whether all ended in time
   */
  public boolean stopOwn(ExitCode as, Duration patience) throws InterruptedException {
    return execution.stopAll(as, patience);
  }
}

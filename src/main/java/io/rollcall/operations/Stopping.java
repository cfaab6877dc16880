package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
    recovery.requireRecovered(runId);
    runs.get(runId);
    if (!runs.requestStop(runId)) {
      throw notRunning(runs.get(runId));
    }
    audit.record(who, "stop", "run " + runId, null);
  }

  private static RollcallException notRunning(RunRecord record) {
    long id = record.run().id();
    String outcome =
        record.outcome() == null ? "ending" : record.outcome().name().toLowerCase(Locale.ROOT);
    return new RollcallException(
        ExitCode.WRONG_USE,
        "run %d is not running: it ended at %s, %s"
            .formatted(id, Times.local(record.endedAt()), outcome.replace('_', ' ')),
        record.restartable()
            ? "to go on with it: scripts/rollcall restart " + id
            : "nothing is to be stopped; scripts/rollcall show %d tells what it did".formatted(id));
  }

  /** The runs of this process, by their numbers. */
  public List<Long> own() {
    return execution.active();
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

package io.rollcall.crash;

import java.util.Random;

/**
 * A moment in a run.
 *
 * @param phase which step
 * @param chunks how many of its chunks are committed; for a phase without chunks, which of its own
 *     moments
 */
record Moment(Phase phase, int chunks) {

  /** A step at whose work the process is hit. */
  enum Phase {
    READ("SELECT COALESCE(MAX(records_read), 0) / " + CrashSite.CHUNK + " FROM runner_plan", 0),
    RESOLVE("SELECT COUNT(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'resolve:%'", 1),
    GATES("SELECT COUNT(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'gates:%'", 1),
    APPLY(
        "SELECT COALESCE(SUM(WRITE_COUNT), 0) / "
            + CrashSite.CHUNK
            + " FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'apply:acme:%'",
        0),
    SETTLE("SELECT COUNT(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'settle:%'", 1),
    /** 1: the step began; 2: its mail waits; 3: its mail is being sent. */
    REPORT(
        """
        SELECT (SELECT COUNT(*) > 0 FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'report')
          + (SELECT COUNT(*) > 0 FROM runner_mail) + (SELECT COUNT(*) > 0 FROM runner_mail WHERE state <> 'waiting')
        """,
        3);

    /** A query for how far a run is in the phase. */
    final String reached;

    /** The last of the phase's moments; 0: as many as there are chunks. */
    final int most;

    Phase(String reached, int most) {
      this.reached = reached;
      this.most = most;
    }
  }

  static Moment in(Phase phase, int objects, Random random) {
    int most = phase.most == 0 ? objects / CrashSite.CHUNK - 2 : phase.most;
    return new Moment(phase, 1 + random.nextInt(most));
  }

  @Override
  public String toString() {
    return phase.name().toLowerCase(java.util.Locale.ROOT) + " " + chunks;
  }
}

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
    /** The run has its number. */
    START("SELECT COUNT(*) > 0 FROM runner_run WHERE id > {run}", 1),
    READ(
        "SELECT COALESCE(SUM(records_read), 0) / "
            + CrashSite.CHUNK
            + " FROM runner_plan WHERE run_id > {run}",
        0),
    RESOLVE(stepsOf("resolve:%"), 1),
    PRESENCE(stepsOf("presence:%"), 1),
    GATES(stepsOf("gates:%"), 1),
    APPLY(
        "SELECT COALESCE(SUM(WRITE_COUNT), 0) / "
            + CrashSite.CHUNK
            + " FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID > {execution} AND STEP_NAME LIKE 'apply:%:%'",
        0),
    SETTLE(stepsOf("settle:%"), 1),
    /** 1: the step began; 2: its mail waits; 3: its mail is being sent. */
    REPORT(
        """
        SELECT (SELECT COUNT(*) > 0 FROM BATCH_STEP_EXECUTION
            WHERE JOB_EXECUTION_ID > {execution} AND STEP_NAME = 'report')
          + (SELECT COUNT(*) > 0 FROM runner_mail WHERE run_id > {run})
          + (SELECT COUNT(*) > 0 FROM runner_mail WHERE run_id > {run} AND state <> 'waiting')
        """,
        3);

    /** A query for how far the runs are in the phase; see {@link CrashSite#since}. */
    final String reached;

    /** The last of the phase's moments; 0: as many as there are chunks. */
    final int most;

    Phase(String reached, int most) {
      this.reached = reached;
      this.most = most;
    }

    private static String stepsOf(String name) {
      return "SELECT COUNT(*) FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID > {execution} AND STEP_NAME LIKE '"
          + name
          + "'";
    }
  }

  /**
   * @param items how many the phase has to go through
   */
  static Moment in(Phase phase, long items, Random random) {
    int most = phase.most == 0 ? (int) (items / CrashSite.CHUNK) - 2 : phase.most;
    return new Moment(phase, 1 + random.nextInt(Math.max(1, most)));
  }

  @Override
  public String toString() {
    return phase.name().toLowerCase(java.util.Locale.ROOT) + " " + chunks;
  }
}

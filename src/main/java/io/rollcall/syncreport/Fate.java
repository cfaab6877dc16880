package io.rollcall.syncreport;

import io.rollcall.kernel.Run;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.Plan;

/** What a run did with the changes of a plan. */
public enum Fate {
  APPLIED("applied"),
  /** A test run writes nothing. */
  PLANNED("planned"),
  REFUSED("refused"),
  /** The run ended before it had written all of them; a restart goes on. */
  PARTLY_APPLIED("partly applied"),
  NOT_APPLIED("not applied");

  private final String words;

  Fate(String words) {
    this.words = words;
  }

  /**
   * Decides.
   *
   * @param run the run that made the plan, or the one that applied it
   */
  public static Fate of(Run run, Plan plan) {
    GateReport gates = plan.gates();
    boolean refused = gates != null && gates.refused() && plan.runId() == run.id();
    if (refused) {
      return REFUSED;
    }
    if (run.kind() == Run.Kind.TEST) {
      return PLANNED;
    }
    return switch (plan.state()) {
      case APPLIED -> APPLIED;
      case APPLYING -> PARTLY_APPLIED;
      default -> NOT_APPLIED;
    };
  }

  /** Whether the changes are, or would be, in the panel. */
  public boolean counts() {
    return this == APPLIED || this == PLANNED;
  }

  @Override
  public String toString() {
    return words;
  }
}

package io.rollcall.plan;

import java.util.List;

/**
 * Rows that a family keeps for a plan in tables of its own; deleted when the plan's own are, in
 * small statements, each in its slice.
 */
public interface PlanRows {

  /** Numbers of the plans that have such rows. */
  List<Long> plans();

  /** Deletes what only the making of a plan needs; what applying it needs stays. */
  void clearMakingRows(long planId, Slice slice);

  /** Deletes all of a plan's rows: it is settled, or can no longer be applied. */
  void clearWorkingRows(long planId, Slice slice);
}

package io.rollcall.backendsync;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The export that a run reads: one that is there, or one that the run makes of a live backend. */
interface Origin {

  /** Proves cheaply that an organization can be read. */
  void requireReady(Organization organization);

  /** Makes sure that a stored plan may still be applied. */
  void requireSame(Organization organization, Plan plan);

  /**
   * The plan as the reading is to go on with it: begun anew where what was read before cannot be
   * gone on from.
   */
  default Plan begun(Organization organization, Plan plan) {
    return plan;
  }

  /** The file to read; made first, where it is not there yet. */
  Path file(Organization organization);

  /** The reading of an organization is over; called again when its next step is done again. */
  default void readDone(Organization organization) {}

  /** What was found beside the organizations of the run. */
  default List<Problem> strays(Set<String> organizations) {
    return List.of();
  }
}

package io.rollcall.kernel;

import java.time.Duration;

/**
 * What the definition of any job says, whatever its family. Implemented by one record per family.
 */
public interface FamilyDefinition {

  /** The organizations that the job covers. */
  OrganizationScope organizations();

  /** When it starts by itself. */
  Schedule schedule();

  /** Who gets its report. */
  ReportSettings report();

  /** How old a stored plan may be when it is applied; zero in a family that stores none. */
  default Duration planMaxAge() {
    return Duration.ZERO;
  }
}

package io.rollcall.kernel;

import java.time.Duration;
import java.util.Map;

/**
 * What the definition of any job says, whatever its family. Implemented by one record per family.
 */
public interface FamilyDefinition {

  /** The organizations that the job covers. */
  OrganizationScope organizations();

  /** When it does by itself what it is for: a full run. */
  Schedule schedule();

  /** All that it does by itself: when runs of which kind start. */
  default Map<Run.Kind, Schedule> timetable() {
    return Map.of(Run.Kind.FULL, schedule());
  }

  /** Who gets its report. */
  ReportSettings report();

  /** How old a stored plan may be when it is applied; zero in a family that stores none. */
  default Duration planMaxAge() {
    return Duration.ZERO;
  }
}

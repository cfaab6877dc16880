package io.rollcall.kernel;

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
}

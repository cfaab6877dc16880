package io.rollcall.kernel;

import java.util.List;

/**
 * All that a family needs to build a run's job.
 *
 * @param definitionDigest SHA-256, as hexadecimal text, of the definition's content
 * @param organizations the organizations of this run, in the order of their keys
 */
public record RunContext(
    Run run,
    FamilyDefinition definition,
    String definitionDigest,
    List<Organization> organizations,
    RunGuard guard,
    Progress progress) {

  public RunContext {
    organizations = List.copyOf(organizations);
  }

  /** The same run, told of by another. */
  public RunContext with(Progress other) {
    return new RunContext(run, definition, definitionDigest, organizations, guard, other);
  }
}

package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunGuard;
import java.util.Map;
import java.util.Objects;

/** The leases of one execution of a run, by the tokens that they had when it took them. */
final class RunLeases implements RunGuard {
  private final Leases leases;
  private final Runs runs;
  private final JobFamily family;
  private final long runId;
  private final Map<String, Long> fromStartToEnd;

  /**
   * @param tokens of what the run took at its start, by resource
   */
  RunLeases(Leases leases, Runs runs, JobFamily family, Run run, Map<String, Long> tokens) {
    this.leases = leases;
    this.runs = runs;
    this.family = family;
    this.runId = run.id();
    this.fromStartToEnd = tokens;
  }

  @Override
  public void requireLease(Organization organization) {
    if (family.leasesOrganizations()) {
      String resource = Leases.resource(family, organization);
      leases.require(resource, runId, Objects.requireNonNull(fromStartToEnd.get(resource)));
    } else {
      requireAll();
    }
  }

  private void requireAll() {
    fromStartToEnd.forEach((resource, token) -> leases.require(resource, runId, token));
  }

  @Override
  public Lease lease(String resource, String words) {
    Leases.Taken taken = leases.takeOneMore(resource, runId, this::requireAll);
    if (taken.other() != null) {
      throw refusal(words, taken.other(), runs);
    }
    long token = Objects.requireNonNull(taken.tokens().get(resource));
    return new Lease() {
      @Override
      public void require() {
        leases.require(resource, runId, token);
      }

      @Override
      public void close() {
        leases.release(resource, runId, token);
      }
    };
  }

  /**
   * What a run is told whose resource another one has.
   *
   * @param words what people call the resource
   */
  static RollcallException refusal(String words, Leases.Held held, Runs runs) {
    if (held.runId() == 0) {
      return new RollcallException(
          ExitCode.ALREADY_RUNNING,
          "%s is being written by another run".formatted(words),
          "try again: scripts/rollcall runs tells what is running");
    }
    return new RollcallException(
        ExitCode.ALREADY_RUNNING,
        "%s is being written by run %d (%s)"
            .formatted(words, held.runId(), runs.get(held.runId()).owner()),
        "wait for it, or type scripts/rollcall stop " + held.runId());
  }
}

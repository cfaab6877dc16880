package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Exports that were written on the management host. */
record ExportOrigin(Path path, RunContext context) implements Origin {

  @Override
  public void requireReady(Organization organization) {
    ExportFile.requireTrailer(file(organization));
  }

  /** A plan is bound to the export that it was made from. */
  @Override
  public void requireSame(Organization organization, Plan plan) {
    String now =
        ExportFile.sha256(
            file(organization),
            bytes -> context.progress().at("checking the export of " + organization.key(), 0, 0));
    if (!now.equals(plan.sourceDigest())) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "plan %d was made from another export of %s".formatted(plan.id(), organization.key()),
          "make a new plan: scripts/rollcall preview " + context.run().job());
    }
  }

  @Override
  public Path file(Organization organization) {
    return Exports.of(path, organization);
  }

  @Override
  public List<Problem> strays(Set<String> organizations) {
    return Exports.strays(path, organizations).stream().map(Exports.Stray::problem).toList();
  }
}

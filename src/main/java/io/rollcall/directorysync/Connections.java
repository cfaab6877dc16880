package io.rollcall.directorysync;

import io.rollcall.entra.Patience;
import io.rollcall.entra.Pause;
import io.rollcall.graph.GraphConnection;
import io.rollcall.graph.GraphDirectory;
import io.rollcall.graph.Permission;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.StopWishes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Opens directories of organizations. */
@Component
class Connections {
  private final Clock clock;
  private final StopWishes wishes;

  Connections(Clock clock, StopWishes wishes) {
    this.clock = clock;
    this.wishes = wishes;
  }

  /**
   * Makes ready to read an organization's directory; nothing is sent yet.
   *
   * @param runId the run whose stop ends all waiting; 0 for none
   * @throws RollcallException when the organization has no directory, or the application's secret
   *     cannot be read
   */
  GraphDirectory open(DirectorySyncDefinition definition, Organization organization, long runId) {
    MicrosoftGraphSource source = (MicrosoftGraphSource) definition.source();
    GraphConnection connection =
        new GraphConnection(
            organization.key(),
            requireTenant(organization),
            source.credential().resolve(System::getenv),
            source.endpoints(),
            Patience.DEFAULT,
            GraphConnection.SMALLEST_TENANT_UNITS);
    return GraphDirectory.open(connection, clock, pause(runId), new Random());
  }

  private Pause pause(long runId) {
    return time -> {
      if (wishes.await(runId, time)) {
        throw new InterruptedException("the run is to stop");
      }
    };
  }

  private static String requireTenant(Organization organization) {
    if (organization.serverType() != Organization.ServerType.MICROSOFT365) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "organization %s has server type %s: only one of type microsoft365 has a directory to sync"
              .formatted(organization.key(), organization.serverType().key()),
          "name other organizations in the job, or type scripts/rollcall organizations set %s --server-type microsoft365 --tenant TENANT"
              .formatted(organization.key()));
    }
    String tenant = organization.tenantId();
    if (tenant == null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "organization %s has no tenant".formatted(organization.key()),
          "scripts/rollcall organizations set %s --tenant TENANT".formatted(organization.key()));
    }
    return tenant;
  }

  /**
   * Signs in, and makes sure that nothing is missing.
   *
   * @throws RollcallException naming the permissions that are missing
   */
  static void requirePermissions(GraphDirectory directory, Organization organization) {
    Optional<List<Permission>> missing = directory.missingPermissions();
    if (missing.isPresent() && !missing.get().isEmpty()) {
      String names =
          missing.get().stream().map(Permission::graphName).collect(Collectors.joining(", "));
      throw new RollcallException(
          ExitCode.FAILED,
          "organization %s: the application lacks permissions: %s"
              .formatted(organization.key(), names),
          "run `scripts/rollcall consent %s` and give the address to an administrator of the tenant"
              .formatted(organization.key()));
    }
  }
}

package io.rollcall.graph;

import io.rollcall.entra.CredentialReference;
import io.rollcall.entra.Patience;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.TypeName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Microsoft Graph, signed in to as an application. The tenant is the organization's. */
@TypeName("microsoft-graph")
public record MicrosoftGraphSource(
    @Described("The application's id (client id), a GUID.") String clientId,
    @Described("The application's client secret; or give `certificate`.")
        @Nullable SecretRef secret,
    @Described("A file with the application's key and certificate: PEM, or PKCS #12.")
        @Nullable Path certificate,
    @Described("What opens a PKCS #12 file; none for PEM.") @Nullable SecretRef certificatePassword,
    @Default("https://graph.microsoft.com/v1.0")
        @Described(
            "Graph's address with its version; national clouds have others. Plain http on loopback"
                + " alone.")
        String graphUrl,
    @Default("https://login.microsoftonline.com")
        @Described("Where the application signs in; national clouds have others.")
        String loginUrl)
    implements GraphSource {

  /**
   * @throws IllegalArgumentException unless there is either a secret or a certificate, and both
   *     addresses are usable
   */
  public MicrosoftGraphSource {
    new CredentialReference(clientId, secret, certificate, certificatePassword);
    GraphEndpoints.of(graphUrl, loginUrl);
  }

  @Override
  public GraphConnection connection(Organization organization) {
    return new GraphConnection(
        organization.key(),
        requireTenant(organization),
        new CredentialReference(clientId, secret, certificate, certificatePassword)
            .resolve(System::getenv),
        GraphEndpoints.of(graphUrl, loginUrl),
        Patience.DEFAULT,
        GraphConnection.SMALLEST_TENANT_UNITS);
  }

  private static String requireTenant(Organization organization) {
    if (organization.serverType() != Organization.ServerType.MICROSOFT365) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "organization %s has server type %s: only one of type microsoft365 has a tenant to read"
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
}

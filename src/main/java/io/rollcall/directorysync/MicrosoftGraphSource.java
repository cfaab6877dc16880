package io.rollcall.directorysync;

import io.rollcall.entra.CredentialReference;
import io.rollcall.graph.GraphEndpoints;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
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
    implements DirectorySource {

  /**
   * @throws IllegalArgumentException unless there is either a secret or a certificate, and both
   *     addresses are usable
   */
  public MicrosoftGraphSource {
    new CredentialReference(clientId, secret, certificate, certificatePassword);
    GraphEndpoints.of(graphUrl, loginUrl);
  }

  CredentialReference credential() {
    return new CredentialReference(clientId, secret, certificate, certificatePassword);
  }

  GraphEndpoints endpoints() {
    return GraphEndpoints.of(graphUrl, loginUrl);
  }
}

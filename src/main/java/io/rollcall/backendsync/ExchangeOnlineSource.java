package io.rollcall.backendsync;

import io.rollcall.entra.CloudAddress;
import io.rollcall.entra.CredentialReference;
import io.rollcall.entra.Patience;
import io.rollcall.entra.Pause;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.exchange.LiveScope;
import io.rollcall.exchange.online.ExchangeOnline;
import io.rollcall.exchange.online.OnlineSettings;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.SystemClock;
import io.rollcall.kernel.TypeName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Exchange Online, signed in to as an application. The tenant is the organization's. */
@TypeName("exchange-online")
public record ExchangeOnlineSource(
    @Described("The application's id (client id), a GUID.") String clientId,
    @Described("The application's client secret; or give `certificate`.")
        @Nullable SecretRef secret,
    @Described("A file with the application's key and certificate: PEM, or PKCS #12.")
        @Nullable Path certificate,
    @Described("What opens a PKCS #12 file; none for PEM.") @Nullable SecretRef certificatePassword,
    @Default("https://outlook.office365.com")
        @Described(
            "Exchange Online's address; national clouds have others. Plain http on loopback alone.")
        String exchangeUrl,
    @Default("https://login.microsoftonline.com")
        @Described("Where the application signs in; national clouds have others.")
        String loginUrl,
    @Default("3")
        @Described("Requests for single mailboxes and lists that run side by side, 1 to 20.")
        int concurrency,
    @Default("2") @Described("Requests that are begun in a second at most, 1 to 100.")
        int requestsPerSecond)
    implements Source, LiveSource {

  /**
   * @throws IllegalArgumentException unless there is either a secret or a certificate, both
   *     addresses are usable, and the figures are in their range
   */
  public ExchangeOnlineSource {
    new CredentialReference(clientId, secret, certificate, certificatePassword);
    CloudAddress.checked(URI.create(exchangeUrl));
    CloudAddress.checked(URI.create(loginUrl));
    OnlineSettings.requirePace(concurrency, requestsPerSecond);
  }

  @Override
  public String inWords() {
    return "Exchange Online at " + exchangeUrl;
  }

  @Override
  public LiveBackend open(LiveScope scope) {
    OnlineSettings settings =
        new OnlineSettings(
            requireTenant(scope.organization()),
            new CredentialReference(clientId, secret, certificate, certificatePassword)
                .resolve(System::getenv),
            URI.create(exchangeUrl),
            URI.create(loginUrl),
            concurrency,
            requestsPerSecond,
            Patience.DEFAULT);
    Pause pause =
        time -> {
          if (scope.stopWithin().test(time)) {
            throw new InterruptedException("the run is to stop");
          }
        };
    return ExchangeOnline.open(settings, scope, SystemClock.microseconds(), pause, new Random());
  }

  private static String requireTenant(Organization organization) {
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

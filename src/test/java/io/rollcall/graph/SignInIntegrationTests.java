package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.CertificateFile;
import io.rollcall.entra.CloudException;
import io.rollcall.kernel.RollcallException;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Faults;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInIntegrationTests {
  private final Tenant tenant =
      new Tenant(SandboxSettings.hostile(5), DirectoryGenerator.directory(5, 20, 4, 10));

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void signsInOnceForManyRequests() {
    try (GraphDirectory graph = tenant.open()) {
      graph.users().round(DeltaPosition.fresh(), page -> {});

      assertThat(tenant.graph.tokens().given()).isEqualTo(1);
      assertThat(graph.usage().signIns()).isEqualTo(1);
    }
  }

  @Test
  void renewsATokenBeforeItEnds() {
    try (GraphDirectory graph = tenant.open()) {
      graph.organization();
      tenant.time.pass(Duration.ofMinutes(54));
      graph.organization();
      assertThat(tenant.graph.tokens().given()).isEqualTo(1);

      tenant.time.pass(Duration.ofMinutes(1));
      graph.organization();
      assertThat(tenant.graph.tokens().given()).isEqualTo(2);
    }
  }

  @Test
  void goesOnWithTheOldTokenWhileTheSignInIsDown() {
    try (GraphDirectory graph = tenant.open()) {
      graph.organization();
      tenant.graph.tokens().lifetime(Duration.ofMinutes(30));
      tenant.time.pass(Duration.ofMinutes(55));
      tenant.graph.faults().next(Fault.THROTTLED_HOURS, Faults.SIGN_IN, 1);

      assertThat(graph.organization().displayName()).isEqualTo("Lindenau Works");
      assertThat(tenant.graph.tokens().given()).isEqualTo(1);
    }
  }

  @Test
  void livesThroughTokensOfAMinute() {
    tenant.graph.tokens().lifetime(Duration.ofMinutes(1));
    try (GraphDirectory graph = tenant.open()) {
      Mirror mirror = new Mirror();
      graph
          .users()
          .round(
              DeltaPosition.fresh(),
              page -> {
                tenant.time.pass(Duration.ofSeconds(40));
                mirror.users(page);
              });

      assertThat(mirror.read()).hasSize(20);
      assertThat(tenant.graph.tokens().given()).isGreaterThan(3);
    }
  }

  @Test
  void fetchesANewTokenWhenAGoodOneIsRefused() {
    try (GraphDirectory graph = tenant.open()) {
      graph.organization();
      tenant.graph.tokens().revoke();
      assertThat(graph.organization().verifiedDomains()).hasSize(2);
      tenant.graph.faults().next(Fault.TOKEN_REFUSED);
      assertThat(graph.organization().verifiedDomains()).hasSize(2);

      assertThat(tenant.graph.tokens().given()).isEqualTo(3);
      assertThat(tenant.time.pauses()).isEmpty();
    }
  }

  @Test
  void endsWhenANewTokenIsRefusedToo() {
    try (GraphDirectory graph = tenant.open()) {
      tenant.graph.faults().next(Fault.TOKEN_REFUSED, "", 2);

      assertThatThrownBy(graph::organization)
          .isInstanceOf(CloudException.class)
          .hasMessageContaining("401 InvalidAuthenticationToken")
          .hasMessageContaining("the token was not accepted, a new one neither");
    }
  }

  @Test
  void waitsForASignInThatIsThrottled() {
    tenant.graph.faults().next(Fault.THROTTLED_FRACTION, Faults.SIGN_IN, 1);
    tenant.graph.faults().next(Fault.BUSY_HTML, Faults.SIGN_IN, 1);
    try (GraphDirectory graph = tenant.open()) {
      graph.organization();

      assertThat(tenant.time.pauses()).hasSize(2).contains(Duration.ofMillis(2128));
    }
  }

  @Test
  void namesAWrongSecretWithoutShowingIt() {
    AppCredential wrong = new AppCredential.Secret(tenant.secret().clientId(), "swordfish");
    try (GraphDirectory graph = tenant.open(tenant.connection(wrong))) {
      assertThatThrownBy(graph::organization)
          .isInstanceOfSatisfying(
              CloudException.class,
              e -> {
                assertThat(e)
                    .hasMessage(
                        "organization lindenau: the sign-in to Microsoft 365 was refused with"
                            + " AADSTS7000215: the client secret is wrong");
                assertThat(e.nextStep()).isEqualTo("check the value of the secret, not its id");
              });
    }
    assertThat(wrong.toString()).doesNotContain("swordfish");
    assertThat(tenant.time.pauses()).as("a refusal is not tried again").isEmpty();
  }

  @Test
  void namesTheCommandForAMissingConsent() {
    tenant.graph.tokens().consented(false);
    try (GraphDirectory graph = tenant.open()) {
      assertThatThrownBy(graph::organization)
          .isInstanceOfSatisfying(
              CloudException.class,
              e -> assertThat(e.nextStep()).contains("`scripts/rollcall consent lindenau`"));
    }
  }

  @Test
  void namesPermissionsThatTheTokenDoesNotGrant() {
    try (GraphDirectory graph = tenant.open()) {
      assertThat(graph.missingPermissions()).contains(List.of());
    }
    tenant.graph.tokens().permissions(List.of("Directory.Read.All"));
    try (GraphDirectory graph = tenant.open()) {
      assertThat(graph.missingPermissions()).contains(List.of());
    }
    tenant.graph.tokens().permissions(List.of("User.Read.All"));
    try (GraphDirectory graph = tenant.open()) {
      assertThat(graph.missingPermissions()).contains(List.of(Permission.READ_GROUP_MEMBERS));
    }
  }

  @Test
  void signsInWithACertificateFromEitherKindOfFile(@TempDir Path folder) throws Exception {
    Path pfx = keytool(folder);
    AppCredential.Certificate fromPfx =
        CertificateFile.read(tenant.secret().clientId(), pfx, "changeit");
    tenant.graph.tokens().certificate(fromPfx.certificate().getPublicKey());
    Path pem = Files.writeString(folder.resolve("app.pem"), pem(fromPfx));
    AppCredential.Certificate fromPem = CertificateFile.read(tenant.secret().clientId(), pem, "");

    for (AppCredential credential : List.of(fromPfx, fromPem)) {
      try (GraphDirectory graph = tenant.open(tenant.connection(credential))) {
        assertThat(graph.organization().displayName()).isEqualTo("Lindenau Works");
      }
    }
    assertThat(tenant.graph.tokens().given()).isEqualTo(2);
    assertThat(fromPem.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void namesACertificateThatIsNotRegistered(@TempDir Path folder) throws Exception {
    AppCredential.Certificate unknown =
        CertificateFile.read(tenant.secret().clientId(), keytool(folder), "changeit");
    try (GraphDirectory graph = tenant.open(tenant.connection(unknown))) {
      assertThatThrownBy(graph::organization)
          .isInstanceOf(CloudException.class)
          .hasMessageContaining("AADSTS700027: the certificate is not accepted");
    }
  }

  @Test
  void namesACertificateFileThatIsNone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("app.pem"), "-----BEGIN CERTIFICATE-----\n!!");

    assertThatThrownBy(() -> CertificateFile.read("app", file, ""))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining("app.pem cannot be used: it has no unencrypted PRIVATE KEY");
  }

  private static String pem(AppCredential.Certificate credential) throws Exception {
    Base64.Encoder mime = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            mime.encodeToString(credential.certificate().getEncoded()),
            "PRIVATE KEY",
            mime.encodeToString(credential.key().getEncoded()),
            "PRIVATE KEY");
  }

  private static Path keytool(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("app.pfx");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                tool.toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                "app",
                "-dname",
                "CN=Sandbox",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return file;
  }
}

package io.rollcall.activedirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.rollcall.exchange.LiveScope;
import io.rollcall.kernel.JobFamily.Check;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.testing.TestCertificate;
import io.rollcall.testing.TestDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in to controllers, and what is said when it does not work. */
class ConnectionIntegrationTests {
  @TempDir Path folder;
  Path password;

  @BeforeEach
  void password() throws IOException {
    password = Files.writeString(folder.resolve("password"), TestDirectory.PASSWORD);
  }

  private ActiveDirectory backend(Security security, Path trust, Controller... controllers) {
    return backend(TestDirectory.BASE, security, trust, controllers);
  }

  private ActiveDirectory backend(
      @Nullable String base, Security security, @Nullable Path trust, Controller... controllers) {
    return new ActiveDirectory(
        new DirectorySettings(
            List.of(controllers),
            security,
            trust,
            TestDirectory.USER,
            SecretRef.parse("file:" + password),
            base,
            List.of(),
            true,
            1000),
        new LiveScope(
            new Organization(1, "acme", "acme", Organization.ServerType.EXCHANGE, null),
            List.of("acme.example"),
            time -> false));
  }

  private static Controller at(TestDirectory directory) {
    return new Controller("localhost", directory.port());
  }

  private void refuses(ActiveDirectory backend, String... words) {
    assertThatThrownBy(
            () -> {
              try (backend) {
                backend.connect();
              }
            })
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.getMessage()).contains(words));
  }

  private static void connects(ActiveDirectory backend) {
    try (backend) {
      backend.connect();
    }
  }

  @Test
  void aCertificateOfAFileIsTrustedOverLdapsAndStartTls() {
    TestCertificate certificate = TestCertificate.of(Instant.now(), "localhost");
    Path trust = certificate.pem(folder.resolve("dc.pem"));
    try (TestDirectory ldaps = TestDirectory.tls(certificate, false);
        TestDirectory startTls = TestDirectory.tls(certificate, true)) {
      connects(backend(Security.LDAPS, trust, at(ldaps)));
      connects(backend(Security.STARTTLS, trust, at(startTls)));
    }
  }

  @Test
  void anUnknownAnExpiredAndAnothersCertificateAreRefusedByName() {
    Instant now = Instant.now();
    TestCertificate right = TestCertificate.of(now, "localhost");
    TestCertificate expired = TestCertificate.of(now.minus(Duration.ofDays(9)), "localhost");
    TestCertificate others = TestCertificate.of(now, "dc9.example");
    try (TestDirectory one = TestDirectory.tls(right, false);
        TestDirectory two = TestDirectory.tls(expired, false);
        TestDirectory three = TestDirectory.tls(others, false)) {
      refuses(
          backend(Security.LDAPS, others.pem(folder.resolve("o.pem")), at(one)),
          "localhost:" + one.port(),
          "its certificate is not trusted");
      refuses(backend(Security.LDAPS, null, at(one)), "its certificate is not trusted");
      refuses(
          backend(Security.LDAPS, expired.pem(folder.resolve("e.pem")), at(two)),
          "its certificate has expired");
      refuses(
          backend(Security.LDAPS, others.pem(folder.resolve("n.pem")), at(three)),
          "its certificate is for another name");
    }
  }

  @Test
  void aTrustFileThatIsNoneIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("trust.pem"), "no certificate");
    refuses(
        backend(Security.LDAPS, file, new Controller("localhost", 1)),
        file.toString(),
        "cannot be read");
  }

  @Test
  void theNextControllerIsTriedWhenOneIsDown() {
    TestDirectory gone = TestDirectory.plain();
    Controller down = at(gone);
    gone.close();
    try (TestDirectory there = TestDirectory.plain()) {
      connects(backend(Security.NONE, null, down, at(there)));
      refuses(backend(Security.NONE, null, down), "no domain controller can be used", "localhost");
    }
  }

  @Test
  void aWrongPasswordIsNotTriedAtTheNextController() throws IOException {
    Files.writeString(password, "wrong");
    try (TestDirectory one = TestDirectory.plain();
        TestDirectory two = TestDirectory.plain()) {
      one.troubles().signIn =
          new LDAPException(
              ResultCode.INVALID_CREDENTIALS,
              "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e,"
                  + " v4563");
      two.troubles().signIn = new LDAPException(ResultCode.OTHER, "asked twice");
      refuses(
          backend(Security.NONE, null, at(one), at(two)),
          "does not let " + TestDirectory.USER + " in",
          "the user name or the password is wrong");
      one.troubles().signIn = new LDAPException(ResultCode.INVALID_CREDENTIALS, "x, data 532, v1");
      refuses(backend(Security.NONE, null, at(one)), "the password has expired");
      one.troubles().signIn = new LDAPException(ResultCode.STRONG_AUTH_REQUIRED, "");
      refuses(backend(Security.NONE, null, at(one)), "over a protected connection only");
    }
  }

  /** As in a directory of many organizations without a unit for each. */
  @Test
  void testConnectionFindsTheOrganizationsObjectsBehindManyOthers() {
    try (TestDirectory directory = TestDirectory.plain();
        ActiveDirectory backend = backend(null, Security.NONE, null, at(directory))) {
      for (int i = 0; i < 150; i++) {
        add(directory, "other" + i, "other.example");
      }
      add(directory, "zoe", "acme.example");

      assertThat(backend.test()).allMatch(Check::passed);
    }
  }

  private static void add(TestDirectory directory, String name, String domain) {
    directory.add(
        "CN=" + name + "," + TestDirectory.BASE,
        Map.of(
            "objectClass", List.of("user"),
            "objectGUID", List.of(TestDirectory.octets(UUID.randomUUID())),
            "displayName", List.of(name),
            "proxyAddresses", List.of("SMTP:" + name + "@" + domain),
            "msExchRecipientTypeDetails", List.of(1)));
  }

  @Test
  void testConnectionTellsWhatItFoundAndWhatItCannotGive() {
    try (TestDirectory directory = TestDirectory.plain();
        ActiveDirectory backend = backend(Security.NONE, null, at(directory))) {
      List<Check> empty = backend.test();
      assertThat(empty).extracting(Check::passed).containsExactly(true, false);
      assertThat(empty.get(1).detail()).contains("no mailbox, list or contact");
      for (String name : List.of("ada", "bob", "cyd", "dan")) {
        add(directory, name, "acme.example");
      }
      List<Check> checks = backend.test();
      assertThat(checks).allMatch(Check::passed);
      assertThat(checks)
          .extracting(Check::what)
          .containsExactly("sign-in of acme", "search of acme", "rights of acme", "groups of acme");
      assertThat(checks.get(1).detail().split("@acme.example", -1)).hasSize(4);
      assertThat(checks.get(2).detail()).contains("no security descriptors");
      assertThat(checks.get(3).detail())
          .contains("permissions.full-access", "automatic-replies", "permissions.send-as");
    }
  }
}

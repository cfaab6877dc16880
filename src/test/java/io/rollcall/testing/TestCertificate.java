package io.rollcall.testing;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that a test's server shows, signed by itself. */
public record TestCertificate(X509Certificate certificate, KeyPair keys) {
  private static final char[] PASSWORD = "test".toCharArray();

  /** For a host, valid for an hour around a moment. */
  public static TestCertificate of(Instant moment, String host) {
    try {
      ObjectPair<X509Certificate, KeyPair> made =
          X509Certificate.generateSelfSignedCertificate(
              SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
              PublicKeyAlgorithmIdentifier.EC,
              256,
              new DN("CN=" + host),
              moment.minus(Duration.ofHours(1)).toEpochMilli(),
              moment.plus(Duration.ofHours(1)).toEpochMilli());
      return new TestCertificate(made.getFirst(), made.getSecond());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as PEM. */
  public Path pem(Path file) {
    try {
      return Files.write(file, List.of(certificate.toPEMString()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext context() {
    try {
      Certificate shown =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.getX509CertificateBytes()));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", keys.getPrivate(), PASSWORD, new Certificate[] {shown});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

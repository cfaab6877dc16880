package io.rollcall.activedirectory;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a TLS connection trusts: the certificates of a file, or those that Java trusts. */
final class Trust {

  private Trust() {}

  /**
   * @throws RollcallException when the file cannot be read or holds no certificate
   */
  static SSLContext context(@Nullable Path file) {
    try {
      KeyStore store = file == null ? null : store(file);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {valid(factory)}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the certificates in %s cannot be read: %s".formatted(file, e.getMessage()),
          "name a PEM file with the certificate of the authority or of the controller in"
              + " source.trust",
          e);
    }
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(file)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("it holds no certificate");
    }
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }

  /** Java takes a certificate that is trusted itself for good even when it has expired. */
  private static X509TrustManager valid(TrustManagerFactory factory) {
    X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
    return new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type)
          throws CertificateException {
        trusted.checkClientTrusted(chain, type);
      }

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type)
          throws CertificateException {
        chain[0].checkValidity();
        trusted.checkServerTrusted(chain, type);
      }

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
      }
    };
  }
}

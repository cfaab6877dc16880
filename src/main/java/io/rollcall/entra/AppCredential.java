package io.rollcall.entra;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** How the application proves at sign-in who it is. The text form never shows what is secret. */
public sealed interface AppCredential {

  /** The application's id (client id), a GUID. */
  String clientId();

  /** A client secret: works at once, ends at the latest after two years. */
  record Secret(String clientId, String secret) implements AppCredential {
    @Override
    public String toString() {
      return "secret of application " + clientId;
    }
  }

  /**
   * A certificate whose public half the application's registration holds.
   *
   * @see CertificateFile
   */
  record Certificate(String clientId, PrivateKey key, X509Certificate certificate)
      implements AppCredential {
    @Override
    public String toString() {
      return "certificate of application " + clientId;
    }
  }
}

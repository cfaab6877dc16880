package io.rollcall.entra;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a key with its certificate: PEM (an unencrypted {@code PRIVATE KEY} and a {@code
 * CERTIFICATE}, in any order) or PKCS #12 ({@code .pfx}, {@code .p12}).
 */
public final class CertificateFile {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  private CertificateFile() {}

  /**
   * @param password of a PKCS #12 file; empty for none, ignored for PEM
   * @throws RollcallException when the file cannot be read, or lacks an RSA key or its certificate
   */
  public static AppCredential.Certificate read(String clientId, Path file, String password) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.contains("-----BEGIN ")
          ? fromPem(clientId, text)
          : fromPkcs12(clientId, bytes, password);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the certificate " + file + " cannot be used: " + e.getMessage(),
          "give a PEM file with PRIVATE KEY and CERTIFICATE, or a PKCS #12 file and its password",
          e);
    }
  }

  private static AppCredential.Certificate fromPem(String clientId, String text)
      throws GeneralSecurityException {
    PrivateKey key = null;
    X509Certificate certificate = null;
    Matcher blocks = PEM.matcher(text);
    while (blocks.find()) {
      byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
      if (blocks.group(1).equals("PRIVATE KEY")) {
        key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      } else if (blocks.group(1).equals("CERTIFICATE") && certificate == null) {
        certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
      }
    }
    if (key == null || certificate == null) {
      throw new GeneralSecurityException(
          "it has no " + (key == null ? "unencrypted PRIVATE KEY" : "CERTIFICATE"));
    }
    return new AppCredential.Certificate(clientId, key, certificate);
  }

  private static AppCredential.Certificate fromPkcs12(
      String clientId, byte[] bytes, String password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password.toCharArray());
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return new AppCredential.Certificate(clientId, key, certificate);
      }
    }
    throw new GeneralSecurityException("it has no key with a certificate");
  }
}

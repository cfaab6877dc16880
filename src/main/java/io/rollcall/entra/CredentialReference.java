package io.rollcall.entra;

import io.rollcall.kernel.SecretRef;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a job names the application's credential: what is secret only by reference.
 *
 * @param clientId the application's id (client id), a GUID
 * @param secret a client secret; null when there is a certificate
 * @param certificate a file for {@link CertificateFile}; null when there is a secret
 * @param certificatePassword of a PKCS #12 file; null for none
 */
public record CredentialReference(
    String clientId,
    @Nullable SecretRef secret,
    @Nullable Path certificate,
    @Nullable SecretRef certificatePassword) {

  /**
   * @throws IllegalArgumentException unless there is either a secret or a certificate
   */
  public CredentialReference {
    if ((secret == null) == (certificate == null)) {
      throw new IllegalArgumentException("give either secret or certificate");
    }
    if (secret != null && certificatePassword != null) {
      throw new IllegalArgumentException("certificate-password belongs to a certificate");
    }
  }

  /**
   * The credential itself.
   *
   * @param environment gives a variable's value, or null
   * @throws io.rollcall.kernel.RollcallException when a secret or the certificate cannot be read
   */
  public AppCredential resolve(UnaryOperator<@Nullable String> environment) {
    return certificate == null
        ? new AppCredential.Secret(clientId, resolved(secret, environment))
        : CertificateFile.read(clientId, certificate, resolved(certificatePassword, environment));
  }

  private static String resolved(
      @Nullable SecretRef reference, UnaryOperator<@Nullable String> environment) {
    return reference == null ? "" : reference.resolve(environment);
  }
}

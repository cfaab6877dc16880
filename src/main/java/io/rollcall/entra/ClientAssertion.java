package io.rollcall.entra;

import io.rollcall.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The signed statement that stands in for a secret at sign-in: a JWT with PS256 and the
 * certificate's SHA-256 thumbprint, as <a
 * href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">certificate
 * credentials</a> describe it.
 */
final class ClientAssertion {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** The page recommends 5 to 10 minutes. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Clocks differ: the statement is valid from a little earlier on. */
  private static final Duration SKEW = Duration.ofMinutes(2);

  private static final int SALT_BYTES = 32;

  private ClientAssertion() {}

  /**
   * @param audience the address that the token is asked of
   * @param id different for each statement
   */
  static String sign(AppCredential.Certificate credential, String audience, String id, Instant now)
      throws GeneralSecurityException {
    String header =
        """
        {"alg":"PS256","typ":"JWT","x5t#S256":"%s"}\
        """
            .formatted(encoded(Sha256.of(credential.certificate().getEncoded())));
    String claims =
        """
        {"aud":"%s","iss":"%s","sub":"%s","jti":"%s","nbf":%d,"iat":%d,"exp":%d}\
        """
            .formatted(
                audience,
                credential.clientId(),
                credential.clientId(),
                id,
                now.minus(SKEW).getEpochSecond(),
                now.getEpochSecond(),
                now.plus(LIFETIME).getEpochSecond());
    String signed = encoded(utf8(header)) + "." + encoded(utf8(claims));
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
    signature.initSign(credential.key());
    signature.update(utf8(signed));
    return signed + "." + encoded(signature.sign());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

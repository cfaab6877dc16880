package io.rollcall.entra;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refused sign-ins for people. The codes: <a
 * href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">AADSTS error
 * codes</a>.
 *
 * @param organization its key, for the messages
 * @param consent the next step when the tenant does not know the application
 */
record SignInErrors(String organization, String consent) {
  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

  SignInException of(Answer answer, int attempts) {
    CloudError error = CloudError.of(answer);
    String message = error.message() == null ? "" : error.message();
    Matcher found = CODE.matcher(message);
    String code = found.find() ? found.group() : "";
    String said = code.isEmpty() ? error.brief() : code;
    if (answer.broken() != null || error.status() == 429 || error.status() >= 500) {
      return failure(
          "got no answer in " + attempts + " attempts (" + error.brief() + ")",
          "check the network and the proxy; then `restart` the run",
          error,
          answer.broken());
    }
    return switch (code) {
      case "AADSTS7000215", "AADSTS7000218" ->
          refused(
              said,
              "the client secret is wrong",
              "check the value of the secret, not its id",
              error);
      case "AADSTS7000222" ->
          refused(
              said,
              "the client secret has expired",
              "make a new one in the application's registration",
              error);
      case "AADSTS700027", "AADSTS700021", "AADSTS700024" ->
          refused(
              said,
              "the certificate is not accepted",
              "upload it to the application's registration, and check this machine's clock",
              error);
      case "AADSTS700016", "AADSTS65001", "AADSTS7000229", "AADSTS500011" ->
          refused(said, "the tenant does not know the application", consent, error);
      case "AADSTS90002", "AADSTS900023" ->
          refused(said, "there is no such tenant", "check the organization's tenant id", error);
      default ->
          refused(
              said,
              "see the code",
              "look the code up at https://login.microsoftonline.com/error",
              error);
    };
  }

  SignInException malformed() {
    return failure(
        "gave an answer without a token",
        "check the sign-in address; a proxy may have answered",
        CloudError.none(),
        null);
  }

  SignInException unusableKey(Throwable cause) {
    return failure(
        "is not possible: the certificate's key cannot sign",
        "give a certificate with an RSA key of at least 2048 bits",
        CloudError.none(),
        cause);
  }

  SignInException interrupted() {
    return failure(
        "was stopped while it waited",
        "`restart` goes on after the last committed chunk",
        CloudError.none(),
        null);
  }

  private SignInException refused(String said, String reason, String advice, CloudError error) {
    Throwable cause = error.message() == null ? null : new IllegalStateException(error.message());
    CloudError unauthorized = new CloudError(401, error.code(), error.message(), error.requestId());
    return failure("was refused with " + said + ": " + reason, advice, unauthorized, cause);
  }

  private SignInException failure(
      String what, String advice, CloudError error, @Nullable Throwable cause) {
    return new SignInException(
        "organization " + organization + ": the sign-in to Microsoft 365 " + what,
        advice,
        error,
        cause);
  }
}

package io.rollcall.exchange.online;

import io.rollcall.entra.Answer;
import io.rollcall.entra.PatientCalls.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Failures for people: which cmdlet of which organization, and what to do next.
 *
 * @param organization its key
 */
record Explanations(String organization) {
  static final String ROLE = "Exchange.ManageAsApp";
  private static final String LATER =
      "`restart` the run later; the service's health is at https://status.cloud.microsoft";
  private static final String PROXY =
      "check the address of Exchange Online, and what stands between: a proxy may have answered";

  /** What to do when the tenant does not know the application, or it lacks the app role. */
  static String consent() {
    return "in the application's registration add the application permission "
        + ROLE
        + " of Office 365 Exchange Online, and let an administrator of the tenant grant it"
        + " (docs/live-sources.md)";
  }

  /** Why this answer is no good. */
  OnlineException of(String cmdlet, Outcome outcome) {
    Answer answer = outcome.answer();
    String after =
        ", after %d attempts and %d s of waiting"
            .formatted(outcome.attempts(), outcome.waited().toSeconds());
    if (answer.broken() != null) {
      return failure(
          cmdlet,
          "got no whole answer in %d attempts: %s"
              .formatted(outcome.attempts(), answer.broken().getMessage()),
          "check the network and the proxy; then `restart` the run",
          0,
          answer.broken());
    }
    String said = said(answer);
    return switch (answer.status()) {
      case 401 ->
          failure(cmdlet, said + ": the application has not the app role " + ROLE, consent(), 401);
      case 403 -> failure(cmdlet, said + ": " + directoryRole(), roleAdvice(), 403);
      case 429 ->
          failure(
              cmdlet,
              said + ": too many requests" + after + wish(answer),
              "`restart` the run later, or lower requests-per-second in the job",
              429);
      case 408, 500, 502, 503, 504 -> failure(cmdlet, said + after, LATER, answer.status());
      default ->
          failure(
              cmdlet,
              said,
              "read the message; if it stays so, export with scripts/Export-ExchangeObjects.ps1",
              answer.status());
    };
  }

  /** A single object's reason, for its group. */
  static String reason(Answer answer) {
    return answer.broken() == null ? said(answer) : String.valueOf(answer.broken().getMessage());
  }

  private static String said(Answer answer) {
    String text = OnlineError.text(answer);
    return "was answered with " + answer.status() + (text == null ? "" : " (" + text + ")");
  }

  private static String directoryRole() {
    return "the application has no directory role that may run it";
  }

  private static String roleAdvice() {
    return "give the application a role in the tenant's Entra admin center, Global Reader or"
        + " Exchange Recipient Administrator; it takes up to an hour to take effect"
        + " (docs/live-sources.md)";
  }

  private static String wish(Answer answer) {
    String retryAfter = answer.headers().get("Retry-After");
    return retryAfter == null
        ? ""
        : "; it asks to wait " + retryAfter + (retryAfter.matches("[0-9., ]+") ? " s" : "");
  }

  /** The sign-in worked, and the token does not grant the app role. */
  OnlineException noAppRole() {
    return new OnlineException(
        "organization %s: the application has not the app role %s".formatted(organization, ROLE),
        consent(),
        401,
        null);
  }

  /** An answer that arrived whole and is not what was asked for. */
  OnlineException malformed(String cmdlet, String what) {
    return failure(cmdlet, "gave an answer that cannot be used: " + what, PROXY, 0);
  }

  /** Rows that the service has and did not give. */
  OnlineException notWhole(String cmdlet, String why) {
    return failure(
        cmdlet,
        "did not give all rows: " + why,
        "nothing of this reading was used; `restart` the run",
        0);
  }

  /** Waiting was ended from outside. */
  OnlineException interrupted(String cmdlet) {
    return failure(cmdlet, "was stopped while it waited", "`restart` reads the tenant again", 0);
  }

  /** Single objects fail one after the other: it is not the objects. */
  OnlineException allFail(String cmdlet, int inARow, String last) {
    return failure(
        cmdlet,
        "failed for %d objects in a row; the last one %s".formatted(inARow, last),
        LATER,
        0);
  }

  private OnlineException failure(String cmdlet, String what, String advice, int status) {
    return failure(cmdlet, what, advice, status, null);
  }

  private OnlineException failure(
      String cmdlet, String what, String advice, int status, @Nullable Throwable cause) {
    return new OnlineException(
        "organization %s: %s at Exchange Online %s"
            .formatted(organization, Objects.requireNonNull(cmdlet), what),
        advice,
        status,
        cause);
  }
}

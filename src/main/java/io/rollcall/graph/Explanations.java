package io.rollcall.graph;

import io.rollcall.entra.Answer;
import io.rollcall.entra.CloudError;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the last answer to a request into an error for people: what Graph refused to which
 * organization, and what to do next.
 *
 * @param organization its key, for the messages and for commands to type
 */
record Explanations(String organization) {
  private static final String SUPPORT = "if it stays so, give Microsoft's support the request id";

  /** Why this answer to a read is no good. */
  GraphException of(String path, Answer answer, int attempts, Duration waited) {
    return of("GET", path, answer, attempts, waited);
  }

  /** Why this answer is no good. */
  GraphException of(String method, String path, Answer answer, int attempts, Duration waited) {
    CloudError error = CloudError.of(answer);
    IllegalStateException cause =
        error.message() == null ? null : new IllegalStateException(error.message());
    boolean ofMailbox = MailboxErrors.concerns(path) && error.status() != 401;
    if (ofMailbox && !FullReadNeeded.isSaidBy(error)) {
      String doing = method.equals("GET") ? "reading " : "changing ";
      return new MailboxErrors(subject(doing, path))
          .of(
              method,
              answer,
              error,
              after(attempts, waited),
              answer.broken() == null ? cause : answer.broken());
    }
    if (answer.broken() != null) {
      return noAnswer(path, error, attempts, answer.broken());
    }
    if (FullReadNeeded.isSaidBy(error)) {
      return new FullReadNeeded(says(path, error) + ": its link is no longer known", error, cause);
    }
    return switch (error.status()) {
      case 401 ->
          new GraphException(
              says(path, error) + ": the token was not accepted, a new one neither",
              "check the tenant and the application in the organization's credentials",
              error,
              cause);
      case 403 -> denied(path, error, cause);
      case 429 ->
          new GraphException(
              says(path, error)
                  + ": too many requests, "
                  + after(attempts, waited)
                  + wish(answer.headers().get("Retry-After")),
              "`restart` the run later; other programs of the tenant use up the same limit",
              error,
              cause);
      case 408, 500, 502, 503, 504, 507, 509 ->
          new GraphException(
              says(path, error) + ", " + after(attempts, waited),
              "`restart` the run later; the service's health is at https://status.cloud.microsoft",
              error,
              cause);
      default -> new GraphException(says(path, error) + details(error), SUPPORT, error, cause);
    };
  }

  /** An answer that arrived whole and is not what was asked for. */
  GraphException malformed(String path, String what, @Nullable Throwable cause) {
    return new GraphException(
        subject(path) + " gave an answer that cannot be used: " + what,
        "check the address of the cloud, and what stands between: a proxy may have answered",
        CloudError.none(),
        cause);
  }

  /** A stored link that leads elsewhere: the address of the cloud was changed since. */
  FullReadNeeded foreignLink(String path) {
    return new FullReadNeeded(
        subject(path) + ": the stored link belongs to another address of Graph",
        CloudError.none(),
        null);
  }

  /** Waiting was ended from outside. */
  GraphException interrupted(String path) {
    return new GraphException(
        subject(path) + " was stopped while it waited",
        "`restart` goes on after the last committed chunk",
        CloudError.none(),
        null);
  }

  private GraphException denied(String path, CloudError error, @Nullable Throwable cause) {
    String permission = Permission.neededFor(path).graphName();
    return new GraphException(
        says(path, error) + ": the application needs the permission " + permission,
        consent() + "; a consent takes a few minutes to take effect",
        error,
        cause);
  }

  /** What to do where an administrator of the tenant must agree. */
  String consent() {
    return "run `scripts/rollcall consent "
        + organization
        + "` and give the address to an administrator of the tenant";
  }

  private GraphException noAnswer(String path, CloudError error, int attempts, Throwable broken) {
    return new GraphException(
        subject(path) + " got no whole answer in " + attempts + " attempts: " + reason(broken),
        "check the network and the proxy; then `restart` the run",
        error,
        broken);
  }

  private String says(String path, CloudError error) {
    String id = error.requestId() == null ? "" : " (request " + error.requestId() + ")";
    return subject(path) + " was answered with " + error.brief() + id;
  }

  private static String details(CloudError error) {
    return error.message() == null ? "" : ": " + error.message();
  }

  private static String after(int attempts, Duration waited) {
    return "after " + attempts + " attempts and " + waited.toSeconds() + " s of waiting";
  }

  private static String wish(@Nullable String retryAfter) {
    return retryAfter == null ? "" : "; it asks to wait " + retryAfter + " s";
  }

  private String subject(String path) {
    return subject("reading ", path);
  }

  private String subject(String doing, String path) {
    String where = doing.equals("reading ") ? " from Microsoft Graph" : " in Microsoft Graph";
    return "organization " + organization + ": " + doing + what(path) + where;
  }

  /** No names, no addresses, no tokens: only the kind of thing. */
  private static String what(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.contains("/members")) {
      return "members";
    }
    if (lower.contains("/groups")) {
      return "groups";
    }
    if (MailboxErrors.concerns(lower)) {
      return lower.contains("/photo/") ? "a photo" : "contacts";
    }
    if (lower.contains("/organization")) {
      return "the organization";
    }
    return lower.contains("$batch") ? "a batch" : "users";
  }

  private static String reason(Throwable broken) {
    String message = broken.getMessage();
    return message == null ? broken.getClass().getSimpleName() : message;
  }
}

package io.rollcall.graph;

import io.rollcall.entra.Answer;
import io.rollcall.entra.CloudError;
import io.rollcall.graph.MailboxException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what mailboxes answer when they do not answer. Outlook's words differ from those of
 * the directory, and between data centres for the same thing (<a
 * href="https://learn.microsoft.com/graph/errors">errors</a>); they are compared without case.
 *
 * @param subject what was tried, and in which organization
 */
record MailboxErrors(String subject) {
  private static final Pattern CONTACTS = Pattern.compile("(?i).*/users/[^/]+/contact.*");
  private static final Pattern WORDS = Pattern.compile("[^A-Za-z]+");

  private static final Map<String, Reason> BY_CODE =
      Map.ofEntries(
          Map.entry("erroritemnotfound", Reason.GONE),
          Map.entry("itemnotfound", Reason.GONE),
          Map.entry("errorfoldernotfound", Reason.GONE),
          Map.entry("errorsyncfoldernotfound", Reason.GONE),
          Map.entry("imagenotfound", Reason.GONE),
          Map.entry("mailboxnotenabledforrestapi", Reason.NO_MAILBOX),
          Map.entry("resourcenotfound", Reason.NO_MAILBOX),
          Map.entry("errornonexistentmailbox", Reason.NO_MAILBOX),
          Map.entry("errormailboxnotfound", Reason.NO_MAILBOX),
          Map.entry("errorinvaliduser", Reason.NO_USER),
          Map.entry("request_resourcenotfound", Reason.NO_USER),
          Map.entry("erroraccessdenied", Reason.ACCESS_DENIED),
          Map.entry("errorcorruptdata", Reason.UNREADABLE),
          Map.entry("errorquotaexceeded", Reason.QUOTA),
          Map.entry("errorfolderexists", Reason.FOLDER_EXISTS));

  /** Whether a path leads into a mailbox. */
  static boolean concerns(String path) {
    return CONTACTS.matcher(path).matches();
  }

  MailboxException of(
      String method, Answer answer, CloudError error, String tried, @Nullable Throwable cause) {
    boolean reading = method.equals("GET");
    Reason reason = reason(reading, answer, error);
    ContactField field = reason == Reason.REFUSED ? field(error).orElse(null) : null;
    return new MailboxException(
        reason,
        field,
        subject
            + (answer.broken() == null
                ? " was answered with " + error.brief() + request(error)
                : " got no whole answer")
            + ": "
            + meaning(reason, field, error, tried),
        advice(reason),
        error,
        cause);
  }

  private static Reason reason(boolean reading, Answer answer, CloudError error) {
    Reason known = error.code() == null ? null : BY_CODE.get(error.code().toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    return switch (error.status()) {
      case 403 -> Reason.ACCESS_DENIED;
      case 404 -> isAbsence(answer, error) ? Reason.GONE : Reason.UNAVAILABLE;
      case 429 -> Reason.THROTTLED;
      case 400, 409, 413, 422 -> reading ? Reason.UNAVAILABLE : Reason.REFUSED;
      case 500 -> reading ? Reason.UNREADABLE : Reason.MAYBE_DONE;
      default -> reading ? Reason.UNAVAILABLE : Reason.MAYBE_DONE;
    };
  }

  /** Graph's own 404 may be empty, but has a request id; that of a proxy is no absence. */
  private static boolean isAbsence(Answer answer, CloudError error) {
    return error.code() != null
        || (answer.body().length == 0 && answer.headers().get("request-id") != null);
  }

  /** The first field that the refusal speaks of. */
  private static Optional<ContactField> field(CloudError error) {
    List<String> words = List.of(WORDS.split(error.message() == null ? "" : error.message(), -1));
    return Arrays.stream(ContactField.values())
        .filter(field -> words.stream().anyMatch(field.graphName()::equalsIgnoreCase))
        .findFirst()
        .or(() -> extended(error));
  }

  /** An extended property is known by the number at the end of its id. */
  private static Optional<ContactField> extended(CloudError error) {
    String said = error.message() == null ? "" : error.message().toLowerCase(Locale.ROOT);
    return ContactField.of(ContactField.Shape.EXTENDED).stream()
        .filter(
            field -> {
              String id = field.graphName();
              return said.contains(id.substring(id.lastIndexOf("0x")).toLowerCase(Locale.ROOT));
            })
        .findFirst();
  }

  private static String request(CloudError error) {
    return error.requestId() == null ? "" : " (request " + error.requestId() + ")";
  }

  private static String meaning(
      Reason reason, @Nullable ContactField field, CloudError error, String tried) {
    return switch (reason) {
      case NO_USER -> "there is no such user";
      case NO_MAILBOX -> "the user has no mailbox that Graph can open";
      case ACCESS_DENIED -> "the application may not enter this mailbox";
      case THROTTLED -> "too many requests to this mailbox, " + tried;
      case UNAVAILABLE -> "no good answer " + tried + details(error);
      case GONE -> "it is not there any more";
      case UNREADABLE -> "Exchange itself cannot read it, " + tried;
      case REFUSED ->
          (field == null ? "it is not accepted" : field.graphName() + " is not accepted")
              + details(error);
      case QUOTA -> "the mailbox is full";
      case FOLDER_EXISTS -> "there is a folder of this name already";
      case MAYBE_DONE -> "nobody knows whether it was done, " + tried;
    };
  }

  private static String details(CloudError error) {
    return error.message() == null ? "" : ": " + error.message();
  }

  private static String advice(Reason reason) {
    return switch (reason) {
      case NO_USER -> "take the user out of the job, or look whether the account was deleted";
      case NO_MAILBOX ->
          "give the user a licence with Exchange Online, or leave the mailbox out; a new licence"
              + " takes 15 minutes to take effect";
      case ACCESS_DENIED ->
          "look for an application access policy that leaves this mailbox out, and whether the"
              + " application has the permission; a change takes 30 minutes to take effect";
      case THROTTLED -> "the next run reads it; other programs of the tenant use up the same limit";
      case UNAVAILABLE ->
          "the next run reads it; the service's health is at https://status.cloud.microsoft";
      case GONE -> "nothing needs to be done";
      case UNREADABLE ->
          "open it in Outlook: what cannot be opened there either, its owner should make anew";
      case REFUSED -> "shorten or leave out what is named";
      case QUOTA -> "make room in the mailbox, or give it a larger quota";
      case FOLDER_EXISTS -> "choose another name";
      case MAYBE_DONE -> "do it again: what was done already is found and not done twice";
    };
  }
}

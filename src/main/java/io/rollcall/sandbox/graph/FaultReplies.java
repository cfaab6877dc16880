package io.rollcall.sandbox.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * How each fault looks.
 *
 * @param clock the system's: the server writes its Date by that
 */
public record FaultReplies(Clock clock, String base) {

  /** What Exchange says of a link to more rows that it does not know. */
  public static final String EXPIRED =
      "Expired or Invalid pagination request. Default Expiry time is 00:30:00";

  /** What Exchange says beside an answer that is not all. */
  public static final String MORE_RESULTS =
      "There are more results available than are currently displayed. To view them, increase the"
          + " value for the ResultSize parameter.";

  /** Instead of an answer. */
  public Reply instead(Fault fault) {
    return switch (fault) {
      case THROTTLED_WHOLE -> throttled().with("Retry-After", "3");
      case THROTTLED_FRACTION -> throttled().with("Retry-After", "2.128");
      case THROTTLED_DATE -> throttled().with("Retry-After", date(Duration.ofSeconds(7)));
      case THROTTLED_LIST -> throttled().with("Retry-After", "4, 11");
      case THROTTLED_HOURS -> throttled().with("Retry-After", "14400");
      case THROTTLED_SILENT -> throttled();
      case THROTTLED_OUTLOOK ->
          Reply.outlook(
              429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
      case BUSY_EMPTY -> Reply.empty(503);
      case BUSY_HTML -> Reply.html(503);
      case GATEWAY_EMPTY -> Reply.empty(504);
      case GATEWAY_HTML -> Reply.html(504);
      case SERVER_ERROR -> Reply.error(500, "InternalServerError", "Something went wrong.");
      case HTML_INSTEAD -> Reply.html(200);
      case TOKEN_REFUSED -> tokenRefused();
      case DENIED ->
          Reply.error(
              403,
              "Authorization_RequestDenied",
              "Insufficient privileges to complete the operation.");
      case NOT_FOUND_EMPTY -> Reply.empty(404);
      case NOT_FOUND_HTML -> Reply.html(404);
      case GONE ->
          Reply.error(410, "resyncRequired", "Resync required.")
              .with("Location", base + "/users/delta?$deltatoken=");
      case SYNC_STATE_NOT_FOUND -> syncStateNotFound();
      case ACCESS_DENIED ->
          Reply.outlook(
              403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
      case QUOTA_EXCEEDED ->
          Reply.outlook(507, "ErrorQuotaExceeded", "The mailbox is over its quota.");
      case RESYNC_REQUIRED -> Reply.error(400, "syncStateInvalid", "The token is not valid.");
      case NOT_IMPLEMENTED ->
          Reply.error(501, "NotImplemented", "This operation target is not yet supported.");
      case DENIED_ZERO_BYTES -> new Reply(403, Map.of(), new byte[64], 64);
      case NESTED_ERROR ->
          refused(
              Map.of(
                  "innererror",
                  Map.of(
                      "message",
                      "Invalid Operation",
                      "internalexception",
                      Map.of("message", "The mailbox database is dismounted."))));
      case DETAILS_ERROR ->
          refused(
              Map.of(
                  "details",
                  List.of(
                      Map.of(
                          "code",
                          "Client",
                          "message",
                          "|Microsoft.Exchange.SomeException|The mailbox is being moved."))));
      case EXPIRED_PAGE -> refused(Map.of("details", List.of(Map.of("message", EXPIRED))));
      default -> throw new IllegalArgumentException(fault + " changes an answer");
    };
  }

  /** Made from a good answer. */
  public Reply from(Fault fault, Reply good) {
    return switch (fault) {
      case RESET_IN_BODY, RESET_AFTERWARDS -> good.reset();
      case GATEWAY_AFTERWARDS -> Reply.empty(504);
      case BUSY_AFTERWARDS -> Reply.html(503);
      case CUT_BODY -> good.cut();
      case TWO_LINKS ->
          changed(
              good,
              body -> {
                body.putIfAbsent("@odata.nextLink", base + "/users/delta?$skiptoken=none");
                body.putIfAbsent("@odata.deltaLink", base + "/users/delta?$deltatoken=none");
              });
      case NO_LINK ->
          changed(
              good,
              body -> {
                body.remove("@odata.nextLink");
                body.remove("@odata.deltaLink");
              });
      case FOREIGN_LINK ->
          changed(
              good,
              body -> {
                body.remove("@odata.deltaLink");
                body.put("@odata.nextLink", "https://graph.example.net/v1.0/users/delta?x=1");
              });
      case MORE_WITHOUT_LINK ->
          changed(
              good,
              body -> {
                body.remove("@odata.nextLink");
                body.put("@adminapi.warnings", List.of(MORE_RESULTS));
              });
      case WARNING ->
          changed(
              good,
              body ->
                  body.put(
                      "@adminapi.warnings",
                      List.of(
                          "The object has been corrupted, and it's in an inconsistent state.")));
      case NO_LIST -> changed(good, body -> body.remove("value"));
      default -> throw new IllegalArgumentException(fault + " stands for an answer");
    };
  }

  static Reply syncStateNotFound() {
    return Reply.outlook(
        410,
        "SyncStateNotFound",
        "The sync state generation is not found; generation=3;[highest=9].");
  }

  /** Exchange's envelope of a refusal: its own message says nothing. */
  public static Reply refused(Map<String, ?> where) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>(where);
    error.put("code", "BadRequest");
    error.put("message", "Invalid Operation");
    return Reply.json(400, Map.of("error", error));
  }

  /** 401 for a token that is not accepted. */
  public static Reply tokenRefused() {
    return Reply.error(
        401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
  }

  private interface Change {
    void to(Map<String, @Nullable Object> body);
  }

  private static Reply changed(Reply good, Change change) {
    Map<String, @Nullable Object> body =
        new LinkedHashMap<>(
            Reply.JSON.readValue(good.body(), new TypeReference<Map<String, Object>>() {}));
    change.to(body);
    return Reply.json(good.status(), body);
  }

  private Reply throttled() {
    return Reply.error(429, "TooManyRequests", "Please retry again later.");
  }

  private String date(Duration later) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        clock.instant().plus(later).atOffset(ZoneOffset.UTC));
  }
}

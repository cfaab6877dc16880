package io.rollcall.entra;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer says about its failure. Bodies that are empty, HTML or of another shape are
 * normal: then only the status is known. The shapes: <a
 * href="https://learn.microsoft.com/graph/errors">errors</a>; services write {@code innerError}
 * where the page says {@code innererror}, and Outlook leaves it out.
 *
 * @param status 0 when no answer came
 */
public record CloudError(
    int status, @Nullable String code, @Nullable String message, @Nullable String requestId) {
  static final JsonMapper LENIENT = JsonMapper.builder(WholeJson.LENIENT).build();
  private static final int LONGEST_MESSAGE = 300;

  /** Of no answer at all. */
  public static CloudError none() {
    return new CloudError(0, null, null, null);
  }

  /** What an answer says. */
  public static CloudError of(Answer answer) {
    return of(answer.status(), answer.headers(), answer.body());
  }

  static CloudError of(int status, Headers headers, byte[] body) {
    JsonNode root = tree(body);
    JsonNode error = root.path("error");
    JsonNode inner = error.has("innerError") ? error.path("innerError") : error.path("innererror");
    String requestId = text(inner.path("request-id"));
    return new CloudError(
        status,
        error.isString() ? text(error) : text(error.path("code")),
        text(error.isString() ? root.path("error_description") : error.path("message")),
        requestId != null ? requestId : headers.get("request-id"));
  }

  /** Whether it has this code, in any case. */
  public boolean hasCode(String wanted) {
    return wanted.equalsIgnoreCase(code);
  }

  /** For a message: {@code 403 Authorization_RequestDenied}, or {@code 503}. */
  public String brief() {
    return code == null ? Integer.toString(status) : status + " " + code;
  }

  private static JsonNode tree(byte[] body) {
    try {
      return LENIENT.readTree(body);
    } catch (JacksonException e) {
      return LENIENT.createObjectNode();
    }
  }

  private static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.stringValue() : "";
    String line = text.lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
  }
}

package io.rollcall.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes over the wire.
 *
 * @param sent bytes of the body after which the connection is closed; all of them, as a rule
 */
public record Reply(int status, Map<String, String> headers, byte[] body, int sent) {
  /** Plain JSON. */
  public static final JsonMapper JSON = new JsonMapper();

  /** A body of JSON. */
  public static Reply json(int status, Map<String, ? extends @Nullable Object> body) {
    return text(status, "application/json;odata.metadata=minimal", JSON.writeValueAsString(body));
  }

  static Reply text(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, Map.of("Content-Type", type), bytes, bytes.length);
  }

  static Reply binary(String type, byte[] bytes) {
    return new Reply(200, Map.of("Content-Type", type), bytes, bytes.length);
  }

  /** A proxy's page. */
  public static Reply html(int status) {
    return text(
        status, "text/html", "<html><head><title>Service</title></head><body>Later.</body></html>");
  }

  /** No body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0], 0);
  }

  /** An error in the shape that directory services use. */
  static Reply error(int status, String code, String message) {
    return json(
        status,
        Map.of(
            "error",
            Map.of(
                "code",
                code,
                "message",
                message,
                "innerError",
                Map.of(
                    "date", "2026-03-02T04:05:06",
                    "request-id", "0b5a8c1e-0000-4000-8000-7d1f6d1c2a3b"))));
  }

  /** An error in the shape that Outlook uses, without innerError. */
  static Reply outlook(int status, String code, String message) {
    return json(status, Map.of("error", Map.of("code", code, "message", message)));
  }

  boolean successful() {
    return status >= 200 && status < 300;
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body, sent);
  }

  /** The connection is closed after half of the body; of one that is empty, before its end. */
  Reply reset() {
    byte[] promised = body.length > 0 ? body : new byte[] {' ', ' '};
    return new Reply(status == 204 ? 200 : status, headers, promised, promised.length / 2);
  }

  /** The body ends after two thirds, and looks as if that were all. */
  Reply cut() {
    byte[] part = java.util.Arrays.copyOf(body, body.length * 2 / 3);
    return new Reply(status, headers, part, part.length);
  }
}

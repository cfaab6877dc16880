package io.rollcall.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Takes a batch apart, and gives the answers in another order. */
final class BatchDesk {
  private static final int LARGEST = 20;

  private BatchDesk() {}

  static Reply answer(String body, Function<Request, Reply> each) {
    List<Map<String, @Nullable Object>> responses = new ArrayList<>();
    JsonNode requests = Reply.JSON.readTree(body).path("requests");
    if (!requests.isArray() || requests.size() > LARGEST) {
      return Reply.error(400, "BadRequest", "Number of batch requests exceeds 20.");
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode request : requests) {
      String id = request.path("id").asString("");
      String url = request.path("url").asString("");
      if (ids.contains(id.toLowerCase(Locale.ROOT)) || !url.startsWith("/")) {
        return Reply.error(400, "BadRequest", "Ids must be unique, urls relative.");
      }
      ids.add(id.toLowerCase(Locale.ROOT));
      Reply reply = each.apply(new Request(request.path("method").asString(""), url, null, ""));
      responses.add(response(id, reply));
    }
    Collections.reverse(responses);
    return Reply.json(200, Map.of("responses", responses));
  }

  private static Map<String, @Nullable Object> response(String id, Reply reply) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("id", id);
    response.put("status", reply.status());
    response.put("headers", reply.headers());
    if (reply.body().length > 0) {
      response.put("body", body(reply));
    }
    return response;
  }

  private static Object body(Reply reply) {
    try {
      return Reply.JSON.readTree(reply.body());
    } catch (JacksonException e) {
      return new String(reply.body(), StandardCharsets.UTF_8);
    }
  }
}

package io.rollcall.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes a batch apart, and gives the answers in another order (<a
 * href="https://learn.microsoft.com/graph/json-batching">batching</a>).
 */
final class BatchDesk {
  private static final int LARGEST = 20;

  private BatchDesk() {}

  /**
   * @param traffic that refuses what is too much for one mailbox at once
   */
  static Reply answer(String body, MailboxTraffic traffic, Function<Request, Reply> each) {
    JsonNode requests = Reply.JSON.readTree(body).path("requests");
    if (!requests.isArray() || requests.size() > LARGEST) {
      return Reply.error(400, "BadRequest", "Number of batch requests exceeds 20.");
    }
    Map<String, Request> parts = new LinkedHashMap<>();
    for (JsonNode part : requests) {
      String id = part.path("id").asString("").toLowerCase(Locale.ROOT);
      if (parts.containsKey(id) || !part.path("url").asString("").startsWith("/")) {
        return Reply.error(400, "BadRequest", "Ids must be unique, urls relative.");
      }
      parts.put(id, part(part));
    }
    Map<String, Boolean> admitted = new LinkedHashMap<>();
    parts.forEach((id, part) -> admitted.put(id, traffic.enter(part)));
    Map<String, Reply> replies = new LinkedHashMap<>();
    try {
      for (JsonNode part : requests) {
        String id = part.path("id").asString("").toLowerCase(Locale.ROOT);
        Request request = Objects.requireNonNull(parts.get(id));
        replies.put(id, reply(part, request, admitted.get(id), replies, each));
      }
    } finally {
      parts.forEach(
          (id, part) -> {
            if (Boolean.TRUE.equals(admitted.get(id))) {
              traffic.leave(part);
            }
          });
    }
    List<Map<String, @Nullable Object>> responses = new ArrayList<>();
    replies.forEach((id, reply) -> responses.add(response(id, reply)));
    Collections.reverse(responses);
    return Reply.json(200, Map.of("responses", responses));
  }

  private static Reply reply(
      JsonNode part,
      Request request,
      @Nullable Boolean admitted,
      Map<String, Reply> earlier,
      Function<Request, Reply> each) {
    if (!Boolean.TRUE.equals(admitted)) {
      return MailboxTraffic.refusal();
    }
    for (JsonNode parent : part.path("dependsOn")) {
      Reply of = earlier.get(parent.asString("").toLowerCase(Locale.ROOT));
      if (of == null || !of.successful()) {
        return Reply.error(424, "FailedDependency", "A request that this one needs has failed.");
      }
    }
    return each.apply(request);
  }

  private static Request part(JsonNode part) {
    Map<String, String> headers = new LinkedHashMap<>();
    part.path("headers")
        .forEachEntry(
            (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.asString("")));
    JsonNode body = part.path("body");
    return new Request(
        part.path("method").asString(""),
        part.path("url").asString(""),
        headers,
        body.isMissingNode() ? new byte[0] : Reply.JSON.writeValueAsBytes(body));
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

  /** What is no JSON comes in Base64. */
  private static Object body(Reply reply) {
    if (reply.headers().getOrDefault("Content-Type", "").startsWith("image/")) {
      return Base64.getEncoder().encodeToString(reply.body());
    }
    try {
      return Reply.JSON.readTree(reply.body());
    } catch (JacksonException e) {
      return new String(reply.body(), StandardCharsets.UTF_8);
    }
  }
}

package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rollcall.entra.Answer;
import io.rollcall.entra.Attempts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Several reads in one request (<a
 * href="https://learn.microsoft.com/graph/json-batching">batching</a>). Answers come in any order;
 * each has its own status and its own Retry-After, and what was throttled is asked for again alone.
 * The SDK's own batch does not repeat what was throttled, and takes five characters off each path.
 */
final class Batch {
  private static final int LARGEST = 20;
  private static final MediaType JSON = MediaType.get("application/json");

  private final GraphSession session;

  Batch(GraphSession session) {
    this.session = session;
  }

  /**
   * What came of several reads, by the keys of the caller's.
   *
   * @param failed why, of those whose failure is not that of all
   */
  record Read(Map<String, JsonElement> found, Map<String, GraphException> failed) {}

  /** Which reads go together. */
  private record Group(int largest, Lanes.@Nullable Mailbox mailbox) {}

  /**
   * Reads all of them.
   *
   * @param urls below the version, by a key of the caller's
   * @return by the same key; without those that do not exist
   */
  Map<String, JsonElement> get(Map<String, String> urls) {
    return read(urls, new Group(LARGEST, null), Calls::saysAbsent).found();
  }

  /**
   * Reads from one mailbox, as many at once as it grants.
   *
   * @param urls below the version, by a key of the caller's
   * @param ofOne whether a failure is that of one read alone; any other one ends them all
   */
  Read get(String userId, int atOnce, Map<String, String> urls, Predicate<GraphException> ofOne) {
    int largest = Math.min(LARGEST, atOnce);
    return read(urls, new Group(largest, new Lanes.Mailbox(Calls.segment(userId))), ofOne);
  }

  private Read read(Map<String, String> urls, Group group, Predicate<GraphException> ofOne) {
    Read read = new Read(new LinkedHashMap<>(), new LinkedHashMap<>());
    List<Part> open = new ArrayList<>();
    urls.forEach((key, url) -> open.add(new Part(key, url, session.attempts())));
    while (!open.isEmpty()) {
      List<Part> sent = List.copyOf(open.subList(0, Math.min(group.largest(), open.size())));
      open.subList(0, sent.size()).clear();
      Duration longest = Duration.ZERO;
      List<Answer> answers = send(sent, group.mailbox());
      for (int i = 0; i < sent.size(); i++) {
        Optional<Duration> again = settle(sent.get(i), answers.get(i), read, ofOne);
        if (again.isPresent()) {
          open.add(sent.get(i));
          longest = longest.compareTo(again.get()) > 0 ? longest : again.get();
        }
      }
      session.pause(longest, "/$batch");
    }
    return read;
  }

  /** Takes the answer, or says after which time the part is asked for again. */
  private Optional<Duration> settle(
      Part part, Answer answer, Read read, Predicate<GraphException> ofOne) {
    if (answer.successful()) {
      read.found().put(part.key(), json(answer.body()));
      return Optional.empty();
    }
    if (answer.status() == 401 && part.attempts().made() == 0) {
      session.tokens().refuse(session.tokens().current());
      part.attempts().next(answer, true);
      return Optional.of(Duration.ZERO);
    }
    Optional<Duration> wait = part.attempts().next(answer, true);
    if (wait.isEmpty()) {
      GraphException failure =
          session
              .explanations()
              .of(part.url(), answer, part.attempts().made(), part.attempts().waited());
      if (!ofOne.test(failure)) {
        throw failure;
      }
      read.failed().put(part.key(), failure);
    }
    return wait;
  }

  /** The answers in the order of the parts; one that is missing counts as a broken connection. */
  private List<Answer> send(List<Part> parts, Lanes.@Nullable Mailbox mailbox) {
    Map<String, Answer> byId = new LinkedHashMap<>();
    if (json(post(parts, mailbox)) instanceof JsonObject root
        && root.get("responses") instanceof JsonArray responses) {
      responses.forEach(response -> take(response, byId));
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Answer answer = byId.get(Integer.toString(i));
      answers.add(answer == null ? missing() : answer);
    }
    return answers;
  }

  private byte[] post(List<Part> parts, Lanes.@Nullable Mailbox mailbox) {
    String base = session.base();
    JsonArray requests = new JsonArray();
    int units = 0;
    for (int i = 0; i < parts.size(); i++) {
      JsonObject request = new JsonObject();
      request.addProperty("id", Integer.toString(i));
      request.addProperty("method", "GET");
      request.addProperty("url", parts.get(i).url());
      if (mailbox != null) {
        JsonObject headers = new JsonObject();
        headers.addProperty("Prefer", MailboxCalls.PREFER);
        request.add("headers", headers);
      }
      requests.add(request);
      units += mailbox == null ? RequestCost.of(HttpUrl.get(base + parts.get(i).url())).units() : 1;
    }
    JsonObject body = new JsonObject();
    body.add("requests", requests);
    Request request =
        new Request.Builder()
            .url(base + "/$batch")
            .post(RequestBody.create(body.toString(), JSON))
            .tag(RequestCost.class, new RequestCost(units))
            .tag(Lanes.Mailbox.class, mailbox)
            .build();
    try (Response response = session.http().newCall(request).execute()) {
      return Objects.requireNonNull(response.body()).bytes();
    } catch (IOException e) {
      throw session.explanations().malformed("/$batch", String.valueOf(e.getMessage()), e);
    }
  }

  private static void take(JsonElement response, Map<String, Answer> byId) {
    if (response instanceof JsonObject object && object.has("id") && object.has("status")) {
      Headers.Builder headers = new Headers.Builder();
      if (object.get("headers") instanceof JsonObject named) {
        named
            .entrySet()
            .forEach(
                header ->
                    headers.addUnsafeNonAscii(header.getKey(), header.getValue().getAsString()));
      }
      JsonElement body = object.get("body");
      byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
      byId.put(
          object.get("id").getAsString().toLowerCase(Locale.ROOT),
          new Answer(object.get("status").getAsInt(), headers.build(), bytes, null));
    }
  }

  private static Answer missing() {
    return new Answer(
        0, Headers.of(), new byte[0], new IOException("the batch's answer leaves one out"));
  }

  private static @Nullable JsonElement json(byte[] body) {
    return JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
  }

  private record Part(String key, String url, Attempts attempts) {}
}

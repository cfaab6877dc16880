package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rollcall.entra.Answer;
import io.rollcall.entra.Attempts;
import io.rollcall.entra.Pause;
import io.rollcall.entra.Tokens;
import io.rollcall.entra.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
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

  private final OkHttpClient http;
  private final GraphConnection connection;
  private final Explanations explanations;
  private final Tokens tokens;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Usage usage;

  Batch(
      OkHttpClient http,
      GraphConnection connection,
      Tokens tokens,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Usage usage) {
    this.http = http;
    this.connection = connection;
    this.explanations = new Explanations(connection.organization());
    this.tokens = tokens;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.usage = usage;
  }

  /**
   * Reads all of them.
   *
   * @param urls below the version, by a key of the caller's
   * @return by the same key; without those that do not exist
   */
  Map<String, JsonElement> get(Map<String, String> urls) {
    Map<String, JsonElement> found = new LinkedHashMap<>();
    List<Part> open = new ArrayList<>();
    urls.forEach(
        (key, url) ->
            open.add(new Part(key, url, new Attempts(connection.patience(), clock, random))));
    while (!open.isEmpty()) {
      List<Part> sent = List.copyOf(open.subList(0, Math.min(LARGEST, open.size())));
      open.subList(0, sent.size()).clear();
      Duration longest = Duration.ZERO;
      List<Answer> answers = send(sent);
      for (int i = 0; i < sent.size(); i++) {
        Optional<Duration> again = settle(sent.get(i), answers.get(i), found);
        if (again.isPresent()) {
          open.add(sent.get(i));
          longest = longest.compareTo(again.get()) > 0 ? longest : again.get();
        }
      }
      pause(longest);
    }
    return found;
  }

  /** Takes the answer, or says after which time the part is asked for again. */
  private Optional<Duration> settle(Part part, Answer answer, Map<String, JsonElement> found) {
    if (answer.successful()) {
      found.put(part.key(), json(answer.body()));
      return Optional.empty();
    }
    if (answer.status() == 401 && part.attempts().made() == 0) {
      tokens.refuse(tokens.current());
      part.attempts().next(answer, true);
      return Optional.of(Duration.ZERO);
    }
    Optional<Duration> wait = part.attempts().next(answer, true);
    if (wait.isEmpty()) {
      GraphException failure =
          explanations.of(part.url(), answer, part.attempts().made(), part.attempts().waited());
      if (!Calls.saysAbsent(failure)) {
        throw failure;
      }
    }
    return wait;
  }

  private void pause(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      pause.of(time);
      usage.waited(time);
      usage.repeated();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explanations.interrupted("/$batch");
    }
  }

  /** The answers in the order of the parts; one that is missing counts as a broken connection. */
  private List<Answer> send(List<Part> parts) {
    Map<String, Answer> byId = new LinkedHashMap<>();
    if (json(post(parts)) instanceof JsonObject root
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

  private byte[] post(List<Part> parts) {
    String base = connection.endpoints().graph().toString();
    JsonArray requests = new JsonArray();
    int units = 0;
    for (int i = 0; i < parts.size(); i++) {
      JsonObject request = new JsonObject();
      request.addProperty("id", Integer.toString(i));
      request.addProperty("method", "GET");
      request.addProperty("url", parts.get(i).url());
      requests.add(request);
      units += RequestCost.of(HttpUrl.get(base + parts.get(i).url())).units();
    }
    JsonObject body = new JsonObject();
    body.add("requests", requests);
    Request request =
        new Request.Builder()
            .url(base + "/$batch")
            .post(RequestBody.create(body.toString(), JSON))
            .tag(RequestCost.class, new RequestCost(units))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return Objects.requireNonNull(response.body()).bytes();
    } catch (IOException e) {
      throw explanations.malformed("/$batch", String.valueOf(e.getMessage()), e);
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

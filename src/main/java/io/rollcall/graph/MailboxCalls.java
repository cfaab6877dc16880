package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Requests to mailboxes that the SDK has no use for: contents as they are in JSON, and what writes.
 * Each asks for immutable ids (<a
 * href="https://learn.microsoft.com/graph/outlook-immutable-id">immutable ids</a>).
 */
final class MailboxCalls {
  /** Of each request, in a batch of each part. */
  static final String PREFER = "IdType=\"ImmutableId\"";

  private static final MediaType JSON = MediaType.get("application/json");

  private final GraphSession session;
  private final Batch batch;
  private final int atOnce;

  MailboxCalls(GraphSession session, Batch batch, int atOnce) {
    this.session = session;
    this.batch = batch;
    this.atOnce = atOnce;
  }

  /** The path of a user, or of something below. */
  static String path(String userId, String... below) {
    StringBuilder path = new StringBuilder("/users/").append(Calls.segment(userId));
    for (int i = 0; i < below.length; i += 2) {
      path.append('/').append(below[i]);
      if (i + 1 < below.length) {
        path.append('/').append(Calls.segment(below[i + 1]));
      }
    }
    return path.toString();
  }

  /** Several reads; see {@link Batch}. */
  Batch.Read all(String userId, Map<String, String> urls, Predicate<GraphException> ofOne) {
    return batch.get(userId, atOnce, urls, ofOne);
  }

  /**
   * A page of a list.
   *
   * @param next where the next one is; null after the last one
   */
  record Page(List<JsonObject> entries, @Nullable String next) {}

  /**
   * @param path for messages
   * @param own where it came from; null for the first one
   */
  Page page(String path, @Nullable String own, @Nullable JsonElement answer) {
    JsonObject page = understood(path, answer, JsonObject.class);
    List<JsonObject> entries = new ArrayList<>();
    understood(path, page.get("value"), JsonArray.class)
        .forEach(entry -> entries.add(understood(path, entry, JsonObject.class)));
    String next = ContactReading.text(page, "@odata.nextLink");
    return new Page(entries, session.calls().checkedNext(path, own, next));
  }

  /** One object, whatever it is. */
  JsonObject of(String pathAndQuery) {
    return understood(
        pathAndQuery, get(pathAndQuery, session.base() + pathAndQuery), JsonObject.class);
  }

  /** The first page of a list. */
  Page first(String pathAndQuery) {
    return page(pathAndQuery, null, get(pathAndQuery, session.base() + pathAndQuery));
  }

  /** The page that a link leads to. */
  Page at(String path, String link) {
    return page(path, link, get(path, link));
  }

  /** The entries of a list, on as many pages as there are. */
  List<JsonObject> entries(String path, Page first) {
    List<JsonObject> found = new ArrayList<>(first.entries());
    for (String link = first.next(); link != null; ) {
      Page page = at(path, link);
      found.addAll(page.entries());
      link = page.next();
    }
    return found;
  }

  private JsonElement get(String path, String url) {
    return json(path, new Request.Builder().url(url).get());
  }

  /** Makes something, and gives what the answer says of it. */
  JsonObject post(String path, JsonObject body) {
    RequestBody sent = RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON);
    JsonElement answer = json(path, new Request.Builder().url(session.base() + path).post(sent));
    return understood(path, answer, JsonObject.class);
  }

  void put(String path, MediaType type, byte[] body) {
    json(
        path, new Request.Builder().url(session.base() + path).put(RequestBody.create(body, type)));
  }

  void delete(String path) {
    json(path, new Request.Builder().url(session.base() + path).delete());
  }

  private JsonElement json(String path, Request.Builder request) {
    try (Response response =
        session.http().newCall(request.header("Prefer", PREFER).build()).execute()) {
      String body = Objects.requireNonNull(response.body()).string();
      return body.isEmpty() ? JsonNull.INSTANCE : JsonParser.parseString(body);
    } catch (IOException e) {
      throw session.calls().malformed(path, String.valueOf(e.getMessage()), e);
    }
  }

  /** What an answer must have, or it is a malformed one. */
  <T> T understood(String path, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw session.calls().malformed(path, "it has not the form of Graph's answers", null);
    }
    return type.cast(value);
  }

  /** The same of what a reading throws. */
  <T> T understood(String path, Supplier<T> reading) {
    return session.calls().get(path, reading);
  }
}

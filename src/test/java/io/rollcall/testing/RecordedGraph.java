package io.rollcall.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Graph without a memory: it gives stored answers to the links that it knows to the byte, and 404
 * to all else. What asks for the beginning of a delta may ask as it likes.
 */
public final class RecordedGraph implements AutoCloseable {
  private static final String TOKEN =
      "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"opaque\"}";
  private static final String NOT_RECORDED =
      "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Resource not found for the segment.\"}}";

  private static final Pattern FIRST =
      Pattern.compile(
          "/v1\\.0/(users|groups)/(?:microsoft\\.graph\\.)?delta(?:\\(\\))?\\?.*select=.*");
  private static final Pattern FILTER = Pattern.compile("filter=id%20eq%20%27([^%]*)%27");

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean filtersIgnored;

  public RecordedGraph() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Scheme, host and port. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param target path and query as a link has them, or {@code users} or {@code groups} for the
   *     beginning of that delta, or {@code users ID} for a look-up of one of them
   * @param body {@code GRAPH} in it becomes this one's address
   */
  public RecordedGraph answer(String target, String body) {
    answers.put(target, body.replace("GRAPH", address()));
    return this;
  }

  /** From now on a filter is not seen: who asks for some is told of all. */
  public void ignoreFilters() {
    filtersIgnored = true;
  }

  /** Paths and queries of all that was asked for but tokens, as they came. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestURI().toString();
      boolean token = exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token");
      if (!token) {
        asked.add(target);
      }
      String body = token ? TOKEN : answers.getOrDefault(target, beginning(target));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json; odata.metadata=minimal");
      exchange.sendResponseHeaders(body.equals(NOT_RECORDED) ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String beginning(String target) {
    Matcher first = FIRST.matcher(target);
    if (!first.matches()) {
      return NOT_RECORDED;
    }
    Matcher filter = FILTER.matcher(target);
    String key =
        filter.find() && !filtersIgnored ? first.group(1) + " " + filter.group(1) : first.group(1);
    return answers.getOrDefault(key, NOT_RECORDED);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

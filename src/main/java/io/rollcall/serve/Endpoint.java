package io.rollcall.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /health} and {@code /metrics} over HTTP, for reading alone. */
final class Endpoint {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  /** A client that sends or reads slower than this is cut off: there are few threads. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpServer server;
  private final ExecutorService threads;

  private Endpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** An answer. */
  record Answer(int status, String body) {}

  /**
   * Listens.
   *
   * @param health a JSON document, 200 or 503
   * @param metrics Prometheus's text
   * @throws RollcallException when the address is not to be had
   */
  static Endpoint open(ServeSettings settings, Supplier<Answer> health, Supplier<Answer> metrics) {
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(PATIENCE.toSeconds()));
    System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(PATIENCE.toSeconds()));
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 20);
    } catch (IOException | IllegalArgumentException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "cannot listen on %s port %d: %s"
              .formatted(settings.address(), settings.port(), e.getMessage()),
          "set rollcall.serve.port to a free one, or to 0, in rollcall.yaml; is another serve"
              + " running on this host?",
          e);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/health", exchange -> answer(exchange, "/health", JSON, health));
    server.createContext("/metrics", exchange -> answer(exchange, "/metrics", TEXT, metrics));
    server.start();
    return new Endpoint(server, threads);
  }

  /** {@code http://127.0.0.1:7655}. */
  String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(
      HttpExchange exchange, String path, String type, Supplier<Answer> answer) throws IOException {
    try (exchange) {
      Answer given = answer(exchange, path, answer);
      byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(given.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Answer answer(HttpExchange exchange, String path, Supplier<Answer> answer) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return new Answer(404, "/health or /metrics\n");
    }
    return switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" -> answer.get();
      default -> new Answer(405, "only reading is possible\n");
    };
  }
}

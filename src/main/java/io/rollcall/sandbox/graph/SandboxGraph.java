package io.rollcall.sandbox.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.kernel.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The server. It signs in under {@link #loginUrl} and answers under {@link #graphUrl}, both of the
 * loopback interface.
 */
public final class SandboxGraph implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int REMEMBERED = 10_000;

  static {
    // Else each answer waits 40 ms for an acknowledgement; read once, when the first server starts.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * A request that arrived.
   *
   * @param pathAndQuery as sent, undecoded
   * @param headers by name in lower case
   */
  public record Received(String method, String pathAndQuery, Map<String, String> headers) {

    /** The header ConsistencyLevel; null without one. */
    public @Nullable String consistencyLevel() {
      return headers.get("consistencylevel");
    }
  }

  private final SandboxSettings settings;
  private final HttpServer server;
  private final ExecutorService threads;
  private final TokenDesk tokens;
  private final Faults faults = new Faults();
  private final Links links;
  private final FaultReplies faultReplies;
  private final Resources resources;
  private final SandboxMailboxes mailboxes;
  private final MailboxTraffic traffic = new MailboxTraffic();
  private final List<Received> received = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong units = new AtomicLong();
  private volatile Runnable meanwhile = () -> {};

  private SandboxGraph(
      SandboxSettings settings,
      SandboxDirectory directory,
      SandboxMailboxes mailboxes,
      Clock clock,
      int port,
      Runnable roundEnded)
      throws IOException {
    this.settings = settings;
    this.mailboxes = mailboxes;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.threads = Executors.newFixedThreadPool(THREADS);
    this.tokens = new TokenDesk(settings.tenantId(), settings.clientId(), clock);
    this.links = new Links(graphUrl(), settings.traits(), settings.seed());
    this.faultReplies = new FaultReplies(SystemClock.microseconds(), graphUrl());
    DeltaRounds rounds =
        new DeltaRounds(
            directory,
            links,
            settings.traits(),
            settings.seed(),
            settings.pageSize(),
            settings.sliceSize(),
            roundEnded);
    ContactResources contacts =
        new ContactResources(
            mailboxes,
            new ContactRounds(mailboxes, links, settings.traits(), settings.seed()),
            new ContactReads(links, settings.traits()),
            new ContactWrites(settings.traits(), clock),
            new AtomicLong());
    this.resources = new Resources(settings, directory, rounds, contacts, links);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Starts it on a free port.
   *
   * @param clock decides when a token ends
   */
  public static SandboxGraph start(
      SandboxSettings settings, SandboxDirectory directory, Clock clock) {
    return start(
        settings,
        directory,
        new SandboxMailboxes(directory, settings.seed(), clock, 0, List.of()),
        clock,
        0,
        () -> {});
  }

  /**
   * Starts it on a port.
   *
   * @param port 0 for any
   * @param roundEnded told when a delta link was given, before it is sent
   */
  static SandboxGraph start(
      SandboxSettings settings,
      SandboxDirectory directory,
      SandboxMailboxes mailboxes,
      Clock clock,
      int port,
      Runnable roundEnded) {
    try {
      return new SandboxGraph(settings, directory, mailboxes, clock, port, roundEnded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the version, without a slash at its end. */
  public String graphUrl() {
    return address() + "/v1.0";
  }

  /** Without the tenant, without a slash at its end. */
  public String loginUrl() {
    return address() + "/login";
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
  }

  /** The users' contacts. */
  public SandboxMailboxes mailboxes() {
    return mailboxes;
  }

  /** The most requests that were ever at work in a user's mailbox at the same time. */
  public int mostAtOnce(String userId) {
    return traffic.most(userId);
  }

  /** The sign-in. */
  public TokenDesk tokens() {
    return tokens;
  }

  /** Requests to Graph so far, the oldest first; no sign-ins, and no more than 10,000. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /**
   * What the requests so far cost in resource units (<a
   * href="https://learn.microsoft.com/graph/throttling-limits">throttling limits</a>); a batch
   * counts as one request.
   */
  public long units() {
    return units.get();
  }

  /** How many requests to Graph there were; no sign-ins. */
  public long requests() {
    return requests.get();
  }

  /** Forgets all links: who uses one is told to begin anew. */
  public void forgetLinks() {
    links.forget();
  }

  Links links() {
    return links;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From now on this happens while each request to Graph is on its way, before it is answered. */
  public void meanwhile(Runnable happening) {
    this.meanwhile = happening;
  }

  private String address() {
    return "http://localhost:" + port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getRawPath();
      String query = exchange.getRequestURI().getRawQuery();
      String pathAndQuery = query == null ? path : path + "?" + query;
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      write(exchange, reply(exchange.getRequestMethod(), pathAndQuery, headers, body));
    }
  }

  private Reply reply(
      String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
    if (pathAndQuery.startsWith(Faults.SIGN_IN)) {
      return faults
          .strike(pathAndQuery)
          .map(faultReplies::instead)
          .orElseGet(
              () ->
                  tokens.answer(pathAndQuery, new String(body, StandardCharsets.UTF_8), address()));
    }
    if (!pathAndQuery.startsWith("/v1.0/")) {
      return Reply.html(404);
    }
    Request request = new Request(method, pathAndQuery.substring("/v1.0".length()), headers, body);
    meanwhile.run();
    requests.incrementAndGet();
    units.addAndGet(cost(pathAndQuery));
    synchronized (received) {
      if (received.size() < REMEMBERED) {
        received.add(new Received(method, pathAndQuery, Map.copyOf(headers)));
      }
    }
    String authorization = headers.get("authorization");
    if (!tokens.accepts(authorization)) {
      return FaultReplies.tokenRefused();
    }
    if (request.pathAndQuery().equals("/$batch") && method.equals("POST")) {
      return struck(
          request,
          BatchDesk.answer(
              request.text(), traffic, part -> struck(part, denied(part, authorization))));
    }
    if (!traffic.enter(request)) {
      return MailboxTraffic.refusal();
    }
    try {
      return struck(request, denied(request, authorization));
    } finally {
      traffic.leave(request);
    }
  }

  /** Why the token does not open this mailbox; null when it does. */
  private @Nullable Reply denied(Request request, @Nullable String authorization) {
    boolean allowed =
        request.mailbox().isEmpty()
            || tokens.grants(authorization, "Contacts.ReadWrite")
            || (request.method().equals("GET") && tokens.grants(authorization, "Contacts.Read"));
    return allowed ? null : faultReplies.instead(Fault.ACCESS_DENIED);
  }

  private static int cost(String pathAndQuery) {
    int base = pathAndQuery.contains("/members") ? 3 : pathAndQuery.contains("/users") ? 2 : 1;
    return Math.max(1, pathAndQuery.contains("$select=") ? base - 1 : base);
  }

  /** The answer, or what a fault makes of it. */
  private Reply struck(Request request, @Nullable Reply ready) {
    Optional<Fault> fault = faults.strike(request.pathAndQuery());
    if (fault.isPresent() && !fault.get().changesAnAnswer()) {
      return faultReplies.instead(fault.get());
    }
    Reply good = ready == null ? resources.answer(request) : ready;
    return fault.isPresent() && good.successful() ? faultReplies.from(fault.get(), good) : good;
  }

  private void write(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = isRaw(reply) ? raw(reply) : reply.body();
    boolean whole = reply.sent() == reply.body().length;
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, whole ? body.length : Math.min(reply.sent(), body.length));
      if (whole) {
        out.close();
      }
    }
  }

  private boolean isRaw(Reply reply) {
    return settings.traits().contains(Trait.CONTROL_CHARACTERS)
        && reply.headers().getOrDefault("Content-Type", "").startsWith("application/json");
  }

  /** JSON with control characters as they are. */
  private static byte[] raw(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8)
        .replace("\\u0001", "\u0001")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

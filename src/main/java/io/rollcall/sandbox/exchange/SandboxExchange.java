package io.rollcall.sandbox.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.kernel.SystemClock;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.FaultReplies;
import io.rollcall.sandbox.graph.Faults;
import io.rollcall.sandbox.graph.Reply;
import io.rollcall.sandbox.graph.TokenDesk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The server. It signs in under {@link #loginUrl} and runs cmdlets under {@link #exchangeUrl}. */
public final class SandboxExchange implements AutoCloseable {
  /** The tenant. */
  public static final String TENANT = "3f0d1c52-0000-4000-8000-00000000000c";

  /** The application. */
  public static final String CLIENT = "7b1e9d40-0000-4000-8000-00000000000d";

  private static final String APP_ROLE = "Exchange.ManageAsApp";
  private static final int THREADS = 8;
  private static final int REMEMBERED = 10_000;

  static {
    // Else each answer waits 40 ms for an acknowledgement; read once, when the first server starts.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final TokenDesk tokens;
  private final Faults faults = new Faults();
  private final FaultReplies faultReplies;
  private final Invocations invocations;
  private final OrganizationRows rows;
  private final List<String> received = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean directoryRole = true;
  private volatile boolean batches = true;
  private volatile Runnable meanwhile = () -> {};

  private SandboxExchange(ExportGenerator organization, int pageSize, Clock clock)
      throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.tokens = new TokenDesk(TENANT, CLIENT, clock);
    tokens.permissions(List.of(APP_ROLE));
    this.faultReplies = new FaultReplies(SystemClock.microseconds(), exchangeUrl());
    this.rows = new OrganizationRows(organization);
    this.invocations = new Invocations(rows, exchangeUrl() + api(), pageSize);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Starts it on a free port.
   *
   * @param pageSize rows of an answer at most, whatever the request prefers; at least 1
   * @param clock decides when a token ends
   */
  public static SandboxExchange start(ExportGenerator organization, int pageSize, Clock clock) {
    try {
      return new SandboxExchange(organization, pageSize, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a path. */
  public String exchangeUrl() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Without the tenant, without a slash at its end. */
  public String loginUrl() {
    return exchangeUrl() + "/login";
  }

  private static String api() {
    return "/adminapi/beta/" + TENANT;
  }

  /** The sign-in. */
  public TokenDesk tokens() {
    return tokens;
  }

  /**
   * What goes wrong. A request is known as {@code CMDLET IDENTITY}, with {@code more} behind it
   * when it follows a link, and a batch as {@code $batch}; parts of a batch count as requests.
   */
  public Faults faults() {
    return faults;
  }

  /** From now on the pages of a request, as {@link #faults} knows it, lead to themselves. */
  public void leadToItself(String request) {
    invocations.leadToItself(request);
  }

  /** Cmdlets that were run so far, as {@link #faults} knows them; no more than 10,000. */
  public List<String> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** How many requests there were; a batch is one, sign-ins are none. */
  public long requests() {
    return requests.get();
  }

  /** Whether the application has a role in the directory. */
  public void directoryRole(boolean yes) {
    this.directoryRole = yes;
  }

  /** Whether several cmdlets can be run with one request. */
  public void batches(boolean yes) {
    this.batches = yes;
  }

  /** From now on this happens while each request is on its way. */
  public void meanwhile(Runnable happening) {
    this.meanwhile = happening;
  }

  /** The organization was changed. */
  public void changed() {
    rows.learnNames();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      String path = exchange.getRequestURI().getRawPath();
      write(exchange, reply(exchange, path, query == null ? path : path + "?" + query, body));
    }
  }

  private Reply reply(HttpExchange exchange, String path, String pathAndQuery, String body) {
    if (path.startsWith(Faults.SIGN_IN)) {
      return faults
          .strike(path)
          .map(faultReplies::instead)
          .orElseGet(() -> tokens.answer(path, body, exchangeUrl()));
    }
    meanwhile.run();
    requests.incrementAndGet();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!tokens.accepts(authorization) || !tokens.grants(authorization, APP_ROLE)) {
      return Reply.empty(401);
    }
    if (!directoryRole) {
      return new Reply(403, Map.of(), new byte[64], 64);
    }
    boolean anchored = exchange.getRequestHeaders().getFirst("X-AnchorMailbox") != null;
    if (path.equals(api() + "/$batch") && batches) {
      Optional<Fault> fault = faults.strike("$batch");
      return fault.isPresent()
          ? faultReplies.instead(fault.get())
          : invocations.batch(body, tokens, this::struck);
    }
    return path.equals(api() + "/InvokeCommand")
        ? invocations.one(pathAndQuery, body, anchored, this::struck)
        : Reply.empty(404);
  }

  /** The answer, or what a fault makes of it. */
  private Reply struck(String request, Reply good) {
    synchronized (received) {
      if (received.size() < REMEMBERED) {
        received.add(request);
      }
    }
    return faults
        .strike(request)
        .map(
            fault ->
                !fault.changesAnAnswer()
                    ? faultReplies.instead(fault)
                    : good.status() == 200 ? faultReplies.from(fault, good) : good)
        .orElse(good);
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body();
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, reply.sent());
      if (reply.sent() == body.length) {
        out.close();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

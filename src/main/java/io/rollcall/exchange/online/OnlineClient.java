package io.rollcall.exchange.online;

import io.rollcall.entra.AccessToken;
import io.rollcall.entra.CloudAddress;
import io.rollcall.entra.PatientCalls;
import io.rollcall.entra.PatientCalls.Outcome;
import io.rollcall.entra.PatientCalls.Price;
import io.rollcall.entra.Pause;
import io.rollcall.entra.SignIn;
import io.rollcall.entra.Tokens;
import io.rollcall.entra.UnitBudget;
import io.rollcall.entra.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Runs cmdlets over REST: {@code POST adminapi/beta/TENANT/InvokeCommand}. Microsoft's own module
 * for PowerShell speaks so; it is not documented and not supported. What is known of it is in
 * docs/live-sources.md. Safe for several threads.
 */
final class OnlineClient implements AutoCloseable {
  static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final int WINDOW_SECONDS = 10;
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** A page of 1,000 mailboxes takes the service most of a minute. */
  private static final Duration READ = Duration.ofMinutes(5);

  private static final String MORE_RESULTS = "There are more results available";

  private final OnlineSettings settings;
  private final OkHttpClient http;
  private final Tokens tokens;
  private final PatientCalls calls;
  private final Explanations explanations;
  private final Warnings warnings;
  private final Batch batch;

  OnlineClient(
      OnlineSettings settings,
      String organization,
      Warnings warnings,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.settings = settings;
    this.explanations = new Explanations(organization);
    this.warnings = warnings;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(READ)
            .followRedirects(false)
            .build();
    SignIn signIn =
        new SignIn(
            organization,
            settings.tenantId(),
            settings.credential(),
            settings.login(),
            settings.scope(),
            settings.patience(),
            Explanations.consent());
    Usage usage = new Usage();

    UnitBudget budget = new UnitBudget(settings.requestsPerSecond() * WINDOW_SECONDS, clock);
    this.tokens = new Tokens(signIn, http, clock, pause, random, usage);
    this.calls = new PatientCalls(tokens, budget, settings.patience(), clock, pause, random, usage);
    this.batch = new Batch(this, settings, budget, clock, pause, random);
  }

  Explanations explanations() {
    return explanations;
  }

  /**
   * Signs in.
   *
   * @return whether the token says that it grants the app role; true when it says nothing
   */
  boolean mayManage() {
    return tokens.current().permissions().map(all -> all.contains(Explanations.ROLE)).orElse(true);
  }

  /**
   * All rows of a cmdlet.
   *
   * @throws OnlineException when there may be more rows than were given
   */
  void all(Invocation invocation, Consumer<Row> rows) {
    follow(invocation, settings.api() + invocation.path(), rows);
  }

  /** The rows of the first page only, for a test of the connection. */
  List<Row> some(Invocation invocation) {
    List<Row> rows = new ArrayList<>();
    page(invocation, settings.api() + invocation.path(), rows::add);
    return rows;
  }

  /** Cmdlets of single objects, ten with each request; the answers in their order. */
  List<Result> each(List<Invocation> invocations) {
    return batch.each(invocations);
  }

  /** The rows of a single object's answer, and of the pages behind it. */
  List<Row> rows(Invocation invocation, byte[] body) {
    List<Row> rows = new ArrayList<>();
    follow(invocation, next(invocation, read(invocation, body, rows::add)), rows::add);
    return rows;
  }

  /** From a link on; null when there is none. */
  private void follow(Invocation invocation, @Nullable String link, Consumer<Row> rows) {
    Set<String> seen = new HashSet<>();
    for (String url = link; url != null; ) {
      if (!seen.add(url)) {
        throw explanations.notWhole(invocation.cmdlet(), "a link to more rows leads to itself");
      }
      url = next(invocation, page(invocation, url, rows));
    }
  }

  private @Nullable String next(Invocation invocation, Page page) {
    String next = page.next();
    boolean more = page.warnings().stream().anyMatch(text -> text.startsWith(MORE_RESULTS));
    if (next == null && more) {
      throw explanations.notWhole(
          invocation.cmdlet(), "the service says that there are more, and gives no link to them");
    }
    if (next != null && !CloudAddress.holds(settings.exchange(), next)) {
      throw explanations.notWhole(
          invocation.cmdlet(), "the link to more rows leads to another address");
    }
    page.warnings().stream()
        .filter(text -> !text.startsWith(MORE_RESULTS))
        .forEach(text -> warnings.add(invocation.cmdlet(), text));
    return next;
  }

  private Page page(Invocation invocation, String url, Consumer<Row> rows) {
    Outcome outcome = post(invocation, url);
    if (outcome.answer().successful()) {
      return read(invocation, outcome.answer().body(), rows);
    }
    throw explanations.of(invocation.cmdlet(), outcome);
  }

  private Page read(Invocation invocation, byte[] body, Consumer<Row> rows) {
    try {
      return Page.read(body, invocation.wanted(), rows);
    } catch (Page.NoPage e) {
      throw explanations.malformed(invocation.cmdlet(), String.valueOf(e.getMessage()));
    }
  }

  /** One cmdlet with a request of its own; the link to more rows gets the same body and headers. */
  Outcome post(Invocation invocation, String url) {
    return send(
        invocation.cmdlet(),
        token ->
            request(url, token)
                .header("Prefer", "odata.maxpagesize=1000")
                .header("X-CmdletName", invocation.cmdlet())
                .post(RequestBody.create(invocation.json(), JSON))
                .build());
  }

  Request.Builder request(String url, AccessToken token) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + token.value())
        .header("Accept", "application/json")
        .header("X-AnchorMailbox", settings.anchor())
        .header("X-ResponseFormat", "json")
        .header("X-SerializationLevel", "Partial");
  }

  /** The token was not accepted for a part of a batch: the next request gets a new one. */
  void refuseToken() {
    tokens.refuse(tokens.current());
  }

  /** All cmdlets here only read: asking again changes nothing. */
  Outcome send(String cmdlet, Function<AccessToken, Request> signed) {
    try {
      return calls.send(signed, request -> http.newCall(request).execute(), Price.of(1), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explanations.interrupted(cmdlet);
    }
  }

  /** Ends all requests that are on their way. */
  void cancel() {
    http.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    cancel();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}

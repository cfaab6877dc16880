package io.rollcall.graph;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Stands between the SDK and the network in place of the SDK's own retry and sign-in: each attempt
 * is paid from the budget and gets the token of its own time, each answer is read whole, and what
 * the SDK sees is a good answer. Anything else is a {@link GraphException}. The SDK's handler would
 * wait three minutes at most even when asked for more, give up on resets and on 500, and not see an
 * answer that breaks off.
 */
final class PatientRequests implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Tokens tokens;
  private final UnitBudget budget;
  private final Patience patience;
  private final Explanations explanations;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Usage usage;

  PatientRequests(
      Tokens tokens,
      UnitBudget budget,
      GraphConnection connection,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Usage usage) {
    this.tokens = tokens;
    this.budget = budget;
    this.patience = connection.patience();
    this.explanations = new Explanations(connection.organization());
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.usage = usage;
  }

  @Override
  public Response intercept(Chain chain) {
    Request request = chain.request();
    String path = request.url().encodedPath();
    Attempts attempts = new Attempts(patience, clock, random);
    boolean freshToken = false;
    while (true) {
      AccessToken token = tokens.current();
      Answer answer = pay(chain, signed(request, token), path);
      if (answer.successful()) {
        return response(request, answer);
      }
      if (answer.status() == 401 && !freshToken) {
        freshToken = true;
        tokens.refuse(token);
        usage.repeated();
        continue;
      }
      Optional<Duration> wait = attempts.next(answer, isRead(request));
      if (wait.isEmpty()) {
        throw explanations.of(path, answer, Math.max(1, attempts.made()), attempts.waited());
      }
      if (answer.status() == 429) {
        budget.hold(wait.get());
      }
      pause(wait.get(), path);
      usage.repeated();
    }
  }

  private Answer pay(Chain chain, Request request, String path) {
    RequestCost tagged = request.tag(RequestCost.class);
    int assumed = (tagged == null ? RequestCost.of(request.url()) : tagged).units();
    for (Duration wait = budget.take(assumed); !wait.isZero(); wait = budget.take(assumed)) {
      pause(wait, path);
    }
    Answer answer = Answer.to(request, chain::proceed);
    int actual = unitsOf(answer, assumed);
    budget.correct(assumed, actual);
    usage.request(actual);
    return answer;
  }

  private static int unitsOf(Answer answer, int assumed) {
    String said = answer.headers().get("x-ms-resource-unit");
    try {
      return said == null ? assumed : Math.max(0, Integer.parseInt(said.strip()));
    } catch (NumberFormatException e) {
      return assumed;
    }
  }

  private void pause(Duration time, String path) {
    try {
      pause.of(time);
      usage.waited(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explanations.interrupted(path);
    }
  }

  private static Request signed(Request request, AccessToken token) {
    return request.newBuilder().header("Authorization", "Bearer " + token.value()).build();
  }

  /** A batch holds only reads here. */
  private static boolean isRead(Request request) {
    return request.method().equals("GET") || request.url().encodedPath().endsWith("/$batch");
  }

  private static Response response(Request request, Answer answer) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .headers(answer.headers())
        .body(ResponseBody.create(answer.body(), JSON))
        .build();
  }
}

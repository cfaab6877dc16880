package io.rollcall.exchange.online;

import io.rollcall.entra.AccessToken;
import io.rollcall.entra.Answer;
import io.rollcall.entra.Attempts;
import io.rollcall.entra.PatientCalls.Outcome;
import io.rollcall.entra.Pause;
import io.rollcall.entra.UnitBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cmdlets of single objects, ten in one request. Each has its own status and its own Retry-After;
 * what was throttled is asked for again alone. An object that refuses fails by itself; what
 * concerns all of them fails the reading.
 */
final class Batch {
  private static final int LARGEST = 10;

  /** So many objects do not fail one after the other by themselves. */
  private static final int MOST_FAILURES_IN_A_ROW = 200;

  /** Answers of a service without batches: then each cmdlet gets a request of its own. */
  private static final Set<Integer> NO_BATCHES = Set.of(404, 405, 501);

  private final OnlineClient client;
  private final OnlineSettings settings;
  private final UnitBudget budget;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile boolean offered = true;

  Batch(
      OnlineClient client,
      OnlineSettings settings,
      UnitBudget budget,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.client = client;
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  private record Part(int place, Invocation invocation, Attempts attempts) {}

  /** The results in the order of the cmdlets. */
  List<Result> each(List<Invocation> invocations) {
    @Nullable Result[] results = new Result[invocations.size()];
    List<Part> open = new ArrayList<>();
    for (Invocation invocation : invocations) {
      open.add(new Part(open.size(), invocation, new Attempts(settings.patience(), clock, random)));
    }
    while (!open.isEmpty()) {
      List<Part> sent = List.copyOf(open.subList(0, Math.min(LARGEST, open.size())));
      open.subList(0, sent.size()).clear();
      List<Outcome> outcomes = offered ? together(sent) : alone(sent);
      Duration longest = Duration.ZERO;
      for (int i = 0; i < outcomes.size(); i++) {
        Part part = sent.get(i);
        Optional<Duration> again = wait(part, outcomes.get(i).answer());
        if (again.isPresent()) {
          open.add(part);
          longest = longest.compareTo(again.get()) > 0 ? longest : again.get();
        } else {
          results[part.place()] = result(part, outcomes.get(i));
        }
      }
      open.addAll(sent.subList(outcomes.size(), sent.size()));
      pause(longest, sent.get(0));
    }
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }

  private Optional<Duration> wait(Part part, Answer answer) {
    if (answer.successful() || !offered) {
      return Optional.empty(); // alone, it has been waited for already
    }
    boolean first = part.attempts().made() == 0;
    Optional<Duration> wait = part.attempts().next(answer, true);
    if (answer.status() == 401 && first) {
      client.refuseToken();
      return Optional.of(Duration.ZERO);
    }
    if (answer.status() == 429) {
      wait.ifPresent(budget::hold);
    }
    return wait;
  }

  private Result result(Part part, Outcome outcome) {
    Answer answer = outcome.answer();
    Invocation invocation = part.invocation();
    if (answer.successful()) {
      failuresInARow.set(0);
      return Result.of(client.rows(invocation, answer.body()));
    }
    if (answer.status() == 401 || answer.status() == 429) {
      throw client.explanations().of(invocation.cmdlet(), outcome);
    }
    String reason = invocation.cmdlet() + " " + Explanations.reason(answer);
    int inARow = failuresInARow.incrementAndGet();
    if (inARow >= MOST_FAILURES_IN_A_ROW) {
      throw client.explanations().allFail(invocation.cmdlet(), inARow, reason);
    }
    return Result.failed(reason);
  }

  private void pause(Duration time, Part part) {
    if (time.isZero()) {
      return;
    }
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw client.explanations().interrupted(part.invocation().cmdlet());
    }
  }

  private List<Outcome> alone(List<Part> parts) {
    return parts.stream()
        .map(part -> client.post(part.invocation(), settings.api() + part.invocation().path()))
        .toList();
  }

  /** In the order of the parts; one that is missing counts as a broken connection. */
  private List<Outcome> together(List<Part> parts) {
    Outcome outcome = client.send("$batch", token -> request(parts, token));
    if (NO_BATCHES.contains(outcome.answer().status())) {
      offered = false;
      return List.of();
    }
    if (!outcome.answer().successful()) {
      throw client.explanations().of("a batch", outcome);
    }
    Map<String, Answer> byId = new HashMap<>();
    for (JsonNode response : Page.LENIENT.readTree(outcome.answer().body()).path("responses")) {
      byId.put(
          response.path("id").asString(""),
          answer(response, outcome.answer().headers().get("Date")));
    }
    List<Outcome> answers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Attempts attempts = parts.get(i).attempts();
      answers.add(
          new Outcome(
              byId.getOrDefault(Integer.toString(i), broken("the batch's answer leaves it out")),
              attempts.made() + 1,
              attempts.waited()));
    }
    return answers;
  }

  /** Each part carries all that it would have as a request of its own. */
  private Request request(List<Part> parts, AccessToken token) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Invocation invocation = parts.get(i).invocation();
      Map<String, Object> headers = new LinkedHashMap<>();
      headers.put("Authorization", "Bearer " + token.value());
      headers.put("Content-Type", "application/json");
      headers.put("Prefer", "odata.maxpagesize=1000");
      headers.put("X-AnchorMailbox", settings.anchor());
      headers.put("X-CmdletName", invocation.cmdlet());
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("id", Integer.toString(i));
      request.put("method", "POST");
      request.put("url", settings.api() + invocation.path());
      request.put("headers", headers);
      request.put("body", invocation.body());
      requests.add(request);
    }
    byte[] body = Page.LENIENT.writeValueAsBytes(Map.of("requests", requests));
    return client
        .request(settings.api() + "/$batch", token)
        .header("Prefer", "odata.continue-on-error")
        .post(RequestBody.create(body, OnlineClient.JSON))
        .build();
  }

  /**
   * @param date of the whole answer: a part's Retry-After may be measured by it
   */
  private static Answer answer(JsonNode response, @Nullable String date) {
    Headers.Builder headers = new Headers.Builder();
    if (date != null) {
      headers.add("Date", date);
    }
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      headers.addUnsafeNonAscii(header.getKey(), header.getValue().asString(""));
    }
    JsonNode body = response.path("body");
    int status = response.path("status").asInt(0);
    if (status >= 200 && status < 300 && !body.isObject()) {
      return broken("the answer is no JSON, or ends in its middle");
    }
    String text = body.isString() ? body.stringValue() : body.toString();
    return new Answer(status, headers.build(), text.getBytes(StandardCharsets.UTF_8), null);
  }

  private static Answer broken(String why) {
    return new Answer(0, Headers.of(), new byte[0], new IOException(why));
  }
}

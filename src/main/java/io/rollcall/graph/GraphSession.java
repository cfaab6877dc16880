package io.rollcall.graph;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.models.Organization;
import com.microsoft.graph.models.OrganizationCollectionResponse;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.middleware.ParametersNameDecodingHandler;
import com.microsoft.kiota.store.InMemoryBackingStoreFactory;
import io.rollcall.entra.Attempts;
import io.rollcall.entra.PatientCalls;
import io.rollcall.entra.Pause;
import io.rollcall.entra.Tokens;
import io.rollcall.entra.UnitBudget;
import io.rollcall.entra.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/** The way to one tenant: what the readers of directories and of mailboxes share. */
final class GraphSession implements AutoCloseable {
  /** How the SDK gets its JSON. */
  static final NotedJson JSON = new NotedJson(read());

  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** Answers of 5 to 10 seconds occur; the gateway in front gives up after 100. */
  private static final Duration READ = Duration.ofSeconds(110);

  private final GraphConnection connection;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Usage usage = new Usage();
  private final Tokens tokens;
  private final OkHttpClient http;
  private final BaseGraphServiceClient graph;
  private final Calls calls;

  /**
   * @param limits of mailboxes
   * @param random spreads attempts of runs that failed together
   */
  GraphSession(
      GraphConnection connection,
      MailboxLimits limits,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.connection = connection;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    OkHttpClient plain =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(READ)
            .followRedirects(false)
            .build();
    this.tokens = new Tokens(connection.signIn(), plain, clock, pause, random, usage);
    Lanes lanes =
        new Lanes(
            paying(new UnitBudget(connection.unitsPerTenSeconds(), clock)),
            () -> paying(limits.budget(clock)),
            limits);
    this.http =
        plain
            .newBuilder()
            .addInterceptor(new ParametersNameDecodingHandler())
            .addInterceptor(new PatientRequests(lanes, new Explanations(organizationKey())))
            .build();
    this.graph = new BaseGraphServiceClient(adapter(), new InMemoryBackingStoreFactory());
    this.calls = new Calls(connection);
  }

  private PatientCalls paying(UnitBudget budget) {
    return new PatientCalls(tokens, budget, connection.patience(), clock, pause, random, usage);
  }

  /** The SDK's adapter without its sign-in: that is made anew for each attempt, further down. */
  private BaseGraphRequestAdapter adapter() {
    return new BaseGraphRequestAdapter(
        new AnonymousAuthenticationProvider(),
        JSON,
        null,
        http,
        null,
        connection.endpoints().graph().toString());
  }

  private static Set<String> read() {
    Set<String> read =
        new HashSet<>(List.of("id", "@odata.type", "displayName", "verifiedDomains", "changeKey"));
    read.addAll(List.of(DeltaPages.USER_FIELDS));
    read.addAll(List.of(DeltaPages.GROUP_FIELDS));
    read.remove("members");
    return read;
  }

  private String organizationKey() {
    return connection.organization();
  }

  /** The SDK. */
  BaseGraphServiceClient graph() {
    return graph;
  }

  /** What stands between the SDK and us, without the SDK. */
  OkHttpClient http() {
    return http;
  }

  Calls calls() {
    return calls;
  }

  Tokens tokens() {
    return tokens;
  }

  Usage usage() {
    return usage;
  }

  /** The address of Graph with its version, without a slash at its end. */
  String base() {
    return connection.endpoints().graph().toString();
  }

  Explanations explanations() {
    return new Explanations(organizationKey());
  }

  /** Of one more request. */
  Attempts attempts() {
    return new Attempts(connection.patience(), clock, random);
  }

  /**
   * Waits before something is sent again.
   *
   * @param path for the message when waiting is ended from outside
   */
  void pause(Duration time, String path) {
    if (time.isZero()) {
      return;
    }
    try {
      pause.of(time);
      usage.waited(time);
      usage.repeated();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explanations().interrupted(path);
    }
  }

  /** The tenant itself: what a test of the connection reads first. */
  GraphOrganization organization() {
    OrganizationCollectionResponse answer =
        calls.get("/organization", () -> graph.organization().get());
    List<Organization> found = Mapping.orEmpty(answer.getValue());
    if (found.size() != 1) {
      throw calls.malformed("/organization", "it names " + found.size() + " organizations", null);
    }
    return calls.get("/organization", () -> Mapping.organization(found.get(0)));
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}

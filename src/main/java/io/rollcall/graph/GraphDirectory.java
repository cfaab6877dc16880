package io.rollcall.graph;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.models.Organization;
import com.microsoft.graph.models.OrganizationCollectionResponse;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.middleware.ParametersNameDecodingHandler;
import com.microsoft.kiota.store.InMemoryBackingStoreFactory;
import io.rollcall.entra.CloudUsage;
import io.rollcall.entra.Patience;
import io.rollcall.entra.PatientCalls;
import io.rollcall.entra.Pause;
import io.rollcall.entra.Tokens;
import io.rollcall.entra.UnitBudget;
import io.rollcall.entra.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's directory. Every method waits as long as {@link Patience} says, throws {@link
 * io.rollcall.entra.CloudException} when there is no answer to work with, and may be called from
 * several threads.
 */
public final class GraphDirectory implements AutoCloseable {
  private static final int LARGEST_PAGE = 999;
  private static final NotedJson JSON = new NotedJson(read());
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** Answers of 5 to 10 seconds occur; the gateway in front gives up after 100. */
  private static final Duration READ = Duration.ofSeconds(110);

  private final OkHttpClient http;
  private final BaseGraphServiceClient graph;
  private final Calls calls;
  private final Tokens tokens;
  private final Usage usage;
  private final Batch batch;
  private final Delta<GraphUser> users;
  private final Delta<GraphGroup> groups;

  private GraphDirectory(
      GraphConnection connection, Clock clock, Pause pause, RandomGenerator random) {
    this.usage = new Usage();
    OkHttpClient plain =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(READ)
            .followRedirects(false)
            .build();
    this.tokens = new Tokens(connection.signIn(), plain, clock, pause, random, usage);
    UnitBudget budget = new UnitBudget(connection.unitsPerTenSeconds(), clock);
    this.http =
        plain
            .newBuilder()
            .addInterceptor(new ParametersNameDecodingHandler())
            .addInterceptor(
                new PatientRequests(
                    new PatientCalls(
                        tokens, budget, connection.patience(), clock, pause, random, usage),
                    new Explanations(connection.organization())))
            .build();
    this.graph =
        new BaseGraphServiceClient(
            adapter(connection.endpoints(), http), new InMemoryBackingStoreFactory());
    this.calls = new Calls(connection);
    this.batch = new Batch(http, connection, tokens, clock, pause, random, usage);
    DeltaPages pages = new DeltaPages(graph, calls);
    this.users = new Delta<>(pages::users);
    this.groups = new Delta<>(pages::groups);
  }

  /**
   * Makes ready to read; nothing is sent yet.
   *
   * @param random spreads attempts of runs that failed together
   */
  public static GraphDirectory open(
      GraphConnection connection, Clock clock, Pause pause, RandomGenerator random) {
    return new GraphDirectory(connection, clock, pause, random);
  }

  /** The SDK's adapter without its sign-in: that is made anew for each attempt, further down. */
  private static BaseGraphRequestAdapter adapter(GraphEndpoints endpoints, OkHttpClient http) {
    return new BaseGraphRequestAdapter(
        new AnonymousAuthenticationProvider(),
        JSON,
        null,
        http,
        null,
        endpoints.graph().toString());
  }

  private static Set<String> read() {
    Set<String> read =
        new HashSet<>(List.of("id", "@odata.type", "displayName", "verifiedDomains"));
    read.addAll(List.of(DeltaPages.USER_FIELDS));
    read.addAll(List.of(DeltaPages.GROUP_FIELDS));
    read.remove("members");
    return read;
  }

  /** The tenant itself: what a test of the connection reads first. */
  public GraphOrganization organization() {
    OrganizationCollectionResponse answer =
        calls.get("/organization", () -> graph.organization().get());
    List<Organization> found = Mapping.orEmpty(answer.getValue());
    if (found.size() != 1) {
      throw calls.malformed("/organization", "it names " + found.size() + " organizations", null);
    }
    return calls.get("/organization", () -> Mapping.organization(found.get(0)));
  }

  /**
   * What the application may not do here, but must.
   *
   * @return empty list: nothing is missing; empty: the token does not say
   */
  public Optional<List<Permission>> missingPermissions() {
    return tokens.current().permissions().map(Permission::missingFrom);
  }

  /** The users and what has changed of them. */
  public Delta<GraphUser> users() {
    return users;
  }

  /** The groups with their direct members, and what has changed of them. */
  public Delta<GraphGroup> groups() {
    return groups;
  }

  /**
   * A few users, in no order: what a test of the connection shows.
   *
   * @param number 1 to 999
   */
  public List<GraphUser> someUsers(int number) {
    UserCollectionResponse page =
        calls.get(
            "/users",
            () ->
                graph
                    .users()
                    .get(
                        request -> {
                          request.queryParameters.select = DeltaPages.USER_FIELDS;
                          request.queryParameters.top = number;
                        }));
    return calls.get("/users", () -> mapped(page));
  }

  /**
   * Users with this address, as user name, primary address or alias; none when nobody has it. The
   * index behind this search lags behind by minutes; and because Graph may ignore a filter without
   * a word, what it finds is looked at again.
   */
  public List<GraphUser> usersByAddress(String address) {
    String quoted = address.replace("'", "''");
    String filter =
        "userPrincipalName eq '%s' or mail eq '%s' or proxyAddresses/any(p:p eq 'smtp:%s')"
            .formatted(quoted, quoted, quoted);
    List<GraphUser> found = new ArrayList<>();
    String link = null;
    do {
      UserCollectionResponse page = pageByFilter(filter, link);
      found.addAll(calls.get("/users", () -> mapped(page)));
      link = calls.checkedNext("/users", link, page.getOdataNextLink());
    } while (link != null);
    found.removeIf(user -> !user.answersTo(address));
    return found;
  }

  /** A link does not carry the header: it is sent with each page. */
  private UserCollectionResponse pageByFilter(String filter, @Nullable String link) {
    return calls.get(
        "/users",
        () ->
            link == null
                ? graph
                    .users()
                    .get(
                        request -> {
                          request.headers.add("ConsistencyLevel", "eventual");
                          request.queryParameters.count = true;
                          request.queryParameters.filter = filter;
                          request.queryParameters.select = DeltaPages.USER_FIELDS;
                        })
                : graph
                    .users()
                    .withUrl(link)
                    .get(
                        request -> {
                          request.headers.add("ConsistencyLevel", "eventual");
                          request.options.add(Calls.unchanged());
                        }));
  }

  /**
   * Users by id, twenty with each request.
   *
   * @return only those that exist
   */
  public Map<String, GraphUser> usersById(Collection<String> ids) {
    String select = "?$select=id," + String.join(",", DeltaPages.USER_FIELDS);
    Map<String, String> urls = new LinkedHashMap<>();
    Set.copyOf(ids).forEach(id -> urls.put(id, "/users/" + Calls.segment(id) + select));
    Map<String, GraphUser> found = new LinkedHashMap<>();
    batch
        .get(urls)
        .forEach(
            (id, json) -> {
              User user =
                  calls.get(
                      "/users",
                      () -> JSON.node(json).getObjectValue(User::createFromDiscriminatorValue));
              found.put(id, calls.get("/users", () -> Mapping.user(user)));
            });
    return found;
  }

  /**
   * A group's direct members as they are now.
   *
   * @return empty when there is no such group. A group with hidden members, to who may not see
   *     them, has none
   */
  public Optional<List<GraphMember>> members(String groupId) {
    String path = "/groups/members";
    List<GraphMember> found = new ArrayList<>();
    String link = null;
    do {
      DirectoryObjectCollectionResponse page;
      try {
        page = memberPage(groupId, link);
      } catch (GraphException e) {
        if (Calls.saysAbsent(e)) {
          return Optional.empty();
        }
        throw e;
      }
      found.addAll(
          calls.get(
              path, () -> calls.entries(page.getValue()).stream().map(Mapping::member).toList()));
      link = calls.checkedNext(path, link, page.getOdataNextLink());
    } while (link != null);
    return Optional.of(found);
  }

  private DirectoryObjectCollectionResponse memberPage(String groupId, @Nullable String link) {
    var members = graph.groups().byGroupId(groupId).members();
    return calls.get(
        "/groups/members",
        () ->
            link == null
                ? members.get(
                    request -> {
                      request.queryParameters.select = new String[] {"id"};
                      request.queryParameters.top = LARGEST_PAGE;
                    })
                : members.withUrl(link).get(request -> request.options.add(Calls.unchanged())));
  }

  private List<GraphUser> mapped(UserCollectionResponse page) {
    return calls.entries(page.getValue()).stream().map(Mapping::user).toList();
  }

  /** What reading has cost since this was opened. */
  public CloudUsage usage() {
    return usage.soFar();
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}

package io.rollcall.graph;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import io.rollcall.entra.CloudUsage;
import io.rollcall.entra.Patience;
import io.rollcall.entra.Pause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's directory. Every method waits as long as {@link Patience} says, throws {@link
 * io.rollcall.entra.CloudException} when there is no answer to work with, and may be called from
 * several threads.
 */
public final class GraphDirectory implements AutoCloseable {
  static final int LARGEST_PAGE = 999;

  private final GraphSession session;
  private final BaseGraphServiceClient graph;
  private final Calls calls;
  private final UserSearch search;
  private final Delta<GraphUser> users;
  private final Delta<GraphGroup> groups;

  private GraphDirectory(GraphSession session) {
    this.session = session;
    this.graph = session.graph();
    this.calls = session.calls();
    this.search = new UserSearch(session, new Batch(session));
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
    return new GraphDirectory(
        new GraphSession(connection, MailboxLimits.DEFAULT, clock, pause, random));
  }

  /** The tenant itself: what a test of the connection reads first. */
  public GraphOrganization organization() {
    return session.organization();
  }

  /**
   * What the application may not do here, but must.
   *
   * @return empty list: nothing is missing; empty: the token does not say
   */
  public Optional<List<Permission>> missingPermissions() {
    return session
        .tokens()
        .current()
        .permissions()
        .map(granted -> Permission.missing(Permission.toRead(), granted));
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
    return search.some(number);
  }

  /**
   * Users with this address, as user name, primary address or alias; none when nobody has it. The
   * index behind this search lags behind by minutes.
   */
  public List<GraphUser> usersByAddress(String address) {
    return search.byAddress(address);
  }

  /**
   * Users by id, twenty with each request.
   *
   * @return only those that exist
   */
  public Map<String, GraphUser> usersById(Collection<String> ids) {
    return search.byId(ids);
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

  /** What reading has cost since this was opened. */
  public CloudUsage usage() {
    return session.usage().soFar();
  }

  @Override
  public void close() {
    session.close();
  }
}

package io.rollcall.graph;

import com.google.gson.JsonElement;
import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds users as they are now. */
final class UserSearch {
  private static final String PATH = "/users";

  private final BaseGraphServiceClient graph;
  private final Calls calls;
  private final Batch batch;

  UserSearch(GraphSession session, Batch batch) {
    this.graph = session.graph();
    this.calls = session.calls();
    this.batch = batch;
  }

  /** A few users, in no order. */
  List<GraphUser> some(int number) {
    return mapped(firstPage(number, DeltaPages.USER_FIELDS));
  }

  /** All users, with these fields alone. */
  List<GraphUser> all(UserField... fields) {
    String[] select = new String[fields.length];
    for (int i = 0; i < fields.length; i++) {
      select[i] = fields[i].graphName();
    }
    List<GraphUser> found = new ArrayList<>();
    UserCollectionResponse page = firstPage(GraphDirectory.LARGEST_PAGE, select);
    found.addAll(mapped(page));
    String link = calls.checkedNext(PATH, null, page.getOdataNextLink());
    while (link != null) {
      UserCollectionResponse next = page(link);
      found.addAll(mapped(next));
      link = calls.checkedNext(PATH, link, next.getOdataNextLink());
    }
    return found;
  }

  private UserCollectionResponse firstPage(int size, String[] select) {
    return calls.get(
        PATH,
        () ->
            graph
                .users()
                .get(
                    request -> {
                      request.queryParameters.select = select;
                      request.queryParameters.top = size;
                    }));
  }

  private UserCollectionResponse page(String link) {
    return calls.get(
        PATH,
        () -> graph.users().withUrl(link).get(request -> request.options.add(Calls.unchanged())));
  }

  /**
   * Users with this address, as user name, primary address or alias; none when nobody has it. The
   * index behind this search lags behind by minutes; and because Graph may ignore a filter without
   * a word, what it finds is looked at again.
   */
  List<GraphUser> byAddress(String address) {
    String quoted = address.replace("'", "''");
    String filter =
        "userPrincipalName eq '%s' or mail eq '%s' or proxyAddresses/any(p:p eq 'smtp:%s')"
            .formatted(quoted, quoted, quoted);
    List<GraphUser> found = new ArrayList<>();
    String link = null;
    do {
      UserCollectionResponse page = pageByFilter(filter, link);
      found.addAll(mapped(page));
      link = calls.checkedNext(PATH, link, page.getOdataNextLink());
    } while (link != null);
    found.removeIf(user -> !user.answersTo(address));
    return found;
  }

  /** A link does not carry the header: it is sent with each page. */
  private UserCollectionResponse pageByFilter(String filter, @Nullable String link) {
    return calls.get(
        PATH,
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

  /** Users by id, twenty with each request; only those that exist. */
  Map<String, GraphUser> byId(Collection<String> ids) {
    String select = "?$select=id," + String.join(",", DeltaPages.USER_FIELDS);
    Map<String, String> urls = new LinkedHashMap<>();
    Set.copyOf(ids).forEach(id -> urls.put(id, "/users/" + Calls.segment(id) + select));
    Map<String, GraphUser> found = new LinkedHashMap<>();
    batch.get(urls).forEach((id, json) -> found.put(id, user(json)));
    return found;
  }

  private GraphUser user(JsonElement json) {
    User user =
        calls.get(
            PATH,
            () -> GraphSession.JSON.node(json).getObjectValue(User::createFromDiscriminatorValue));
    return calls.get(PATH, () -> Mapping.user(user));
  }

  private List<GraphUser> mapped(UserCollectionResponse page) {
    return calls.get(
        PATH, () -> calls.entries(page.getValue()).stream().map(Mapping::user).toList());
  }
}

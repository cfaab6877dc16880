package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses below the version, as far as a directory and its users' contacts are read. */
record Resources(
    SandboxSettings settings,
    SandboxDirectory directory,
    DeltaRounds rounds,
    ContactResources contacts,
    Links links) {
  private static final Pattern DELTA =
      Pattern.compile("/(users|groups)/(microsoft\\.graph\\.)?delta(\\(\\))?");
  private static final Pattern ONE = Pattern.compile("/(users|groups)/([^/]+)");
  private static final Pattern MEMBERS = Pattern.compile("/groups/([^/]+)/members");
  private static final Pattern RESTORE = Pattern.compile("/directory/deletedItems/([^/]+)/restore");
  private static final Pattern DELETED =
      Pattern.compile("/directory/deletedItems/microsoft\\.graph\\.(user|group)");
  private static final Pattern BY_ADDRESS =
      Pattern.compile(
          "userPrincipalName eq '((?:[^']|'')*)' or mail eq '\\1'"
              + " or proxyAddresses/any\\(p:p eq 'smtp:\\1'\\)");
  private static final int LARGEST_PAGE = 999;
  private static final int MOST_IDS = 50;
  private static final int DEFAULT_PAGE = 100;

  /**
   * Where the next link of a plain list leads.
   *
   * @param advanced the header ConsistencyLevel must come with each page
   */
  private record ListPosition(
      String resource, boolean advanced, List<Map<String, @Nullable Object>> rest, int size) {}

  Reply answer(Request request) {
    String mailbox = request.mailbox().orElse(null);
    Reply refusal = mailbox == null ? null : contacts.refusal(mailbox, request);
    if (refusal != null) {
      return refusal;
    }
    if (request.followsALink()) {
      return links
          .take(request.pathAndQuery())
          .map(position -> follow(position, request))
          .orElseGet(() -> unknownLink(request));
    }
    if (mailbox != null) {
      return contacts.answer(mailbox, request);
    }
    String path = request.path();
    Matcher delta = DELTA.matcher(path);
    Matcher one = ONE.matcher(path);
    Matcher members = MEMBERS.matcher(path);
    Matcher deleted = DELETED.matcher(path);
    Matcher restore = RESTORE.matcher(path);
    if (request.method().equals("POST")) {
      return restore.matches() ? restore(Request.decoded(restore.group(1))) : notSupported();
    }
    if (path.equals("/organization")) {
      return Reply.json(200, Map.of("value", List.of(organization())));
    }
    if (delta.matches()) {
      return begin(kind(delta.group(1)), request);
    }
    if (path.equals("/users") || path.equals("/groups")) {
      return list(kind(path.substring(1)), request);
    }
    if (members.matches()) {
      return members(Request.decoded(members.group(1)), request);
    }
    if (deleted.matches()) {
      Kind kind = kind(deleted.group(1) + "s");
      return listed(
          entries(directory.select(kind, e -> e.state == Entry.State.DELETED), request),
          path,
          request);
    }
    return one.matches()
        ? one(kind(one.group(1)), Request.decoded(one.group(2)), request)
        : notSupported();
  }

  private Reply follow(Object position, Request request) {
    if (position instanceof DeltaRounds.PagePosition page) {
      return rounds.page(page);
    }
    if (position instanceof DeltaRounds.RoundStart start) {
      return rounds.begin(start.kind(), start.select(), start.since(), start.ids());
    }
    if (!(position instanceof ListPosition list)) {
      return contacts.follow(position);
    }
    return list.advanced() && !"eventual".equals(request.header("ConsistencyLevel"))
        ? needsConsistencyLevel()
        : page(list);
  }

  private Reply unknownLink(Request request) {
    if (links.wasForgotten(request.pathAndQuery()) && request.mailbox().isPresent()) {
      return FaultReplies.syncStateNotFound();
    }
    return links.wasForgotten(request.pathAndQuery())
        ? Reply.error(410, "resyncRequired", "The link is no longer known.")
            .with("Location", "/users/delta?$deltatoken=")
        : Reply.error(400, "BadRequest", "The link is not the one that was given.");
  }

  private Reply begin(Kind kind, Request request) {
    Map<String, String> query = request.query();
    if (query.containsKey("$top")
        || query.containsKey("$expand")
        || query.containsKey("$orderby")) {
      return Reply.error(400, "Request_UnsupportedQuery", "The query is not supported with delta.");
    }
    String filter = query.get("$filter");
    Set<String> ids = filter == null ? Set.of() : ids(filter);
    if (filter != null && (ids.isEmpty() || ids.size() > MOST_IDS)) {
      return Reply.error(
          400, "Request_UnsupportedQuery", "The filter is not supported with delta.");
    }
    return rounds.begin(kind, select(kind, query), -1, ids);
  }

  /** Of {@code id eq 'a' or id eq 'b'}; empty for any other filter. */
  private static Set<String> ids(String filter) {
    Set<String> ids = new LinkedHashSet<>();
    for (String part : filter.split(" or ", -1)) {
      if (!part.matches("id eq '[^']+'")) {
        return Set.of();
      }
      ids.add(part.substring("id eq '".length(), part.length() - 1));
    }
    return ids;
  }

  private static List<String> select(Kind kind, Map<String, String> query) {
    String select = query.get("$select");
    return select == null ? kind.byDefault : List.of(select.split(",", -1));
  }

  private Reply list(Kind kind, Request request) {
    String filter = request.query().get("$filter");
    if (filter == null) {
      return listed(
          entries(directory.select(kind, Resources::isLive), request),
          "/" + kind.collection(),
          request);
    }
    if (!"eventual".equals(request.header("ConsistencyLevel"))
        || !"true".equals(request.query().get("$count"))) {
      return needsConsistencyLevel();
    }
    Matcher address = BY_ADDRESS.matcher(filter);
    if (!address.matches()) {
      return Reply.error(
          400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause.");
    }
    String wanted = address.group(1).replace("''", "'");
    boolean ignored = settings.traits().contains(Trait.FILTER_IGNORED);
    return listed(
        entries(
            directory.select(kind, e -> isLive(e) && (ignored || answersTo(e, wanted))), request),
        "/" + kind.collection(),
        request);
  }

  private static boolean answersTo(Entry entry, String address) {
    return address.equalsIgnoreCase(String.valueOf(entry.values.get("userPrincipalName")))
        || address.equalsIgnoreCase(String.valueOf(entry.values.get("mail")))
        || (entry.values.get("proxyAddresses") instanceof List<?> list
            && list.stream()
                .anyMatch(one -> ("smtp:" + address).equalsIgnoreCase(String.valueOf(one))));
  }

  private Reply members(String group, Request request) {
    Entry entry = directory.find(group);
    if (entry == null || !isLive(entry)) {
      return notFound();
    }
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (String id : directory.members(group)) {
      Entry member = directory.find(id);
      if (member != null && isLive(member)) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("@odata.type", member.kind.odataType());
        object.put("id", id);
        found.add(object);
      }
    }
    return listed(found, "/groups/" + group + "/members", request);
  }

  private Reply one(Kind kind, String id, Request request) {
    Entry entry = directory.find(id);
    if (entry == null || entry.kind != kind || !isLive(entry)) {
      return notFound();
    }
    return Reply.json(200, plain(entry, select(kind, request.query())));
  }

  private Reply restore(String id) {
    Entry entry = directory.find(id);
    if (entry == null || entry.state != Entry.State.DELETED) {
      return notFound();
    }
    directory.restore(id);
    return Reply.json(200, plain(entry, entry.kind.byDefault));
  }

  private List<Map<String, @Nullable Object>> entries(List<Entry> found, Request request) {
    return found.stream().map(entry -> plain(entry, select(entry.kind, request.query()))).toList();
  }

  private Reply listed(
      List<Map<String, @Nullable Object>> found, String resource, Request request) {
    String top = request.query().get("$top");
    int size = top == null ? DEFAULT_PAGE : Math.min(LARGEST_PAGE, Integer.parseInt(top));
    boolean advanced = request.query().containsKey("$filter");
    return page(new ListPosition(resource, advanced, found, Math.min(size, settings.pageSize())));
  }

  private Reply page(ListPosition list) {
    int end = Math.min(list.size(), list.rest().size());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#directoryObjects");
    if (end < list.rest().size()) {
      ListPosition next =
          new ListPosition(
              list.resource(),
              list.advanced(),
              list.rest().subList(end, list.rest().size()),
              list.size());
      body.put("@odata.nextLink", links.give(list.resource(), "skiptoken", next));
    }
    body.put("value", list.rest().subList(0, end));
    return Reply.json(200, body);
  }

  /** A plain read: what was selected and has no value is null, or an empty list. */
  private Map<String, @Nullable Object> plain(Entry entry, List<String> select) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", entry.id);
    synchronized (directory) {
      for (String field : select) {
        if (!field.equals("id") && !field.equals("members")) {
          Object value = entry.values.get(field);
          object.put(field, value == null && entry.kind.lists.contains(field) ? List.of() : value);
        }
      }
    }
    return object;
  }

  private Map<String, @Nullable Object> organization() {
    Map<String, @Nullable Object> organization = new LinkedHashMap<>();
    organization.put("id", settings.tenantId());
    organization.put("displayName", settings.name());
    organization.put("onPremisesSyncEnabled", null);
    organization.put("partnerTenantType", "unknownFutureValue");
    organization.put(
        "verifiedDomains",
        List.of(
            domain(settings.domains().get(0), true, false),
            domain(settings.domains().get(1), false, true)));
    return organization;
  }

  private static Map<String, Object> domain(String name, boolean isDefault, boolean isInitial) {
    return Map.of(
        "name", name,
        "isDefault", isDefault,
        "isInitial", isInitial,
        "type", "Managed",
        "capabilities", "Email, OfficeCommunicationsOnline");
  }

  private static boolean isLive(Entry entry) {
    return entry.state == Entry.State.LIVE;
  }

  private static Kind kind(String collection) {
    return collection.equals("users") ? Kind.USER : Kind.GROUP;
  }

  private static Reply needsConsistencyLevel() {
    return Reply.error(
        400, "Request_UnsupportedQuery", "The query needs ConsistencyLevel: eventual and $count.");
  }

  private static Reply notFound() {
    return Reply.error(
        404,
        "Request_ResourceNotFound",
        "Resource does not exist or one of its queried references.");
  }

  private static Reply notSupported() {
    return Reply.error(501, "NotImplemented", "This operation target is not yet supported.");
  }
}

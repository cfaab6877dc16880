package io.rollcall.sandbox.exchange;

import io.rollcall.sandbox.graph.FaultReplies;
import io.rollcall.sandbox.graph.Reply;
import io.rollcall.sandbox.graph.TokenDesk;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Requests for cmdlets, one by one or ten together. A link to more rows is good for the same body
 * and only with an anchor, as it was when it was given.
 */
final class Invocations {
  private static final int LARGEST_BATCH = 10;
  private static final int DEFAULT_RESULT_SIZE = 1000;
  private static final String SKIP = "%24skiptoken=";

  private final OrganizationRows rows;
  private final CmdletDesk desk;
  private final String api;
  private final int pageSize;
  private final Map<String, String> bodiesByLink = new HashMap<>();
  private volatile String leadingToItself = "";

  Invocations(OrganizationRows rows, String api, int pageSize) {
    this.rows = rows;
    this.desk = new CmdletDesk(rows);
    this.api = api;
    this.pageSize = pageSize;
  }

  /**
   * @param struck what becomes of a good answer
   */
  Reply one(
      String pathAndQuery, String body, boolean anchored, BiFunction<String, Reply, Reply> struck) {
    JsonNode input = Reply.JSON.readTree(body).path("CmdletInput");
    String cmdlet = input.path("CmdletName").asString("");
    JsonNode parameters = input.path("Parameters");
    if (!parameters.isObject()) {
      return FaultReplies.refused(
          Map.of("details", List.of(Map.of("message", "|X|Parameters must be an object."))));
    }
    String identity = parameters.path("Identity").asString("");
    Reply good;
    try {
      good =
          identity.isEmpty()
              ? all(cmdlet, parameters, pathAndQuery, body, anchored)
              : single(cmdlet, identity, pathAndQuery);
    } catch (CmdletDesk.Unknown e) {
      good =
          FaultReplies.refused(
              Map.of(
                  "details",
                  List.of(Map.of("message", "|X|The term '" + cmdlet + "' is not recognized."))));
    } catch (CmdletDesk.Refused e) {
      good =
          FaultReplies.refused(
              Map.of(
                  "innererror",
                  Map.of("internalexception", Map.of("message", String.valueOf(e.getMessage())))));
    }
    return struck.apply(request(cmdlet, identity, pathAndQuery), good);
  }

  private static String request(String cmdlet, String identity, String pathAndQuery) {
    return (cmdlet + " " + identity).strip() + (pathAndQuery.contains(SKIP) ? " more" : "");
  }

  /** From now on the pages of a request, as faults know it, have links that lead to themselves. */
  void leadToItself(String request) {
    this.leadingToItself = request;
  }

  private Reply single(String cmdlet, String identity, String pathAndQuery) {
    int i = rows.find(identity);
    if (i < 0) {
      return FaultReplies.refused(
          Map.of(
              "details",
              List.of(Map.of("message", "|X|The object '" + identity + "' couldn't be found."))));
    }
    return page(selected(desk.answer(cmdlet, i), selection(pathAndQuery)), null, List.of());
  }

  private Reply all(
      String cmdlet, JsonNode parameters, String pathAndQuery, String body, boolean anchored) {
    int start = 0;
    int given = 0;
    int link = pathAndQuery.indexOf(SKIP);
    if (link >= 0) {
      String token = pathAndQuery.substring(link + SKIP.length());
      synchronized (bodiesByLink) {
        if (!anchored || !body.equals(bodiesByLink.get(token))) {
          return FaultReplies.refused(
              Map.of("details", List.of(Map.of("message", FaultReplies.EXPIRED))));
        }
      }
      String[] parts = token.split("-", -1);
      start = Integer.parseInt(parts[1]);
      given = Integer.parseInt(parts[2]);
    }
    JsonNode size = parameters.path("ResultSize");
    int limit =
        size.asString("").equals("Unlimited")
            ? Integer.MAX_VALUE
            : size.isMissingNode() ? DEFAULT_RESULT_SIZE : size.asInt(DEFAULT_RESULT_SIZE);
    IntPredicate covers = desk.covers(cmdlet);
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    int most = Math.min(pageSize, limit - given);
    int i = start;
    for (; i < rows.size() && found.size() < most; i++) {
      if (rows.exists(i) && covers.test(i)) {
        found.addAll(desk.answer(cmdlet, i));
      }
    }
    boolean more = false;
    for (int rest = i; rest < rows.size() && !more; rest++) {
      more = rows.exists(rest) && covers.test(rest);
    }
    String next = more ? link(cmdlet, i, given + found.size(), body) : null;
    if (request(cmdlet, "", pathAndQuery).equals(leadingToItself)) {
      next = api + pathAndQuery.substring(pathAndQuery.indexOf("/InvokeCommand"));
    }
    boolean cut = more && given + found.size() >= limit;
    return page(
        selected(found, selection(pathAndQuery)),
        next,
        cut ? List.of(FaultReplies.MORE_RESULTS) : List.of());
  }

  private String link(String cmdlet, int next, int given, String body) {
    String token = cmdlet.replace("-", "") + "-" + next + "-" + given;
    synchronized (bodiesByLink) {
      bodiesByLink.put(token, body);
    }
    return api + "/InvokeCommand?" + SKIP + token;
  }

  private Reply page(
      List<Map<String, @Nullable Object>> found, @Nullable String next, List<String> warnings) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("@odata.context", api + "/$metadata#Collection(Exchange.GenericHashTable)");
    if (next != null) {
      answer.put("@odata.nextLink", next);
    }
    answer.put("adminapi.warnings@odata.type", "#Collection(String)");
    answer.put("@adminapi.warnings", warnings);
    answer.put("value", found);
    return Reply.json(200, answer);
  }

  /** The properties that are asked for, in lower case; a link to more rows names none. */
  private static Set<String> selection(String pathAndQuery) {
    String decoded = URLDecoder.decode(pathAndQuery, StandardCharsets.UTF_8);
    int start = decoded.indexOf("$select=");
    return start < 0
        ? Set.of()
        : new TreeSet<>(
            List.of(
                decoded
                    .substring(start + "$select=".length())
                    .toLowerCase(Locale.ROOT)
                    .split(",", -1)));
  }

  /** A property that is asked for and does not exist comes as null. */
  private static List<Map<String, @Nullable Object>> selected(
      List<Map<String, @Nullable Object>> found, Set<String> selection) {
    if (selection.isEmpty()) {
      return found;
    }
    List<Map<String, @Nullable Object>> selected = new ArrayList<>();
    for (Map<String, @Nullable Object> row : found) {
      Map<String, @Nullable Object> some = new LinkedHashMap<>();
      Set<String> missing = new TreeSet<>(selection);
      row.forEach(
          (name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            int sibling = lower.indexOf('@');
            if (selection.contains(sibling < 0 ? lower : lower.substring(0, sibling))) {
              some.put(name, value);
              missing.remove(lower);
            }
          });
      missing.forEach(name -> some.put(name, null));
      selected.add(some);
    }
    return selected;
  }

  /** Ten at most, each with all that a request of its own has; the answers in another order. */
  Reply batch(String body, TokenDesk tokens, BiFunction<String, Reply, Reply> struck) {
    JsonNode requests = Reply.JSON.readTree(body).path("requests");
    if (!requests.isArray() || requests.size() > LARGEST_BATCH) {
      return FaultReplies.refused(
          Map.of("details", List.of(Map.of("message", "|X|A batch has ten requests at most."))));
    }
    List<Map<String, @Nullable Object>> responses = new ArrayList<>();
    for (JsonNode request : requests) {
      String url = request.path("url").asString("");
      JsonNode headers = request.path("headers");
      Reply reply =
          !url.startsWith(api + "/InvokeCommand")
              ? Reply.empty(404)
              : !tokens.accepts(headers.path("Authorization").asString(""))
                  ? Reply.empty(401)
                  : one(
                      url, request.path("body").toString(), headers.has("X-AnchorMailbox"), struck);
      responses.add(response(request.path("id").asString(""), reply));
    }
    Collections.reverse(responses);
    return Reply.json(200, Map.of("responses", responses));
  }

  private static Map<String, @Nullable Object> response(String id, Reply reply) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("id", id);
    response.put("status", reply.status());
    response.put("headers", reply.headers());
    if (reply.body().length == 0) {
      return response;
    }
    try {
      response.put("body", Reply.JSON.readTree(reply.body()));
    } catch (JacksonException e) {
      response.put("body", new String(reply.body(), StandardCharsets.UTF_8));
    }
    return response;
  }
}

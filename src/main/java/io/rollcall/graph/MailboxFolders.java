package io.rollcall.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.rollcall.graph.MailboxException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact folders of mailboxes. The list of folders leaves out the default one, which answers
 * to a well-known name (<a href="https://learn.microsoft.com/graph/known-issues">known issues</a>),
 * and goes down no further than one level.
 */
final class MailboxFolders {
  private static final String FOLDERS = "contactFolders";
  private static final String CHILDREN = "childFolders";
  private static final String WELL_KNOWN = "contacts";
  private static final String PAGE = "?$top=100";

  private final MailboxCalls calls;

  MailboxFolders(MailboxCalls calls) {
    this.calls = calls;
  }

  /** All of them, the default one first and each after its parent. */
  List<GraphFolder> all(String userId) {
    String top = MailboxCalls.path(userId, FOLDERS);
    Map<String, String> first = new LinkedHashMap<>();
    first.put(WELL_KNOWN, MailboxCalls.path(userId, FOLDERS, WELL_KNOWN));
    first.put(FOLDERS, top + PAGE);
    Map<String, JsonElement> answers = calls.all(userId, first, failure -> false).found();
    Map<String, GraphFolder> found = new LinkedHashMap<>();
    GraphFolder byDefault =
        folder(top, calls.understood(top, answers.get(WELL_KNOWN), JsonObject.class), true);
    found.put(byDefault.id(), byDefault);
    List<GraphFolder> level = new ArrayList<>(List.of(byDefault));
    level.addAll(added(top, answers.get(FOLDERS), found));
    while (!level.isEmpty()) {
      level = below(userId, level, found);
    }
    return List.copyOf(found.values());
  }

  /** A folder that went meanwhile has nothing below it. */
  private List<GraphFolder> below(
      String userId, List<GraphFolder> level, Map<String, GraphFolder> found) {
    Map<String, String> urls = new LinkedHashMap<>();
    level.forEach(
        folder ->
            urls.put(
                folder.id(), MailboxCalls.path(userId, FOLDERS, folder.id(), CHILDREN) + PAGE));
    Batch.Read read = calls.all(userId, urls, MailboxFolders::isGone);
    read.failed().keySet().forEach(found::remove);
    List<GraphFolder> next = new ArrayList<>();
    read.found()
        .forEach((id, page) -> next.addAll(added(MailboxCalls.path(userId, FOLDERS), page, found)));
    return next;
  }

  private List<GraphFolder> added(
      String path, @Nullable JsonElement page, Map<String, GraphFolder> found) {
    List<GraphFolder> added = new ArrayList<>();
    for (JsonObject json : calls.entries(path, calls.page(path, null, page))) {
      GraphFolder folder = folder(path, json, false);
      if (found.putIfAbsent(folder.id(), folder) == null) {
        added.add(folder);
      }
    }
    return added;
  }

  private GraphFolder folder(String path, JsonObject json, boolean isDefault) {
    return calls.understood(
        path,
        () -> {
          String parent = ContactReading.text(json, "parentFolderId");
          String name = ContactReading.text(json, "displayName");
          return new GraphFolder(
              ContactReading.id(json),
              parent == null ? "" : parent,
              name == null ? "" : name,
              isDefault);
        });
  }

  /** Makes one at the top, or below another one, and returns its id. */
  String create(String userId, @Nullable String parentId, String name) {
    String path =
        parentId == null
            ? MailboxCalls.path(userId, FOLDERS)
            : MailboxCalls.path(userId, FOLDERS, parentId, CHILDREN);
    JsonObject body = new JsonObject();
    body.addProperty("displayName", name);
    JsonObject made = calls.post(path, body);
    return calls.understood(path, () -> ContactReading.id(made));
  }

  /** Whether it was there. */
  boolean delete(String userId, String folderId) {
    try {
      calls.delete(MailboxCalls.path(userId, FOLDERS, folderId));
      return true;
    } catch (MailboxException e) {
      if (isGone(e)) {
        return false;
      }
      throw e;
    }
  }

  static boolean isGone(GraphException failure) {
    return failure instanceof MailboxException e && e.reason() == Reason.GONE;
  }
}

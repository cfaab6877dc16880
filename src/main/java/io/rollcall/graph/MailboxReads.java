package io.rollcall.graph;

import com.google.gson.JsonElement;
import io.rollcall.graph.MailboxException.Reason;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts and photos by id, from one mailbox with each request. */
final class MailboxReads {
  private static final List<String> EXPANDS =
      ExtendedIds.expands(ExtendedIds.wanted(), ExtendedIds.LONGEST);

  private final MailboxCalls calls;

  MailboxReads(MailboxCalls calls) {
    this.calls = calls;
  }

  ContactsRead contacts(String userId, Collection<String> ids) {
    Set<String> wanted = new LinkedHashSet<>(ids);
    Map<String, String> urls = new LinkedHashMap<>();
    for (String id : wanted) {
      String path = MailboxCalls.path(userId, "contacts", id);
      for (int i = 0; i < EXPANDS.size(); i++) {
        urls.put(key(id, i), path + (i == 0 ? "?" : "?$select=id&") + "$expand=" + EXPANDS.get(i));
      }
    }
    Batch.Read read = calls.all(userId, urls, MailboxReads::isOfOne);
    Map<String, GraphContact> found = new LinkedHashMap<>();
    Map<String, GraphException> unreadable = new LinkedHashMap<>();
    for (String id : wanted) {
      settle(userId, id, read, found, unreadable);
    }
    return new ContactsRead(found, unreadable);
  }

  private static String key(String id, int part) {
    return part + " " + id;
  }

  private void settle(
      String userId,
      String id,
      Batch.Read read,
      Map<String, GraphContact> found,
      Map<String, GraphException> unreadable) {
    Map<String, String> extended = new LinkedHashMap<>();
    List<JsonElement> parts = new ArrayList<>();
    for (int i = 0; i < EXPANDS.size(); i++) {
      GraphException failure = read.failed().get(key(id, i));
      if (failure != null) {
        if (!MailboxFolders.isGone(failure)) {
          unreadable.put(id, failure);
        }
        return;
      }
      parts.add(calls.understood(userId, read.found().get(key(id, i)), JsonElement.class));
    }
    try {
      String path = MailboxCalls.path(userId, "contacts", id);
      GraphContact contact =
          calls.understood(
              path,
              () -> {
                parts.forEach(part -> ContactReading.extended(part.getAsJsonObject(), extended));
                return ContactReading.contact(parts.get(0).getAsJsonObject(), extended);
              });
      found.put(id, contact);
    } catch (GraphException e) {
      unreadable.put(id, e);
    }
  }

  Map<String, byte[]> photos(String userId, Collection<String> ids) {
    Map<String, String> urls = new LinkedHashMap<>();
    for (String id : new LinkedHashSet<>(ids)) {
      urls.put(id, MailboxCalls.path(userId, "contacts", id, "photo") + "/$value");
    }
    Batch.Read read = calls.all(userId, urls, MailboxFolders::isGone);
    Map<String, byte[]> found = new LinkedHashMap<>();
    read.found()
        .forEach(
            (id, body) ->
                found.put(
                    id,
                    calls.understood(
                        MailboxCalls.path(userId, "contacts", id),
                        () -> Base64.getMimeDecoder().decode(body.getAsString()))));
    return found;
  }

  /** Others can be read all the same. */
  private static boolean isOfOne(GraphException failure) {
    return failure instanceof MailboxException e
        && (e.reason() == Reason.GONE || e.reason() == Reason.UNREADABLE);
  }
}

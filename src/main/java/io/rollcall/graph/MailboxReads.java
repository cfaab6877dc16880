package io.rollcall.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.rollcall.graph.MailboxException.Reason;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Contacts and photos by id, from one mailbox with each request. */
final class MailboxReads {
  private static final List<String> EXPANDS =
      ExtendedIds.expands(ExtendedIds.wanted(), ExtendedIds.LONGEST);

  /** Below the 64 MB of an answer even when each has notes of a megabyte. */
  private static final int PAGE = 40;

  /** That many are read by themselves as fast. */
  private static final int FEW = 8;

  private final MailboxCalls calls;

  MailboxReads(MailboxCalls calls) {
    this.calls = calls;
  }

  /**
   * Many contacts of one folder: by its pages, as long as each can be read; what they leave out,
   * one by one.
   */
  void many(String userId, String folderId, Collection<String> ids, Consumer<ContactsRead> pages) {
    Set<String> left = new LinkedHashSet<>(ids);
    String path = MailboxCalls.path(userId, "contactFolders", folderId, "contacts");
    String query = "?$top=" + PAGE + "&$expand=" + EXPANDS.get(0);
    boolean worthIt = EXPANDS.size() == 1 && left.size() > FEW;
    Optional<MailboxCalls.Page> page =
        worthIt ? readable(() -> calls.first(path + query)) : Optional.empty();
    while (page.isPresent() && !left.isEmpty()) {
      ContactsRead read = wanted(path, page.get(), left);
      left.removeAll(read.found().keySet());
      pages.accept(read);
      String link = page.get().next();
      page = link == null ? Optional.empty() : readable(() -> calls.at(path, link));
    }
    List<String> others = List.copyOf(left);
    for (int from = 0; from < others.size(); from += PAGE) {
      pages.accept(contacts(userId, others.subList(from, Math.min(others.size(), from + PAGE))));
    }
  }

  /** One contact that cannot be read spoils its page, and those behind it have no address then. */
  private static Optional<MailboxCalls.Page> readable(Supplier<MailboxCalls.Page> reading) {
    try {
      return Optional.of(reading.get());
    } catch (FullReadNeeded e) {
      return Optional.empty();
    } catch (MailboxException e) {
      if (e.reason() == Reason.UNREADABLE || e.reason() == Reason.UNAVAILABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What cannot be understood is left to be read by itself, and reported then. */
  private ContactsRead wanted(String path, MailboxCalls.Page page, Set<String> ids) {
    Map<String, GraphContact> found = new LinkedHashMap<>();
    for (JsonObject json : page.entries()) {
      try {
        GraphContact contact = calls.understood(path, () -> contact(List.of(json)));
        if (ids.contains(contact.id())) {
          found.put(contact.id(), contact);
        }
      } catch (GraphException e) {
        // left to be read by itself
      }
    }
    return new ContactsRead(found, Map.of());
  }

  OptionalInt count(String userId, String folderId) {
    String path = MailboxCalls.path(userId, "contactFolders", folderId, "contacts");
    JsonElement number = calls.of(path + "?$count=true&$top=1&$select=id").get("@odata.count");
    return number == null
        ? OptionalInt.empty()
        : OptionalInt.of(calls.understood(path, number::getAsInt));
  }

  private static GraphContact contact(List<? extends JsonElement> parts) {
    Map<String, String> extended = new LinkedHashMap<>();
    parts.forEach(part -> ContactReading.extended(part.getAsJsonObject(), extended));
    return ContactReading.contact(parts.get(0).getAsJsonObject(), extended);
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
      found.put(id, calls.understood(path, () -> contact(parts)));
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

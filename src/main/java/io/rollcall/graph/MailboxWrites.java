package io.rollcall.graph;

import com.google.gson.JsonObject;
import io.rollcall.entra.Answer;
import io.rollcall.entra.Attempts;
import io.rollcall.entra.CloudException;
import io.rollcall.graph.MailboxException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.MediaType;

/** What changes contacts, and finds again what was made. */
final class MailboxWrites {
  private static final MediaType JPEG = MediaType.get("image/jpeg");
  private static final String PAGE = "&$top=500";
  private static final String MARKED =
      ContactReading.EXTENDED + "/any(ep:ep/id eq '" + ContactWriting.MARKER + "' and ep/value ";
  private static final String WITH_MARKER =
      "$select=id&$expand="
          + ExtendedIds.expands(List.of(ContactWriting.MARKER), ExtendedIds.LONGEST).get(0);

  private final GraphSession session;
  private final MailboxCalls calls;

  MailboxWrites(GraphSession session, MailboxCalls calls) {
    this.session = session;
    this.calls = calls;
  }

  /** Makes a contact once: before it is sent again, it is looked for. */
  String create(String userId, String folderId, ContactCard card, String marker) {
    String path = MailboxCalls.path(userId, "contactFolders", folderId, "contacts");
    JsonObject body = ContactWriting.json(card, marker);
    Attempts attempts = session.attempts();
    while (true) {
      try {
        JsonObject made = calls.post(path, body);
        return calls.understood(path, () -> ContactReading.id(made));
      } catch (MailboxException e) {
        Optional<Duration> wait =
            e.reason() == Reason.MAYBE_DONE
                ? attempts.next(new Answer(e.status(), Headers.of(), new byte[0], null), true)
                : Optional.empty();
        if (wait.isEmpty()) {
          throw e;
        }
        Optional<String> there = foundAfter(wait.get(), userId, folderId, marker, e);
        if (there.isPresent()) {
          return there.get();
        }
      }
    }
  }

  /** Where it cannot be looked for either, nobody knows still. */
  private Optional<String> foundAfter(
      Duration wait, String userId, String folderId, String marker, MailboxException unknown) {
    try {
      session.pause(wait, MailboxCalls.path(userId, "contacts"));
      return byMarker(userId, folderId, marker).stream().findFirst();
    } catch (CloudException e) {
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  List<String> byMarker(String userId, String folderId, String marker) {
    return marked(userId, folderId, "eq '" + marker.replace("'", "''") + "'").entrySet().stream()
        .filter(one -> one.getValue().equals(marker))
        .map(Map.Entry::getKey)
        .toList();
  }

  Map<String, String> marked(String userId, String folderId) {
    return marked(userId, folderId, "ne null");
  }

  /** The filter may be ignored without a word: what comes without a marker has none. */
  private Map<String, String> marked(String userId, String folderId, String condition) {
    String path = MailboxCalls.path(userId, "contactFolders", folderId, "contacts");
    String query =
        "?" + WITH_MARKER + "&$filter=" + ExtendedIds.encoded(MARKED + condition + ")") + PAGE;
    Map<String, String> found = new LinkedHashMap<>();
    for (JsonObject json : calls.entries(path, calls.first(path + query))) {
      Map<String, String> extended = new LinkedHashMap<>();
      calls.understood(
          path,
          () -> {
            ContactReading.extended(json, extended);
            return extended;
          });
      String marker = extended.get(ContactReading.key(ContactWriting.MARKER));
      if (marker != null) {
        found.put(calls.understood(path, () -> ContactReading.id(json)), marker);
      }
    }
    return found;
  }

  void photo(String userId, String contactId, byte[] photo) {
    calls.put(MailboxCalls.path(userId, "contacts", contactId, "photo") + "/$value", JPEG, photo);
  }

  /** Whether it was there. */
  boolean delete(String userId, String contactId) {
    try {
      calls.delete(MailboxCalls.path(userId, "contacts", contactId));
      return true;
    } catch (MailboxException e) {
      if (MailboxFolders.isGone(e)) {
        return false;
      }
      throw e;
    }
  }
}

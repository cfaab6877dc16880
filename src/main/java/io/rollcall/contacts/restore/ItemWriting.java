package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.State;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.graph.ContactsRead;
import io.rollcall.graph.GraphContact;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.MailboxException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does what was decided about one contact. Done again after a crash, it goes on: what was made is
 * told, a photo is put once more, what is deleted is gone. For several threads.
 *
 * @param source what contacts are taken from
 * @param before the target as it was when it was decided
 * @param folders Graph's ids of the target's folders, by number in the source
 * @param made Graph's ids of the contacts that an earlier execution made, by position
 * @param tried positions that this execution came to; of one that failed in the middle nobody knows
 *     whether it was made
 * @param lease proves before each write that nobody else writes the mailbox
 */
public record ItemWriting(
    GraphContacts graph,
    Restore restore,
    SnapshotView source,
    SnapshotView before,
    Map<Long, String> folders,
    Map<Integer, String> made,
    Set<Integer> tried,
    Runnable lease) {
  private static final int SERVER_ERROR = 500;

  /**
   * What came of it.
   *
   * @param troubles what an operator has to know; empty when all went well
   */
  public record Outcome(State state, List<String> troubles) {}

  /**
   * Does it.
   *
   * @throws MailboxException when the service failed, the mailbox is full, or it may not be
   *     entered: what concerns all others too
   * @throws DamagedContent when the contact or its photo is not what was stored; nothing is made
   *     then
   */
  public Outcome write(RestoreItem item) {
    List<String> troubles = new ArrayList<>();
    String id = null;
    if (item.makes()) {
      Optional<StoredContact> contact = source.contact(Objects.requireNonNull(item.source()));
      if (contact.isEmpty()) {
        troubles.add("it was deleted from the backups meanwhile");
        return new Outcome(State.FAILED, troubles);
      }
      Optional<byte[]> photo = source.photo(contact.get());
      id = make(item, contact.get(), troubles);
      if (id == null) {
        return new Outcome(State.FAILED, troubles);
      }
      if (photo.isPresent() && !put(photo.get(), id, troubles) && item.action() == Action.REPLACE) {
        troubles.add("the contact that was there stays beside it");
        return new Outcome(State.DONE, troubles);
      }
    }
    if (item.action() == Action.REPLACE || item.action() == Action.REMOVE) {
      remove(Objects.requireNonNull(item.existing()), id, troubles);
    }
    return new Outcome(State.DONE, troubles);
  }

  private @Nullable String make(RestoreItem item, StoredContact contact, List<String> troubles) {
    String known = made.get(item.position());
    if (known != null) {
      return known;
    }
    String folder = Objects.requireNonNull(folders.get(Objects.requireNonNull(item.folder())));
    if (!tried.add(item.position())) {
      List<String> found = graph.findByMarker(user(), folder, restore.marker(item.position()));
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    ContactCard card = contact.card();
    while (true) {
      lease.run();
      try {
        return graph.createContact(user(), folder, card, restore.marker(item.position()));
      } catch (MailboxException e) {
        ContactField refused = e.field().orElse(null);
        if (e.reason() == Reason.MAYBE_DONE && e.status() == SERVER_ERROR) {
          return foundAfterAll(item, folder, e, troubles);
        }
        if (e.reason() != Reason.REFUSED) {
          throw e;
        }
        // Beside a contact that stays nothing is made that says less.
        if (refused == null
            || !card.values().containsKey(refused)
            || item.action() == Action.REPLACE) {
          troubles.add("it was not made: " + refusal(e));
          return null;
        }
        troubles.add("made without " + refusal(e));
        card = without(card, refused);
      }
    }
  }

  /** The service answers, and always that it failed: this contact is more than it can take. */
  private @Nullable String foundAfterAll(
      RestoreItem item, String folder, MailboxException failure, List<String> troubles) {
    List<String> found = graph.findByMarker(user(), folder, restore.marker(item.position()));
    if (found.isEmpty()) {
      troubles.add("it was not made: " + refusal(failure));
      return null;
    }
    return found.get(0);
  }

  /** Without the words of the service, which may repeat what a person wrote. */
  private static String refusal(MailboxException e) {
    return "%s, which Microsoft refuses: %s"
        .formatted(e.field().map(ContactField::graphName).orElse("what it says"), answer(e));
  }

  private static String answer(MailboxException e) {
    return "%d%s%s"
        .formatted(
            e.status(),
            e.code().map(code -> " " + code).orElse(""),
            e.requestId().map(id -> " (request " + id + ")").orElse(""));
  }

  private static ContactCard without(ContactCard card, ContactField field) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.putAll(card.values());
    values.remove(field);
    return new ContactCard(values);
  }

  /** Whether it has it now. */
  private boolean put(byte[] photo, String id, List<String> troubles) {
    lease.run();
    try {
      graph.putPhoto(user(), id, photo);
      return true;
    } catch (MailboxException e) {
      boolean always = e.reason() == Reason.MAYBE_DONE && e.status() == SERVER_ERROR;
      if (e.reason() != Reason.REFUSED && e.reason() != Reason.GONE && !always) {
        throw e;
      }
      troubles.add(
          e.reason() == Reason.GONE
              ? "somebody deleted it as soon as it was made"
              : "made without its photo, which Microsoft refuses: " + e.status());
      return false;
    }
  }

  /**
   * Only as it was when it was decided, and only while what takes its place is there: nobody's
   * change since is lost.
   *
   * @param made what takes its place; null for nothing
   */
  private void remove(long existing, @Nullable String made, List<String> troubles) {
    Optional<StoredContact> known = before.contact(existing);
    if (known.isEmpty()) {
      troubles.add("the contact that was there stays: the snapshot that has it is gone");
      return;
    }
    String id = known.get().graphId();
    ContactsRead read = graph.contacts(user(), made == null ? List.of(id) : List.of(id, made));
    GraphContact now = read.found().get(id);
    if (now == null && !read.unreadable().containsKey(id)) {
      return; // deleted, by us before a crash or by somebody
    }
    if (now == null) {
      troubles.add("the contact that was there stays: it cannot be read");
    } else if (made != null && !read.found().containsKey(made)) {
      troubles.add("the contact that was there stays: what was made in its place is gone");
    } else {
      removeUnchanged(known.get(), now, troubles);
    }
  }

  /** What is so of this contact alone, and always, keeps nobody from the others. */
  private void removeUnchanged(StoredContact known, GraphContact now, List<String> troubles) {
    String id = known.graphId();
    try {
      if (!now.card().equals(known.card()) || !samePhoto(known, id)) {
        troubles.add("the contact that was there stays: it was changed meanwhile");
        return;
      }
      lease.run();
      graph.delete(user(), id);
    } catch (MailboxException e) {
      switch (e.reason()) {
        case UNREADABLE ->
            troubles.add("the contact that was there stays: its photo cannot be read");
        case REFUSED ->
            troubles.add(
                "the contact that was there stays: Microsoft refuses to delete it: " + answer(e));
        default -> throw e;
      }
    }
  }

  private boolean samePhoto(StoredContact known, String id) {
    byte[] now = graph.photos(user(), List.of(id)).get(id);
    byte[] then = before.photo(known).orElse(null);
    return Arrays.equals(now, then);
  }

  private String user() {
    return before.mailbox().graphId();
  }
}

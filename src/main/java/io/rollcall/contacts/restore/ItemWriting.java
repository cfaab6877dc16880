package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.State;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what was decided about one contact. Done again after a crash, it goes on: what was made is
 * told, a photo is put once more, what is deleted is gone. For several threads.
 *
 * @param source what contacts are taken from
 * @param before the target as it was when it was decided
 * @param folders Graph's ids of the target's folders, by number in the source
 * @param made Graph's ids of the contacts that an earlier execution made, by position
 * @param lease proves before each write that nobody else writes the mailbox
 */
public record ItemWriting(
    GraphContacts graph,
    Restore restore,
    SnapshotView source,
    SnapshotView before,
    Map<Long, String> folders,
    Map<Integer, String> made,
    Runnable lease) {

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
   */
  public Outcome write(RestoreItem item) {
    List<String> troubles = new ArrayList<>();
    if (item.makes()) {
      Optional<StoredContact> contact = source.contact(Objects.requireNonNull(item.source()));
      if (contact.isEmpty()) {
        troubles.add("it was deleted from the backups meanwhile");
        return new Outcome(State.FAILED, troubles);
      }
      String id = make(item, contact.get(), troubles);
      if (id == null) {
        return new Outcome(State.FAILED, troubles);
      }
      photo(contact.get(), id, troubles);
    }
    if (item.action() == Action.REPLACE || item.action() == Action.REMOVE) {
      remove(Objects.requireNonNull(item.existing()), troubles);
    }
    return new Outcome(State.DONE, troubles);
  }

  private @Nullable String make(RestoreItem item, StoredContact contact, List<String> troubles) {
    String known = made.get(item.position());
    if (known != null) {
      return known;
    }
    String folder = Objects.requireNonNull(folders.get(Objects.requireNonNull(item.folder())));
    ContactCard card = contact.card();
    while (true) {
      lease.run();
      try {
        return graph.createContact(user(), folder, card, restore.marker(item.position()));
      } catch (MailboxException e) {
        ContactField refused = e.field().orElse(null);
        boolean ofOne = e.reason() == Reason.REFUSED || e.reason() == Reason.UNREADABLE;
        if (!ofOne) {
          throw e;
        }
        // Beside a contact that stays nothing is made that says less.
        if (refused == null
            || !card.values().containsKey(refused)
            || item.action() == Action.REPLACE) {
          troubles.add("it was not made: " + e.getMessage());
          return null;
        }
        troubles.add(
            "made without %s, which Microsoft refuses: %s"
                .formatted(refused.graphName(), e.getMessage()));
        card = without(card, refused);
      }
    }
  }

  private static ContactCard without(ContactCard card, ContactField field) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.putAll(card.values());
    values.remove(field);
    return new ContactCard(values);
  }

  private void photo(StoredContact contact, String id, List<String> troubles) {
    Optional<byte[]> photo = source.photo(contact);
    if (photo.isEmpty()) {
      return;
    }
    lease.run();
    try {
      graph.putPhoto(user(), id, photo.get());
    } catch (MailboxException e) {
      if (e.reason() != Reason.REFUSED && e.reason() != Reason.GONE) {
        throw e;
      }
      troubles.add("made without its photo: " + e.getMessage());
    }
  }

  /** Only as it was when it was decided: nobody's change since is lost. */
  private void remove(long existing, List<String> troubles) {
    Optional<StoredContact> known = before.contact(existing);
    if (known.isEmpty()) {
      troubles.add("the contact that was there stays: the snapshot that has it is gone");
      return;
    }
    String id = known.get().graphId();
    ContactsRead read = graph.contacts(user(), List.of(id));
    GraphContact now = read.found().get(id);
    if (now == null) {
      // Deleted, by us before a crash or by somebody; or it cannot be read.
      if (!read.unreadable().isEmpty()) {
        troubles.add("the contact that was there stays: it cannot be read");
      }
      return;
    }
    if (!now.card().equals(known.get().card())) {
      troubles.add("the contact that was there stays: it was changed meanwhile");
      return;
    }
    lease.run();
    graph.delete(user(), id);
  }

  private String user() {
    return before.mailbox().graphId();
  }
}

package io.rollcall.contacts.store;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.operations.Organizations;
import io.rollcall.testing.TestHome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** A mailbox of a test's own in a store, with what a test says of it most often. */
final class StoredMailbox {
  static final Instant CREATED = Instant.parse("2024-05-06T07:08:09Z");
  static final FolderState CONTACTS = new FolderState("f-contacts", null, "Contacts", true);
  static final FolderState CLIENTS =
      new FolderState("f-clients", "f-contacts", "Clients & Kunden", false);

  final TestHome home;
  final ContactStore store;
  final Mailbox mailbox;
  private long run;

  StoredMailbox(TestHome home) {
    this(home, "user-" + UUID.randomUUID());
  }

  StoredMailbox(TestHome home, String graphId) {
    this.home = home;
    this.store = home.bean(ContactStore.class);
    this.mailbox =
        store.mailbox(
            home.bean(Organizations.class).get("acme"), graphId, graphId + "@acme.example");
  }

  /** A contact with a name, an address and a note. */
  static ContactCard card(String name) {
    return new ContactCard(
        Map.of(
            ContactField.DISPLAY_NAME,
            name,
            ContactField.EMAIL_ADDRESSES,
            List.of(new ContactEmail(name, name.replace(' ', '.') + "@customer.example")),
            ContactField.PERSONAL_NOTES,
            "about " + name));
  }

  static Observed observed(String id, String name) {
    return observed(id, card(name), Observed.Photo.none());
  }

  static Observed observed(String id, ContactCard card, Observed.Photo photo) {
    return new Observed(id, card, CREATED, CREATED.plusSeconds(60), photo);
  }

  SnapshotWriting begin() {
    return store.begin(mailbox, ++run, () -> {});
  }

  /** A snapshot of two folders, with whatever else is written. */
  Snapshot snapshot(Consumer<SnapshotWriting> writes) {
    return snapshot(List.of(CONTACTS, CLIENTS), writes);
  }

  Snapshot snapshot(List<FolderState> folders, Consumer<SnapshotWriting> writes) {
    SnapshotWriting writing = begin();
    writing.folders(folders);
    writes.accept(writing);
    return writing.finish(Map.of("f-contacts", "link " + writing.seq()));
  }

  /** What a snapshot has: Graph's id, folder and name of each contact. */
  List<String> at(long seq) {
    SnapshotView view = store.at(mailbox, seq);
    Folders folders = view.folders();
    List<String> lines = new ArrayList<>();
    view.contacts(
        Selection.all(),
        one ->
            lines.add(
                "%s in %s: %s"
                    .formatted(
                        one.graphId(),
                        folders.get(one.folder()).map(Folder::path).orElse("?"),
                        one.card().text(ContactField.DISPLAY_NAME))));
    lines.sort(null);
    return lines;
  }

  /** All versions of a contact. */
  List<StoredContact> history(long number) {
    return store
        .versions(mailbox)
        .history(
            number,
            damaged -> {
              throw damaged;
            });
  }

  /** How many rows each table has of this mailbox. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : List.of("snapshot", "folder", "version", "photo")) {
      rows.put(
          table,
          home.count(
              "SELECT COUNT(*) FROM contacts_" + table + " WHERE mailbox_id = ?", mailbox.id()));
    }
    return rows;
  }

  /** The number of the contact with a Graph id. */
  long number(String graphId) {
    return store.number(mailbox, graphId).orElseThrow();
  }
}

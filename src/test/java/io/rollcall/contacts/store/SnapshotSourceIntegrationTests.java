package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contacts.ExtremeContacts;
import io.rollcall.contacts.export.ExportedContact;
import io.rollcall.contacts.export.ExportedMailbox;
import io.rollcall.contacts.export.SnapshotSource;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.RollcallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes from a store into files. */
class SnapshotSourceIntegrationTests {
  private static final FolderState EMPTY = new FolderState("f-empty", "f-clients", "A/B\\c", false);

  @ParameterizedTest
  @EnumSource
  void everyContactOfASnapshotComesOutAsItWentInPageAfterPage(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    ExtremeContacts extreme = new ExtremeContacts(3);
    List<Observed> in = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] photo = extreme.photo(i);
      in.add(
          observed(
              "c" + i,
              extreme.card(i),
              photo == null ? Observed.Photo.none() : Observed.Photo.of(photo)));
    }
    box.snapshot(writing -> writing.put("f-contacts", in));

    ExportedMailbox mailbox = SnapshotSource.of(box.store.at(box.mailbox, 1), List.of(), List.of());

    assertThat(mailbox.total()).isEqualTo(120);
    List<ExportedContact> out = contacts(mailbox);
    assertThat(out).hasSize(120);
    for (int i = 0; i < 120; i++) {
      assertThat(out.get(i).card()).isEqualTo(extreme.card(i));
      assertThat(out.get(i).photo()).isEqualTo(extreme.photo(i));
      assertThat(out.get(i).folder()).containsExactly("Contacts");
      assertThat(out.get(i).created()).isEqualTo(StoredMailbox.CREATED);
    }
    assertThat(contacts(mailbox)).hasSize(120);
  }

  @ParameterizedTest
  @EnumSource
  void foldersAndContactsCanBeChosen(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        List.of(StoredMailbox.CONTACTS, StoredMailbox.CLIENTS, EMPTY),
        writing -> {
          writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob")));
          writing.put("f-clients", List.of(observed("c", "Cid")));
        });
    SnapshotView view = box.store.at(box.mailbox, 1);

    ExportedMailbox clients =
        SnapshotSource.of(view, List.of("Contacts/Clients & Kunden"), List.of());
    ExportedMailbox bob = SnapshotSource.of(view, List.of(), List.of(box.number("b")));

    assertThat(names(clients)).containsExactly("Cid");
    assertThat(Set.copyOf(clients.folders()))
        .isEqualTo(
            Set.of(
                List.of("Contacts", "Clients & Kunden"),
                List.of("Contacts", "Clients & Kunden", "A/B\\c")));
    assertThat(names(bob)).containsExactly("Bob");
    assertThat(bob.folders()).isEmpty();
    assertThatThrownBy(() -> SnapshotSource.of(view, List.of("Nowhere"), List.of()))
        .isInstanceOf(RollcallException.class)
        .hasMessage("snapshot 1 of mailbox %d has no folder Nowhere".formatted(box.mailbox.id()));
    assertThatThrownBy(() -> SnapshotSource.of(view, List.of(), List.of(999L)))
        .hasMessage("snapshot 1 of mailbox %d has no contact 999".formatted(box.mailbox.id()));
  }

  private static List<String> names(ExportedMailbox mailbox) {
    return contacts(mailbox).stream()
        .map(one -> one.card().text(ContactField.DISPLAY_NAME))
        .toList();
  }

  private static List<ExportedContact> contacts(ExportedMailbox mailbox) {
    try (Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      return contacts.toList();
    }
  }
}

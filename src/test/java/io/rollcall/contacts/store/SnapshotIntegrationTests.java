package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.CLIENTS;
import static io.rollcall.contacts.store.StoredMailbox.CONTACTS;
import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.RollcallException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What snapshots hold of a mailbox's history, exactly. */
class SnapshotIntegrationTests {

  @ParameterizedTest
  @EnumSource
  void eachSnapshotKeepsWhatTheMailboxHadThen(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    Snapshot first =
        box.snapshot(
            writing -> {
              assertThat(writing.links()).isEmpty();
              writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob")));
              writing.put("f-clients", List.of(observed("c", "Cid")));
            });
    Snapshot second =
        box.snapshot(
            writing -> {
              assertThat(writing.links()).isEqualTo(Map.of("f-contacts", "link 1"));
              writing.put("f-contacts", List.of(observed("a", "Ada Byron"), observed("d", "Dan")));
              writing.gone("f-contacts", List.of("b", "never there"));
            });

    assertThat(box.at(1))
        .containsExactly(
            "a in Contacts: Ada", "b in Contacts: Bob", "c in Contacts/Clients & Kunden: Cid");
    assertThat(box.at(2))
        .containsExactly(
            "a in Contacts: Ada Byron",
            "c in Contacts/Clients & Kunden: Cid",
            "d in Contacts: Dan");
    assertThat(
            List.of(
                first.folders(), first.contacts(), first.added(), first.changed(), first.removed()))
        .containsExactly(2L, 3L, 3L, 0L, 0L);
    assertThat(
            List.of(
                second.folders(),
                second.contacts(),
                second.added(),
                second.changed(),
                second.removed()))
        .containsExactly(2L, 3L, 1L, 1L, 1L);
    assertThat(box.store.snapshots(box.mailbox)).containsExactly(second, first);
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 2L, "folder", 2L, "version", 5L, "photo", 0L));
  }

  @ParameterizedTest
  @EnumSource
  void anUnchangedSnapshotIsOneRow(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));
    Map<String, Long> before = box.rows();

    Snapshot again =
        box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));

    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 2L, "folder", 2L, "version", 1L, "photo", 0L));
    assertThat(before.get("version")).isEqualTo(1);
    assertThat(
            List.of(
                again.contacts(), again.added(), again.changed(), again.removed(), again.bytes()))
        .containsExactly(1L, 0L, 0L, 0L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void aWayBackToWhatWasKeepsAllThree(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    for (String name : List.of("Ada", "Ada Byron", "Ada")) {
      box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", name))));
    }

    assertThat(box.at(1)).containsExactly("a in Contacts: Ada");
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada Byron");
    assertThat(box.at(3)).containsExactly("a in Contacts: Ada");
    assertThat(box.history(box.number("a")))
        .extracting(StoredContact::version, StoredContact::until)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 2L),
            org.assertj.core.groups.Tuple.tuple(2L, 3L),
            org.assertj.core.groups.Tuple.tuple(3L, 0L));
  }

  @ParameterizedTest
  @EnumSource
  void aWayBackWithinOneSnapshotLeavesNoRow(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));

    Snapshot second =
        box.snapshot(
            writing -> {
              writing.put("f-contacts", List.of(observed("a", "Ada Byron")));
              writing.gone("f-contacts", List.of("a"));
              writing.put("f-contacts", List.of(observed("a", "Ada King")));
              writing.put("f-contacts", List.of(observed("a", "Ada")));
            });

    assertThat(second.changed()).isZero();
    assertThat(box.rows().get("version")).isEqualTo(1);
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada");
  }

  @ParameterizedTest
  @EnumSource
  void aMoveIsTheSameWhicheverFolderTellsItFirst(StoreDatabase database) {
    for (boolean goneFirst : List.of(true, false)) {
      StoredMailbox box = new StoredMailbox(database.home());
      box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));
      long number = box.number("a");
      Snapshot moved =
          box.snapshot(
              writing -> {
                if (goneFirst) {
                  writing.gone("f-contacts", List.of("a"));
                }
                writing.put("f-clients", List.of(observed("a", "Ada")));
                if (!goneFirst) {
                  writing.gone("f-contacts", List.of("a"));
                }
              });

      assertThat(box.at(1)).containsExactly("a in Contacts: Ada");
      assertThat(box.at(2)).containsExactly("a in Contacts/Clients & Kunden: Ada");
      assertThat(List.of(moved.added(), moved.changed(), moved.removed()))
          .containsExactly(0L, 1L, 0L);
      assertThat(box.number("a")).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContactThatReturnsHasTheNumberThatItHad(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));
    long number = box.number("a");
    box.snapshot(writing -> writing.gone("f-contacts", List.of("a")));
    Snapshot third =
        box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));

    assertThat(box.at(2)).isEmpty();
    assertThat(box.at(3)).containsExactly("a in Contacts: Ada");
    assertThat(box.history(number)).hasSize(2);
    assertThat(third.added()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFullReadEndsWhatItDidNotFind(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing -> {
          writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob")));
          writing.put("f-clients", List.of(observed("c", "Cid"), observed("e", "Eve")));
        });
    box.snapshot(
        writing -> {
          writing.put("f-contacts", List.of(observed("b", "Bob"), observed("d", "Dan")));
          // The position was lost between pages: b was deleted before the read that counts.
          writing.beginFullRead("f-contacts");
          writing.put("f-contacts", List.of(observed("a", "Ada"), observed("c", "Cid")));
          writing.endFullRead("f-contacts");
        });

    assertThat(box.at(2))
        .containsExactly(
            "a in Contacts: Ada", "c in Contacts: Cid", "e in Contacts/Clients & Kunden: Eve");
  }

  @ParameterizedTest
  @EnumSource
  void foldersAreRenamedMovedDeletedAndMadeAnew(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    FolderState deep = new FolderState("f-deep", "f-clients", "a/b\\c", false);
    box.snapshot(
        List.of(CONTACTS, CLIENTS, deep),
        writing -> writing.put("f-deep", List.of(observed("a", "Ada"))));
    Snapshot moved =
        box.snapshot(
            List.of(
                new FolderState("f-deep", "f-contacts", "a/b\\c", false),
                CONTACTS,
                new FolderState("f-clients", "f-contacts", "Customers", false)),
            writing -> {});
    Snapshot deleted =
        box.snapshot(
            List.of(CONTACTS), writing -> writing.put("f-contacts", List.of(observed("n", "Nan"))));
    box.snapshot(
        List.of(CONTACTS, new FolderState("f-other", "f-contacts", "Customers", false), deep),
        writing -> writing.put("f-other", List.of(observed("a2", "Ada"))));

    assertThat(box.at(1)).containsExactly("a in Contacts/Clients & Kunden/a\\/b\\\\c: Ada");
    assertThat(box.at(2)).containsExactly("a in Contacts/a\\/b\\\\c: Ada");
    assertThat(box.at(3)).containsExactly("n in Contacts: Nan");
    assertThat(box.at(4)).containsExactly("a2 in Contacts/Customers: Ada", "n in Contacts: Nan");
    assertThat(List.of(moved.changed(), moved.contacts(), moved.folders()))
        .containsExactly(0L, 1L, 3L);
    assertThat(List.of(deleted.removed(), deleted.added(), deleted.folders()))
        .containsExactly(1L, 1L, 1L);
    Folders first = box.store.at(box.mailbox, 1).folders();
    Folders fourth = box.store.at(box.mailbox, 4).folders();
    // The same folder by Graph's id, although it was away; another one of the same name is another.
    assertThat(
            fourth.all().stream()
                .filter(one -> one.graphId().equals("f-deep"))
                .findFirst()
                .orElseThrow()
                .number())
        .isEqualTo(
            first.all().stream()
                .filter(one -> one.graphId().equals("f-deep"))
                .findFirst()
                .orElseThrow()
                .number());
    assertThat(first.withThoseBelow(first.named("contacts/clients & kunden").get(0))).hasSize(2);
    assertThat(fourth.named("Contacts/Customers").get(0).number())
        .isNotIn(first.all().stream().map(Folder::number).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aContactThatMovedOutOfADeletedFolderStays(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(writing -> writing.put("f-clients", List.of(observed("a", "Ada"))));
    Snapshot second =
        box.snapshot(
            List.of(CONTACTS), writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));

    assertThat(box.at(2)).containsExactly("a in Contacts: Ada");
    assertThat(List.of(second.added(), second.changed(), second.removed()))
        .containsExactly(0L, 1L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void aContactThatMovedAndCannotBeReadStaysWhicheverFolderTellsItFirst(StoreDatabase database) {
    for (boolean full : List.of(true, false)) {
      for (boolean goneFirst : List.of(true, false)) {
        StoredMailbox box = new StoredMailbox(database.home());
        box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));
        Snapshot second =
            box.snapshot(
                writing -> {
                  if (!goneFirst) {
                    writing.keep("f-clients", List.of("a"));
                  }
                  if (full) {
                    writing.beginFullRead("f-contacts");
                    writing.endFullRead("f-contacts");
                  } else {
                    writing.gone("f-contacts", List.of("a"));
                  }
                  if (goneFirst) {
                    writing.keep("f-clients", List.of("a"));
                  }
                });
        assertThat(box.at(2)).containsExactly("a in Contacts: Ada");
        assertThat(List.of(second.added(), second.changed(), second.removed()))
            .containsExactly(0L, 0L, 0L);
        assertThat(box.rows().get("version")).isEqualTo(1);
        box.snapshot(writing -> writing.gone("f-clients", List.of("a")));
        assertThat(box.at(3)).as("the store has it in the other one").hasSize(1);
        box.snapshot(writing -> writing.gone(List.of("a")));
        assertThat(box.at(4)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasFoundIsNotGoneEverywhere(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing -> writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob"))));
    box.snapshot(
        writing -> {
          writing.put("f-contacts", List.of(observed("a", "Ada")));
          writing.keep("f-contacts", List.of("b"));
          writing.gone(List.of("a", "b", "never there"));
        });
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada", "b in Contacts: Bob");
  }

  @ParameterizedTest
  @EnumSource
  void linksOfFoldersThatAreGoneAreForgotten(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    String longLink = "https://graph.example/delta?$deltatoken=" + "x".repeat(100_000);
    SnapshotWriting first = box.begin();
    first.folders(List.of(CONTACTS, CLIENTS));
    first.finish(Map.of("f-contacts", longLink, "f-clients", "two"));
    SnapshotWriting second = box.begin();
    assertThat(second.links()).isEqualTo(Map.of("f-contacts", longLink, "f-clients", "two"));
    second.folders(List.of(CONTACTS));
    second.finish(second.links());

    assertThat(box.begin().links()).isEqualTo(Map.of("f-contacts", longLink));
  }

  @ParameterizedTest
  @EnumSource
  void aSnapshotThatIsNotThereIsNamed(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.begin().folders(List.of(CONTACTS));

    assertThatThrownBy(() -> box.store.at(box.mailbox, 1))
        .isInstanceOf(RollcallException.class)
        .hasMessage("mailbox %d has no snapshot 1".formatted(box.mailbox.id()));
  }
}

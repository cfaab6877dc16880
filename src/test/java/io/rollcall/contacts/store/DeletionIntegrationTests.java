package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contacts.store.Deletion.What;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted from a store is hidden, comes back, and is gone in the end; by exact rows. */
class DeletionIntegrationTests {
  private static final Duration WEEK = Duration.ofDays(7);

  @ParameterizedTest
  @EnumSource
  void aContactIsHiddenInEverySnapshotAndComesBack(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long a = box.number("a");

    Deletion deletion = delete(box, What.CONTACTS, Set.of(a), WEEK);

    assertThat(box.at(1)).containsExactly("b in Contacts: Bob");
    assertThat(box.at(3))
        .containsExactly("b in Contacts: Bob", "c in Contacts/Clients & Kunden: Cid");
    assertThat(box.store.snapshots(box.mailbox))
        .extracting(Snapshot::contacts)
        .containsExactly(2L, 1L, 1L);
    assertThat(box.store.versions(box.mailbox).history(a, damaged -> {})).isEmpty();
    assertThat(everything(box)).containsExactly("Bob", "Cid");
    assertThat(deletion.versions()).isEqualTo(2);
    assertThat(deletion.purgeAt()).isEqualTo(deletion.deletedAt().plus(WEEK));
    assertThat(box.store.deletions().due()).doesNotContain(deletion);
    assertThat(box.rows().get("version")).isEqualTo(4);

    Deletion undone = box.store.deletions().undelete(deletion.id(), () -> {});

    assertThat(undone.isPending()).isFalse();
    assertThat(box.at(1)).containsExactly("a in Contacts: Ada", "b in Contacts: Bob");
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada Byron", "b in Contacts: Bob");
    assertThat(box.store.snapshots(box.mailbox))
        .extracting(Snapshot::contacts)
        .containsExactly(3L, 2L, 2L);
    assertThatThrownBy(() -> box.store.deletions().undelete(deletion.id(), () -> {}))
        .isInstanceOf(RollcallException.class)
        .hasMessageStartingWith("deletion %d was brought back at ".formatted(deletion.id()));
  }

  @ParameterizedTest
  @EnumSource
  void afterTheDelayItIsGoneFromTheTables(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long a = box.number("a");
    Deletion deletion = delete(box, What.CONTACTS, Set.of(a), Duration.ZERO);
    assertThat(
            box.home.count(
                "SELECT COUNT(*) FROM contacts_version WHERE mailbox_id = ? AND number = ?",
                box.mailbox.id(),
                a))
        .isEqualTo(2);

    box.store.deletions().purge(deletion, () -> {});

    assertThat(
            box.home.count(
                "SELECT COUNT(*) FROM contacts_version WHERE mailbox_id = ? AND number = ?",
                box.mailbox.id(),
                a))
        .isZero();
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 3L, "folder", 2L, "version", 2L, "photo", 0L));
    assertThat(box.store.deletions().byId(deletion.id()).purgedAt()).isNotNull();
    assertThatThrownBy(() -> box.store.deletions().undelete(deletion.id(), () -> {}))
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
    assertThat(box.store.check(box.mailbox, 1, new Random(1)).damaged()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsStillInTheMailboxIsBackedUpAnew(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Deletion deletion = delete(box, What.CONTACTS, Set.of(box.number("a")), WEEK);

    Snapshot next =
        box.snapshot(
            writing -> {
              assertThat(writing.links()).isEmpty();
              writing.put("f-contacts", List.of(observed("a", "Ada Byron"), observed("b", "Bob")));
              writing.put("f-clients", List.of(observed("c", "Cid")));
            });

    assertThat(next.seq()).isEqualTo(5);
    assertThat(next.contacts()).isEqualTo(3);
    assertThat(box.at(5))
        .containsExactly(
            "a in Contacts: Ada Byron",
            "b in Contacts: Bob",
            "c in Contacts/Clients & Kunden: Cid");
    box.store.deletions().undelete(deletion.id(), () -> {});
    assertThat(box.at(1)).containsExactly("a in Contacts: Ada", "b in Contacts: Bob");
    assertThat(box.at(5)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void snapshotsGoWithWhatNoOtherHas(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);

    Deletion deletion = delete(box, What.SNAPSHOTS, Set.of(1L), Duration.ZERO);

    assertThat(box.store.snapshots(box.mailbox)).extracting(Snapshot::seq).containsExactly(3L, 2L);
    assertThat(
            box.home.count("SELECT last_seq FROM contacts_mailbox WHERE id = ?", box.mailbox.id()))
        .isEqualTo(3);
    box.store.deletions().purge(deletion, () -> {});
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 2L, "folder", 2L, "version", 3L, "photo", 0L));
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada Byron", "b in Contacts: Bob");
    assertThat(box.at(3)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void theNewestSnapshotGoesWithWhatItAloneHas(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);

    Deletion deletion = delete(box, What.SNAPSHOTS, Set.of(3L), Duration.ZERO);
    box.store.deletions().purge(deletion, () -> {});

    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 2L, "folder", 2L, "version", 3L, "photo", 0L));
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada Byron", "b in Contacts: Bob");
    Snapshot next =
        box.snapshot(
            writing -> {
              assertThat(writing.links()).isEmpty();
              writing.put("f-contacts", List.of(observed("a", "Ada Byron")));
            });
    assertThat(box.at(next.seq())).containsExactly("a in Contacts: Ada Byron");
  }

  @ParameterizedTest
  @EnumSource
  void aFolderGoesWithWhatLayInIt(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long clients =
        box.store.at(box.mailbox, 3).folders().named("Contacts/Clients & Kunden").get(0).number();

    Deletion deletion = delete(box, What.FOLDERS, Set.of(clients), Duration.ZERO);

    assertThat(box.at(3)).containsExactly("a in Contacts: Ada Byron", "b in Contacts: Bob");
    assertThat(box.store.at(box.mailbox, 3).folders().all()).hasSize(1);
    box.store.deletions().purge(deletion, () -> {});
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 3L, "folder", 1L, "version", 3L, "photo", 0L));
  }

  @ParameterizedTest
  @EnumSource
  void aMailboxGoesWithItsAddress(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    box.snapshot(
        writing ->
            writing.put(
                "f-contacts",
                List.of(
                    observed(
                        "p", StoredMailbox.card("Pia"), Observed.Photo.of(new byte[] {1, 2, 3})))));

    Deletion deletion = delete(box, What.MAILBOX, Set.of(), Duration.ZERO);

    assertThat(box.store.snapshots(box.mailbox)).isEmpty();
    assertThat(everything(box)).isEmpty();
    box.store.deletions().purge(deletion, () -> {});
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 0L, "folder", 0L, "version", 0L, "photo", 0L));
    assertThat(
            box.home.count("SELECT COUNT(*) FROM contacts_mailbox WHERE id = ?", box.mailbox.id()))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anEarlierDeletionOfAMailboxThatIsGoneWaitsForNothing(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long clients =
        box.store.at(box.mailbox, 3).folders().named("Contacts/Clients & Kunden").get(0).number();
    Deletion contacts = delete(box, What.CONTACTS, Set.of(box.number("a")), WEEK);
    Deletion folders = delete(box, What.FOLDERS, Set.of(clients), WEEK);
    Deletion mailbox = delete(box, What.MAILBOX, Set.of(), Duration.ZERO);

    box.store.deletions().purge(mailbox, () -> {});

    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 0L, "folder", 0L, "version", 0L, "photo", 0L));
    assertThat(
            box.home.count("SELECT COUNT(*) FROM contacts_mailbox WHERE id = ?", box.mailbox.id()))
        .isZero();
    assertThat(box.store.deletions().pending()).doesNotContain(contacts, folders);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenWithADeletionOrAPurgeIsWrittenWithIt(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Deletions deletions = box.store.deletions();
    List<String> said = new ArrayList<>();

    assertThatThrownBy(
            () ->
                deletions.delete(
                    box.mailbox,
                    What.SNAPSHOTS,
                    Set.of(1L),
                    "tester",
                    Duration.ZERO,
                    () -> {},
                    made -> {
                      throw new IllegalStateException("not written");
                    }))
        .hasMessage("not written");
    assertThat(box.store.snapshots(box.mailbox)).hasSize(3);
    Deletion made =
        deletions.delete(
            box.mailbox,
            What.SNAPSHOTS,
            Set.of(1L),
            "tester",
            Duration.ZERO,
            () -> {},
            one -> said.add(one.words()));
    assertThat(deletions.due(box.mailbox)).containsExactly(made);
    deletions.purge(made, () -> {}, () -> said.add("gone"));

    assertThat(said).containsExactly(made.words(), "gone");
    assertThat(deletions.due(box.mailbox)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatAnInterruptedPurgeMayHaveBegunDoesNotComeBack(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Deletion deletion = delete(box, What.CONTACTS, Set.of(box.number("a")), Duration.ZERO);
    long before = box.rows().get("version");
    assertThatThrownBy(
            () ->
                box.store
                    .deletions()
                    .purge(
                        deletion,
                        () -> {
                          if (box.rows().get("version") < before) {
                            throw new IllegalStateException("a backup began");
                          }
                        }))
        .hasMessage("a backup began");

    assertThat(box.store.deletions().pending()).doesNotContain(deletion);
    assertThatThrownBy(() -> box.store.deletions().undelete(deletion.id(), () -> {}))
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_FOUND))
        .hasMessageStartingWith("deletion %d could be brought back until ".formatted(deletion.id()))
        .hasMessageEndingWith(": since then it is removed, and some of it may be gone");

    assertThat(box.store.deletions().due(box.mailbox)).containsExactly(deletion);
    box.store.deletions().purge(deletion, () -> {});
    assertThat(box.store.deletions().byId(deletion.id()).purgedAt()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsPurgedUnderABackupThatBeganMeanwhile(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Deletion deletion = delete(box, What.CONTACTS, Set.of(box.number("a")), Duration.ZERO);
    Map<String, Long> before = box.rows();
    AtomicBoolean taken = new AtomicBoolean();
    Runnable lease =
        () -> {
          if (taken.getAndSet(true)) {
            throw new RollcallException(ExitCode.ALREADY_RUNNING, "a backup began", "wait");
          }
          CompletableFuture.runAsync(box::begin).join();
        };

    assertThatThrownBy(() -> box.store.deletions().purge(deletion, lease))
        .hasMessage("a backup began");

    assertThat(box.rows().get("version")).isEqualTo(before.get("version"));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenWithAnUndeletionIsWrittenWithIt(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Deletions deletions = box.store.deletions();
    Deletion deletion = delete(box, What.SNAPSHOTS, Set.of(1L), WEEK);
    List<String> said = new ArrayList<>();

    assertThatThrownBy(
            () ->
                deletions.undelete(
                    deletion.id(),
                    () -> {},
                    undone -> {
                      throw new IllegalStateException("not written");
                    }))
        .hasMessage("not written");
    assertThat(box.store.snapshots(box.mailbox)).hasSize(2);
    deletions.undelete(deletion.id(), () -> {}, undone -> said.add(undone.words()));

    assertThat(said).containsExactly(deletion.words());
    assertThat(box.store.snapshots(box.mailbox)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereCannotBeDeleted(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);

    assertThatThrownBy(() -> delete(box, What.SNAPSHOTS, Set.of(99L), WEEK))
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
    assertThat(
            box.home.count(
                "SELECT COUNT(*) FROM contacts_deletion WHERE mailbox_id = ?", box.mailbox.id()))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theLastCopyOfAContactIsKnown(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing -> writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob"))));
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada King"))));
    box.snapshot(writing -> writing.gone("f-contacts", List.of("a")));

    assertThat(
            box.store
                .deletions()
                .lastCopies(box.mailbox, new TreeSet<>(Set.of(1L, 2L)), new TreeSet<>(Set.of(3L))))
        .isEqualTo(Map.of(box.number("a"), 2L));
    assertThat(
            box.store
                .deletions()
                .lastCopies(box.mailbox, new TreeSet<>(Set.of(1L)), new TreeSet<>(Set.of(2L, 3L))))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteIsFoundAndNamed(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long b = box.number("b");
    Checked sound = box.store.check(box.mailbox, 1, new Random(1));
    byte[] content =
        box.home
            .jdbc()
            .queryForObject(
                "SELECT content FROM contacts_version WHERE mailbox_id = ? AND number = ?",
                byte[].class,
                box.mailbox.id(),
                b);
    content[content.length / 2] ^= 1;
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_version SET content = ? WHERE mailbox_id = ? AND number = ?",
            content,
            box.mailbox.id(),
            b);

    Checked checked = box.store.check(box.mailbox, 1, new Random(1));

    assertThat(sound.damaged()).isEmpty();
    assertThat(sound.versions()).isEqualTo(4);
    assertThat(checked.versions()).isEqualTo(3);
    assertThat(checked.damaged())
        .containsExactly(
            "mailbox %d, contact %d, version of snapshot 1 is damaged in the database: it is not what was stored"
                .formatted(box.mailbox.id(), b));
  }

  @ParameterizedTest
  @EnumSource
  void aMissingRowIsFoundBySamplesToo(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    box.home
        .jdbc()
        .update(
            "DELETE FROM contacts_version WHERE mailbox_id = ? AND number = ?",
            box.mailbox.id(),
            box.number("c"));

    Checked checked = box.store.check(box.mailbox, 0.000001, new Random(1));

    assertThat(checked.versions()).isZero();
    assertThat(checked.damaged())
        .containsExactly(
            "mailbox %d, snapshot 3: 2 contacts are there, 3 were stored"
                .formatted(box.mailbox.id()));
  }

  /** Ada and Bob; then Ada changed; then Cid came. */
  private static StoredMailbox threeSnapshots(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing -> writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob"))));
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada Byron"))));
    box.snapshot(writing -> writing.put("f-clients", List.of(observed("c", "Cid"))));
    return box;
  }

  private static Deletion delete(StoredMailbox box, What what, Set<Long> numbers, Duration delay) {
    return box.store.deletions().delete(box.mailbox, what, numbers, "tester", delay, () -> {});
  }

  private static List<String> everything(StoredMailbox box) {
    List<String> names = new ArrayList<>();
    box.store
        .versions(box.mailbox)
        .all(
            one -> names.add(one.card().text(io.rollcall.graph.ContactField.DISPLAY_NAME)),
            damaged -> {
              throw damaged;
            });
    return names;
  }
}

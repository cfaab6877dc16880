package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.store.Deletion.What;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a check finds beside contents that do not open, and what it does not take for damage. */
class StoreCheckIntegrationTests {

  /** Ada and Bob; then Ada changed; then Cid came, and Bob went. */
  private static StoredMailbox threeSnapshots(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing -> writing.put("f-contacts", List.of(observed("a", "Ada"), observed("b", "Bob"))));
    box.snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada Byron"))));
    box.snapshot(
        writing -> {
          writing.put("f-clients", List.of(observed("c", "Cid")));
          writing.gone("f-contacts", List.of("b"));
        });
    return box;
  }

  private static List<String> damaged(StoredMailbox box) {
    String mailbox = "mailbox " + box.mailbox.id() + ", ";
    return box.store.check(box.mailbox, 1, new Random(1)).damaged().stream()
        .map(one -> one.replace(mailbox, ""))
        .toList();
  }

  private static void until(StoredMailbox box, String table, long number, long from, Long until) {
    int rows =
        box.home
            .jdbc()
            .update(
                "UPDATE contacts_%s SET until_seq = ? WHERE mailbox_id = ? AND number = ? AND from_seq = ?"
                    .formatted(table),
                until,
                box.mailbox.id(),
                number,
                from);
    assertThat(rows).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whereAVersionEndsIsFoundByTheCountsWhenItWasShifted(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long b = box.number("b");
    assertThat(damaged(box)).isEmpty();

    until(box, "version", b, 1, 2L);
    assertThat(damaged(box)).containsExactly("snapshot 2: 1 contacts are there, 2 were stored");
    until(box, "version", b, 1, 4L);
    assertThat(damaged(box)).containsExactly("snapshot 3: 3 contacts are there, 2 were stored");
    until(box, "version", b, 1, null);
    assertThat(damaged(box)).containsExactly("snapshot 3: 3 contacts are there, 2 were stored");
    until(box, "version", b, 1, 3L);
    assertThat(damaged(box)).isEmpty();
  }

  /** By them a mailbox or photo is found again; another one would be made beside it. */
  @ParameterizedTest
  @EnumSource
  void aByteOfWhatAMailboxIsLookedUpByIsNamed(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    String own = "mailbox %d: ".formatted(box.mailbox.id());
    byte[] other = new byte[16];
    byte[] before = changed(box, "graph_key", other);
    assertThat(damaged(box)).containsExactly(own + "graph_key is not what was stored");
    changed(box, "graph_key", before);
    before = changed(box, "address_key", other);
    assertThat(damaged(box)).containsExactly(own + "address_key is not what was stored");
    changed(box, "address_key", before);
    box.home
        .jdbc()
        .update("UPDATE contacts_mailbox SET next_number = 2 WHERE id = ?", box.mailbox.id());
    assertThat(damaged(box)).containsExactly(own + "next_number would give a number again");
  }

  private static byte[] changed(StoredMailbox box, String column, byte[] value) {
    byte[] before =
        box.home
            .jdbc()
            .queryForObject(
                "SELECT %s FROM contacts_mailbox WHERE id = ?".formatted(column),
                byte[].class,
                box.mailbox.id());
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_mailbox SET %s = ? WHERE id = ?".formatted(column),
            value,
            box.mailbox.id());
    return before;
  }

  @ParameterizedTest
  @EnumSource
  void endsThatCannotBeAreNamed(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long b = box.number("b");
    long c = box.number("c");

    until(box, "version", c, 3, 9L);
    assertThat(damaged(box))
        .as("a row that ends after all there is")
        .containsExactly(
            "contact %d, version of snapshot 3 ends at snapshot 9, which cannot be".formatted(c));
    until(box, "version", c, 3, null);
    until(box, "version", b, 1, 1L);
    assertThat(damaged(box))
        .as("a row that ends where it begins")
        .containsExactlyInAnyOrder(
            "contact %d, version of snapshot 1 ends at snapshot 1, which cannot be".formatted(b),
            "snapshot 1: 1 contacts are there, 2 were stored",
            "snapshot 2: 1 contacts are there, 2 were stored");
  }

  @ParameterizedTest
  @EnumSource
  void shiftsThatTheCountsDoNotTellAreFoundWhereTheyMakeAContactTwo(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long a = box.number("a");
    long b = box.number("b");

    until(box, "version", a, 1, 3L);
    until(box, "version", b, 1, 2L);

    assertThat(damaged(box))
        .containsExactly(
            "contact %d, version of snapshot 1 still holds where that of snapshot 2 begins"
                .formatted(a));
  }

  @ParameterizedTest
  @EnumSource
  void foldersAreCountedToo(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    long clients =
        box.store.at(box.mailbox, 1).folders().named("Contacts/Clients & Kunden").get(0).number();

    until(box, "folder", clients, 1, 3L);
    assertThat(damaged(box)).containsExactly("snapshot 3: 1 folders are there, 2 were stored");
    until(box, "folder", clients, 1, null);
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_folder SET graph_key = ? WHERE mailbox_id = ? AND number = ?",
            new byte[16],
            box.mailbox.id(),
            clients);
    assertThat(damaged(box))
        .containsExactly(
            "folder %d, version of snapshot 1 is damaged in the database: it is not what was stored"
                .formatted(clients));
    box.home.jdbc().update("DELETE FROM contacts_folder WHERE mailbox_id = ?", box.mailbox.id());
    assertThat(damaged(box))
        .hasSize(3)
        .allMatch(one -> one.endsWith("0 folders are there, 2 were stored"));
  }

  @ParameterizedTest
  @EnumSource
  void theDeltaLinksAreOpened(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_mailbox SET links = ? WHERE id = ?", new byte[40], box.mailbox.id());

    assertThat(box.store.check(box.mailbox, 1, new Random(1)).damaged())
        .containsExactly(
            "the delta links of mailbox %d is damaged in the database: it is not what was stored"
                .formatted(box.mailbox.id()));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenDroppedAndPurgedMeanwhileIsNoDamage(StoreDatabase database) {
    StoredMailbox box = threeSnapshots(database);
    Runnable meanwhile =
        () -> {
          Deletions deletions = box.store.deletions();
          deletions.purge(delete(box, What.SNAPSHOTS, Set.of(1L)), () -> {});
          deletions.purge(delete(box, What.CONTACTS, Set.of(box.number("c"))), () -> {});
          box.snapshot(
              writing -> {
                writing.beginFullRead("f-contacts");
                writing.put("f-contacts", List.of(observed("d", "Dora")));
                writing.endFullRead("f-contacts");
              });
        };
    Random chance =
        new Random(1) {
          private static final long serialVersionUID = 1L;
          private boolean done;

          @Override
          public double nextDouble() {
            if (!done) {
              done = true;
              CompletableFuture.runAsync(meanwhile).join();
            }
            return 0;
          }
        };

    Checked checked = box.store.check(box.mailbox, 0.99, chance);

    assertThat(checked.damaged()).isEmpty();
    assertThat(checked.versions()).isEqualTo(4);
    assertThat(checked.snapshots()).isEqualTo(3);
    assertThat(damaged(box)).isEmpty();
    assertThat(box.rows()).containsEntry("version", 3L);
  }

  private static Deletion delete(StoredMailbox box, What what, Set<Long> numbers) {
    return box.store
        .deletions()
        .delete(box.mailbox, what, numbers, "tester", Duration.ofDays(7), () -> {});
  }

  @ParameterizedTest
  @EnumSource
  void noHistoryOfBackupsAndDeletionsIsTakenForDamage(StoreDatabase database) {
    Random random = new Random(20_26);
    StoredMailbox box = new StoredMailbox(database.home());
    for (int i = 0; i < 60; i++) {
      List<Deletion> pending =
          box.store.deletions().pending().stream()
              .filter(one -> one.mailbox() == box.mailbox.id())
              .toList();
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> snapshot(box, random);
        case 3 -> deleteSomething(box, random);
        case 4 -> {
          if (!pending.isEmpty()) {
            box.store
                .deletions()
                .undelete(pending.get(random.nextInt(pending.size())).id(), () -> {});
          }
        }
        default -> {
          if (!pending.isEmpty()) {
            box.store.deletions().purge(pending.get(random.nextInt(pending.size())), () -> {});
          }
        }
      }
      assertThat(damaged(box)).as("after step %d", i).isEmpty();
    }
  }

  /** Also one that is never finished. */
  private static void snapshot(StoredMailbox box, Random random) {
    SnapshotWriting writing = box.begin();
    writing.folders(
        random.nextInt(4) == 0
            ? List.of(StoredMailbox.CONTACTS)
            : List.of(StoredMailbox.CONTACTS, StoredMailbox.CLIENTS));
    for (int i = 0; i < 4; i++) {
      String id = "c" + random.nextInt(6);
      if (random.nextInt(4) == 0) {
        writing.gone("f-contacts", List.of(id));
      } else {
        writing.put("f-contacts", List.of(observed(id, "Name " + random.nextInt(3))));
      }
    }
    if (random.nextInt(5) > 0) {
      writing.finish(Map.of("f-contacts", "link"));
    }
  }

  private static void deleteSomething(StoredMailbox box, Random random) {
    List<Snapshot> snapshots = box.store.snapshots(box.mailbox);
    if (snapshots.isEmpty()) {
      return;
    }
    SnapshotView latest = box.store.at(box.mailbox, snapshots.get(0).seq());
    long folder = latest.folders().all().stream().map(Folder::number).findFirst().orElse(1L);
    What what = List.of(What.SNAPSHOTS, What.CONTACTS, What.FOLDERS).get(random.nextInt(3));
    Set<Long> numbers =
        switch (what) {
          case SNAPSHOTS -> Set.of(snapshots.get(random.nextInt(snapshots.size())).seq());
          case CONTACTS -> Set.of((long) 3 + random.nextInt(6));
          default -> Set.of(folder);
        };
    try {
      box.store
          .deletions()
          .delete(box.mailbox, what, numbers, "tester", Duration.ofDays(7), () -> {});
    } catch (io.rollcall.kernel.RollcallException e) {
      assertThat(e.exitCode()).isEqualTo(io.rollcall.kernel.ExitCode.NOT_FOUND);
    }
  }
}

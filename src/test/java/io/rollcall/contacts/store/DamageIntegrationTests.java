package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.card;
import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.plan.Retry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Whatever is changed in the tables behind the program's back is found and named, and nothing of
 * its content is told.
 */
class DamageIntegrationTests {

  /** Two contacts with photos, one of them changed once. */
  private static StoredMailbox seeded(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    box.snapshot(
        writing ->
            writing.put(
                "f-contacts",
                List.of(
                    observed("a", card("Ada"), Observed.Photo.of(new byte[] {1, 2, 3})),
                    observed("b", card("Bob"), Observed.Photo.of(new byte[] {4, 5, 6})))));
    box.snapshot(
        writing ->
            writing.put(
                "f-contacts", List.of(observed("a", card("Ada King"), Observed.Photo.unknown()))));
    return box;
  }

  private static byte[] column(StoredMailbox box, String sql, Object... arguments) {
    return Objects.requireNonNull(box.home.jdbc().queryForObject(sql, byte[].class, arguments));
  }

  /** Each byte in turn is changed, looked at, and put back. */
  private static void everyFlippedByteIsFound(
      StoredMailbox box,
      String table,
      String column,
      String where,
      ThrowingCallable look,
      String name) {
    byte[] stored = column(box, "SELECT %s FROM %s WHERE %s".formatted(column, table, where));
    String update = "UPDATE %s SET %s = ? WHERE %s".formatted(table, column, where);
    for (int i = 0; i < stored.length; i++) {
      byte[] flipped = stored.clone();
      flipped[i] ^= 1 << i % 8;
      assertThat(box.home.jdbc().update(update, flipped)).isEqualTo(1);
      damaged(look, name);
    }
    box.home.jdbc().update(update, stored);
  }

  private static void damaged(ThrowingCallable look, String name) {
    assertThatThrownBy(look)
        .isInstanceOfSatisfying(
            DamagedContent.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
              assertThat(e)
                  .hasMessage(name + " is damaged in the database: it is not what was stored");
              assertThat(e.getMessage() + e.nextStep()).doesNotContain("Ada", "Clients", "link 2");
            });
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteIsFoundWhereverItIs(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    long id = box.mailbox.id();
    long ada = box.number("a");
    String mine = "mailbox_id = " + id;
    String contact = mine + " AND from_seq = 1 AND number = " + ada;
    String named = "mailbox %d, contact %d, version of snapshot 1".formatted(id, ada);
    for (String column : List.of("content", "graph_key", "content_key")) {
      everyFlippedByteIsFound(box, "contacts_version", column, contact, () -> box.at(1), named);
    }
    long folder = box.store.at(box.mailbox, 1).folders().named("Contacts").get(0).number();
    everyFlippedByteIsFound(
        box,
        "contacts_folder",
        "content",
        mine + " AND number = " + folder,
        () -> box.store.at(box.mailbox, 1).folders(),
        "mailbox %d, folder %d, version of snapshot 1".formatted(id, folder));
    StoredContact first = box.store.at(box.mailbox, 1).contact(ada).orElseThrow();
    everyFlippedByteIsFound(
        box,
        "contacts_photo",
        "content",
        mine + " AND number = " + first.photo(),
        () -> box.store.at(box.mailbox, 1).photo(first),
        "mailbox %d, photo %d".formatted(id, first.photo()));
    everyFlippedByteIsFound(
        box,
        "contacts_mailbox",
        "identity",
        "id = " + id,
        () -> box.store.find(String.valueOf(id)),
        "the identity of mailbox %d".formatted(id));
    everyFlippedByteIsFound(
        box,
        "contacts_mailbox",
        "links",
        "id = " + id,
        () -> box.begin().links(),
        "the delta links of mailbox %d".formatted(id));
    assertThat(box.at(2)).containsExactly("a in Contacts: Ada King", "b in Contacts: Bob");
    assertThat(box.begin().links()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteOfTheWrappedKeyIsFound(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    everyFlippedByteIsFound(
        box,
        "contacts_key",
        "wrapped",
        "id = 1",
        () -> anotherProcess(box).require(),
        "the wrapped data key in contacts_key");
  }

  /** One that has not opened the store yet. */
  private static StoreKeys anotherProcess(StoredMailbox box) {
    return new StoreKeys(
        box.home.bean(KeySettings.class),
        box.home.bean(JdbcClient.class),
        box.home.bean(Retry.class),
        box.home.bean(PlatformTransactionManager.class),
        box.home.bean(Clock.class),
        new SecureRandom());
  }

  @ParameterizedTest
  @EnumSource
  void contentsThatWereExchangedDoNotOpen(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    long id = box.mailbox.id();
    long ada = box.number("a");
    long bob = box.number("b");
    String of =
        "SELECT content FROM contacts_version WHERE mailbox_id = ? AND number = ? AND from_seq = ?";
    String set =
        "UPDATE contacts_version SET content = ? WHERE mailbox_id = ? AND number = ? AND from_seq ="
            + " ?";
    byte[] adas = column(box, of, id, ada, 1);
    byte[] bobs = column(box, of, id, bob, 1);
    byte[] later = column(box, of, id, ada, 2);
    String first = "mailbox %d, contact %d, version of snapshot 1".formatted(id, ada);

    box.home.jdbc().update(set, bobs, id, ada, 1);
    damaged(() -> box.at(1), first);
    // The older version in the place of the newer, and the other way round.
    box.home.jdbc().update(set, later, id, ada, 1);
    damaged(() -> box.at(1), first);
    box.home.jdbc().update(set, adas, id, ada, 1);
    box.home.jdbc().update(set, adas, id, ada, 2);
    damaged(() -> box.at(2), first.replace("snapshot 1", "snapshot 2"));
    box.home.jdbc().update(set, later, id, ada, 2);
    // Columns in clear are as good as sealed.
    for (String column : List.of("folder", "photo")) {
      String change =
          "UPDATE contacts_version SET %1$s = %1$s %2$s WHERE mailbox_id = ? AND number = ? AND"
              + " from_seq = 1";
      box.home.jdbc().update(change.formatted(column, "+ 1"), id, ada);
      damaged(() -> box.at(1), first);
      box.home.jdbc().update(change.formatted(column, "- 1"), id, ada);
    }
    assertThat(box.at(1)).hasSize(2);
    // Another mailbox with the same contact under the same number.
    StoredMailbox twin = seeded(database);
    twin.home.jdbc().update(set, adas, twin.mailbox.id(), twin.number("a"), 1);
    damaged(
        () -> twin.at(1),
        "mailbox %d, contact %d, version of snapshot 1"
            .formatted(twin.mailbox.id(), twin.number("a")));
    // Photos.
    StoredContact one = box.store.at(box.mailbox, 1).contact(ada).orElseThrow();
    StoredContact other = box.store.at(box.mailbox, 1).contact(bob).orElseThrow();
    byte[] photo =
        column(
            box,
            "SELECT content FROM contacts_photo WHERE mailbox_id = ? AND number = ?",
            id,
            other.photo());
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_photo SET content = ? WHERE mailbox_id = ? AND number = ?",
            photo,
            id,
            one.photo());
    damaged(
        () -> box.store.at(box.mailbox, 1).photo(one),
        "mailbox %d, photo %d".formatted(id, one.photo()));
  }

  @ParameterizedTest
  @EnumSource
  void theOthersAreReadAndTheBackupGoesOnBesideDamage(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_version SET content = ? WHERE mailbox_id = ? AND number = ? AND"
                + " from_seq = 2",
            new byte[0],
            box.mailbox.id(),
            box.number("a"));
    List<String> read = new ArrayList<>();
    List<DamagedContent> damaged = new ArrayList<>();

    box.store
        .at(box.mailbox, 2)
        .contacts(Selection.all(), one -> read.add(one.graphId()), damaged::add);

    assertThat(read).containsExactly("b");
    assertThat(damaged)
        .singleElement()
        .satisfies(
            one ->
                assertThat(one)
                    .hasMessageStartingWith(
                        "mailbox %d, contact %d, version of snapshot 2"
                            .formatted(box.mailbox.id(), box.number("a"))));
    box.snapshot(
        writing ->
            writing.put(
                "f-contacts", List.of(observed("a", card("Ada Byron"), Observed.Photo.none()))));
    assertThat(box.at(3)).containsExactly("a in Contacts: Ada Byron", "b in Contacts: Bob");
  }

  /** It is not read then by anybody but the next backup, which would store it once more. */
  @ParameterizedTest
  @EnumSource
  void aPhotoThatIsFoundByAnotherKeyIsNamedByACheck(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    StoredContact ada = box.store.at(box.mailbox, 2).contact(box.number("a")).orElseThrow();
    box.home
        .jdbc()
        .update(
            "UPDATE contacts_photo SET photo_key = ? WHERE mailbox_id = ? AND number = ?",
            new byte[16],
            box.mailbox.id(),
            ada.photo());

    assertThat(box.store.check(box.mailbox, 1, new Random(1)).damaged())
        .containsExactly(
            "mailbox %d, photo %d is damaged in the database: it is not what was stored"
                .formatted(box.mailbox.id(), ada.photo()));
  }

  @ParameterizedTest
  @EnumSource
  void aPhotoThatIsMissingIsDamageAndNotNoPhoto(StoreDatabase database) {
    StoredMailbox box = seeded(database);
    box.home.jdbc().update("DELETE FROM contacts_photo WHERE mailbox_id = ?", box.mailbox.id());
    StoredContact ada = box.store.at(box.mailbox, 2).contact(box.number("a")).orElseThrow();

    damaged(
        () -> box.store.at(box.mailbox, 2).photo(ada),
        "mailbox %d, photo %d".formatted(box.mailbox.id(), ada.photo()));
    assertThat(box.rows())
        .isEqualTo(Map.of("snapshot", 2L, "folder", 2L, "version", 3L, "photo", 0L));
  }
}

package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.SecretRef;
import io.rollcall.testing.CuttingProxy;
import io.rollcall.testing.CuttingProxy.Cut;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's key: missing, wrong, exchanged, and exchanged half-way. */
class StoreKeysIntegrationTests {
  private static final String OLD = StoreDatabase.KEY;
  private static final String NEW = "f".repeat(63) + "0";

  /** A database with one contact in it, locked by the old key. */
  private static TestDatabase seeded(StoreDatabase kind, Path folder) {
    TestDatabase database =
        kind == StoreDatabase.MYSQL ? TestDatabase.mysql() : TestDatabase.embedded(folder);
    try (TestHome home = open(database, OLD)) {
      home.organization("acme", "acme.example");
      new StoredMailbox(home, "ada")
          .snapshot(writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))));
    }
    return database;
  }

  private static TestHome open(TestDatabase database, String key) {
    return StoreDatabase.on(
        StoreDatabase.folder(),
        TestDatabase.at(database.url()),
        "file:" + StoreDatabase.keyFile("key", key));
  }

  private static SecretRef ref(String key) {
    return SecretRef.parse("file:" + StoreDatabase.keyFile("new-key", key));
  }

  private static void refuses(ThrowingCallable work, String... words) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(e.getMessage() + " / " + e.nextStep()).contains(words);
              assertThat(e.getMessage() + e.nextStep()).doesNotContain(OLD, NEW);
            });
  }

  @Test
  void withoutAKeyNothingIsReadOrWritten() {
    try (TestHome home = StoreDatabase.EMBEDDED.fresh("")) {
      home.organization("acme", "acme.example");
      ContactStore store = home.bean(ContactStore.class);

      refuses(
          () -> new StoredMailbox(home), "rollcall.contacts.key is not set", "contacts new-key");
      refuses(() -> store.find("ada@acme.example"), "rollcall.contacts.key is not set");
      refuses(() -> store.mailboxes(null), "rollcall.contacts.key is not set");
      refuses(() -> home.bean(StoreKeys.class).require(), "rollcall.contacts.key is not set");
      assertThat(home.count("SELECT COUNT(*) FROM contacts_key")).isZero();
      assertThat(home.count("SELECT COUNT(*) FROM contacts_mailbox")).isZero();
    }
  }

  @Test
  void aKeyThatIsNowhereIsNamedByItsPlace() {
    try (TestHome home = StoreDatabase.EMBEDDED.fresh("file:/nowhere/key")) {
      refuses(() -> home.bean(StoreKeys.class).require(), "file:/nowhere/key cannot be read");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "0123456789abcdef", "MDEyMzQ1Njc4OWFiY2RlZg==", "!!!!!!!!!!!!!!!!!!"})
  void whatIsNoKeyIsNotRepeated(String text) {
    Path file = StoreDatabase.keyFile("key", text);
    try (TestHome home = StoreDatabase.EMBEDDED.fresh("file:" + file)) {
      assertThatThrownBy(() -> home.bean(StoreKeys.class).require())
          .isInstanceOf(RollcallException.class)
          .hasMessage("what stands in file:" + file + " is no key for the contacts' backups");
    }
  }

  @Test
  void aKeyIsTheSameInHexadecimalDigitsAndInBothKindsOfBase64() {
    String hex = "fbff" + "0".repeat(60);
    String base64 = "+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    for (String text :
        List.of(
            hex.toUpperCase(java.util.Locale.ROOT),
            base64,
            base64.replace('+', '-').replace('/', '_').replace("=", ""))) {
      assertThat(OperatorKey.read(ref(text)).id()).isEqualTo(OperatorKey.read(ref(hex)).id());
    }
    assertThat(OperatorKey.of(SecretRef.parse("env:KEY"), base64).id()).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @EnumSource
  void aWrongKeyIsToldFromTheRightOne(StoreDatabase kind) {
    try (TestDatabase database = seeded(kind, StoreDatabase.folder());
        TestHome wrong = open(database, NEW)) {
      String right = wrong.jdbc().queryForObject("SELECT key_id FROM contacts_key", String.class);

      refuses(
          () -> wrong.bean(ContactStore.class).mailboxes(null),
          "is not the one that locks the contacts' backups: that is " + right + ", kept in file:",
          "let rollcall.contacts.key in rollcall.yaml name that key");
      refuses(() -> new StoredMailbox(wrong, "other"), "is not the one that locks");
      assertThat(wrong.count("SELECT COUNT(*) FROM contacts_mailbox")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRotationLeavesTheNewKeyAndWhatWasWritten(StoreDatabase kind) {
    SecretRef to = ref(NEW);
    try (TestDatabase database = seeded(kind, StoreDatabase.folder())) {
      try (TestHome home = open(database, OLD)) {
        StoredMailbox running = new StoredMailbox(home, "ada");
        SnapshotWriting writing = running.begin();
        StoreKeys.Rotation done = home.bean(StoreKeys.class).rotate(to, () -> {});
        assertThat(done.rotated()).isTrue();
        assertThat(done.reference()).isEqualTo(to.toString());
        // A backup that was under way goes on.
        writing.folders(List.of(StoredMailbox.CONTACTS));
        writing.put("f-contacts", List.of(observed("a", "Ada King")));
        writing.finish(writing.links());
        assertThat(home.bean(StoreKeys.class).rotate(to, () -> {}).rotated()).isFalse();
      }
      reads(database, NEW);
      try (TestHome old = open(database, OLD)) {
        refuses(
            () -> old.bean(StoreKeys.class).require(),
            "is not the one that locks the contacts' backups",
            "kept in " + to + " when it locked them at ");
        // Typed again by somebody who did not notice: nothing happens.
        assertThat(old.bean(StoreKeys.class).rotate(to, () -> {}).rotated()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRotationThatFailsInTheMiddleLeavesTheOldKey(StoreDatabase kind) {
    try (TestDatabase database = seeded(kind, StoreDatabase.folder())) {
      try (TestHome home = open(database, OLD)) {
        assertThatThrownBy(
                () ->
                    home.bean(StoreKeys.class)
                        .rotate(
                            ref(NEW),
                            () -> {
                              throw new IllegalStateException("no audit");
                            }))
            .hasMessageContaining(
                "the rotation of the key was interrupted: the contacts' backups are locked by the"
                    + " key in file:")
            .hasMessageEndingWith(", as before");
      }
      reads(database, OLD);
      try (TestHome wrong = open(database, NEW)) {
        refuses(() -> wrong.bean(StoreKeys.class).require(), "is not the one that locks");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void aRotationWhoseConnectionIsCutAtItsCommitIsDoneOnceAndWhole(Cut cut) throws IOException {
    try (TestDatabase database = seeded(StoreDatabase.MYSQL, StoreDatabase.folder());
        CuttingProxy proxy = new CuttingProxy(database.url())) {
      int[] audited = {0};
      try (TestHome home = open(TestDatabase.at(proxy.url(database.url())), OLD)) {
        home.bean(StoreKeys.class).require();
        proxy.cutAt(cut);
        home.bean(StoreKeys.class).rotate(ref(NEW), () -> audited[0]++);
        assertThat(proxy.hasCut()).isTrue();
      }
      reads(database, NEW);
      assertThat(audited[0]).isEqualTo(cut == Cut.BEFORE_COMMIT ? 2 : 1);
    }
  }

  /** Another process has rotated in between. */
  @Test
  void twoRotationsAtOnceDoNotOverwriteEachOther() {
    try (TestDatabase database = seeded(StoreDatabase.MYSQL, StoreDatabase.folder());
        TestHome home = open(database, OLD);
        TestHome other = open(database, OLD)) {
      refuses(
          () ->
              home.bean(StoreKeys.class)
                  .rotate(
                      racing(
                          () -> other.bean(StoreKeys.class).rotate(ref("e".repeat(64)), () -> {})),
                      () -> {}),
          "is not the one that locks");
      assertThat(home.count("SELECT COUNT(*) FROM contacts_key WHERE rotated_at IS NOT NULL"))
          .isEqualTo(1);
    }
  }

  private static SecretRef racing(Runnable race) {
    race.run();
    return ref(NEW);
  }

  private static void reads(TestDatabase database, String key) {
    try (TestHome home = open(database, key)) {
      StoredMailbox box = new StoredMailbox(home, "ada");
      assertThat(box.at(1)).containsExactly("a in Contacts: Ada");
      assertThat(home.bean(StoreKeys.class).require()).hasSize(16);
    }
  }

  @Test
  void aNewKeyIsItsOwnersAloneAndNeverOverwritesAnother() throws IOException {
    Path file = StoreDatabase.folder().resolve("key");

    String id = StoreKeys.write(file, new SecureRandom());

    assertThat(OperatorKey.read(SecretRef.parse("file:" + file)).id()).isEqualTo(id);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = Files.readString(file);
    refuses(() -> StoreKeys.write(file, new SecureRandom()), file + " is there already");
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThatThrownBy(() -> StoreKeys.write(file.resolve("x/key"), new SecureRandom()))
        .satisfies(
            e -> assertThat(Objects.requireNonNull(e.getMessage())).contains("cannot be written"));
  }
}

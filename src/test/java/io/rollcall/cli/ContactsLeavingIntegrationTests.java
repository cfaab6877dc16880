package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.retention.Pruning;
import io.rollcall.contacts.retention.RetentionPolicy;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion.What;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Observed;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.operations.Organizations;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which contacts leave the backups, as they are typed. */
class ContactsLeavingIntegrationTests {
  private static final String ADA = "ada@acme.example";
  @TempDir Path folder;

  @BeforeEach
  void backUp() throws Exception {
    Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    Files.writeString(folder.resolve("password"), "a sentence nobody guesses\n");
    Files.writeString(folder.resolve("wrong"), "a sentence somebody guessed\n");
    String key = "file:" + folder.resolve("key");
    Files.writeString(folder.resolve("rollcall.yaml"), "rollcall.contacts.key: " + key + "\n");
    try (TestHome home =
        new TestHome(folder, TestDatabase.embedded(folder), "rollcall.contacts.key=" + key)) {
      home.organization("acme", "acme.example");
      ContactStore store = home.bean(ContactStore.class);
      Mailbox mailbox =
          store.mailbox(home.bean(Organizations.class).get("acme"), "graph-user", ADA);
      snapshot(store, mailbox, List.of("Bob", "Cid"), List.of());
      snapshot(store, mailbox, List.of("Bob Byron"), List.of("Cid"));
    }
  }

  private static void snapshot(
      ContactStore store, Mailbox mailbox, List<String> names, List<String> gone) {
    SnapshotWriting writing = store.begin(mailbox, 1, () -> {});
    writing.folders(List.of(new FolderState("f", null, "Contacts", true)));
    writing.put(
        "f",
        names.stream()
            .map(
                name ->
                    new Observed(
                        name.substring(0, 3),
                        new ContactCard(Map.of(ContactField.DISPLAY_NAME, name)),
                        null,
                        null,
                        Observed.Photo.none()))
            .toList());
    writing.gone("f", gone);
    writing.finish(Map.of());
  }

  private void home(Consumer<TestHome> work) {
    try (TestHome home =
        new TestHome(
            folder,
            TestDatabase.embedded(folder),
            "rollcall.contacts.key=file:" + folder.resolve("key"))) {
      work.accept(home);
    }
  }

  private Typed typed(String... arguments) {
    List<String> all = new ArrayList<>(List.of("contacts"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", folder.toString()));
    return Typed.in(all.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void exportWritesAFileAndTellsIt() throws Exception {
    Typed old =
        typed("export", ADA, "--format", "vcard", "--out", file("old.vcf"), "--snapshot", "1");
    Typed now = typed("export", ADA, "--format", "csv", "--out", file("out") + "/", "--json");
    Typed again = typed("export", ADA, "--format", "csv", "--out", file("out") + "/");
    Typed unknown = typed("export", "eve@acme.example", "--format", "pst", "--out", file("x"));

    assertThat(old.code()).as(old.err()).isZero();
    assertThat(old.out())
        .isEqualTo(
            "wrote %s: 2 contacts, %,d bytes\n"
                .formatted(file("old.vcf"), Files.size(folder.resolve("old.vcf"))));
    assertThat(Files.readString(folder.resolve("old.vcf"))).contains("FN:Bob\r\n", "FN:Cid\r\n");
    assertThat(now.code()).as(now.err()).isZero();
    assertThat(now.out()).contains("\"contacts\" : 1").contains("no column for Display name");
    assertThat(folder.resolve("out/ada@acme.example.csv")).exists();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already").contains("add --force");
    assertThat(unknown.code()).isEqualTo(6);
    assertThat(unknown.err()).contains("no mailbox eve@acme.example was ever backed up");
  }

  @Test
  void nobodyDeletesWithoutThePassword() {
    Typed early = typed("delete", ADA, "--yes", "--password-file", file("password"));
    Typed set = typed("set-deletion-password", "--new-password-file", file("password"));
    Typed wrong = typed("delete", ADA, "--contact", "2", "--yes", "--password-file", file("wrong"));
    Typed change =
        typed(
            "set-deletion-password",
            "--password-file",
            file("wrong"),
            "--new-password-file",
            file("wrong"));

    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err()).contains("there is no deletion password yet");
    assertThat(set.code()).as(set.err()).isZero();
    assertThat(wrong.code()).isEqualTo(5);
    assertThat(wrong.err()).contains("that is not the deletion password");
    assertThat(change.code()).isEqualTo(5);
    assertThat(typed("undelete").out()).isEqualTo("nothing can be brought back\n");
    Typed audit = Typed.in("audit", "--home", folder.toString());
    assertThat(audit.out().lines().filter(line -> line.contains("contacts-password-refused")))
        .hasSize(2);
  }

  @Test
  void whatIsDeletedComesBackUntilItIsPurged() {
    typed("set-deletion-password", "--new-password-file", file("password"));
    String[] delete = {
      "delete", ADA, "--snapshot", "1", "--yes", "--password-file", file("password")
    };
    Typed first = typed(delete);
    Typed hidden =
        typed("export", ADA, "--format", "csv", "--out", file("a.csv"), "--snapshot", "1");
    Typed undone = typed("undelete", "1");
    Typed seen = typed("export", ADA, "--format", "csv", "--out", file("a.csv"), "--snapshot", "1");
    typed(delete);
    Typed early = typed("prune");
    home(home -> home.jdbc().update("UPDATE contacts_deletion SET purge_at = deleted_at"));
    Typed purged = typed("prune");
    Typed late = typed("undelete", "2");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("deleted: mailbox 1, snapshot 1").contains("undelete 1");
    assertThat(hidden.code()).isEqualTo(6);
    assertThat(undone.out()).isEqualTo("brought back: mailbox 1, snapshot 1\n");
    assertThat(seen.code()).as(seen.err()).isZero();
    assertThat(early.out()).contains("removed 0 earlier deletions");
    assertThat(purged.out())
        .isEqualTo("dropped 0 snapshots; removed 1 earlier deletion from the tables\n");
    assertThat(late.code()).isEqualTo(6);
    assertThat(late.err()).contains("it is gone");
  }

  /** As if the process were killed before the audit log has its line. */
  private void withoutAudit(String action, Runnable work) {
    home(
        home ->
            home.jdbc()
                .execute(
                    "ALTER TABLE runner_audit ADD CONSTRAINT no_line CHECK (action <> '"
                        + action
                        + "')"));
    work.run();
    home(home -> home.jdbc().execute("ALTER TABLE runner_audit DROP CONSTRAINT no_line"));
  }

  @Test
  void nothingLeavesOrComesBackWithoutItsLineInTheAuditLog() {
    typed("set-deletion-password", "--new-password-file", file("password"));
    String[] password = {"--yes", "--password-file", file("password")};
    String[] delete = with(new String[] {"delete", ADA, "--snapshot", "1"}, password);
    List<Typed> failed = new ArrayList<>();

    withoutAudit("contacts-delete", () -> failed.add(typed(delete)));
    Typed notDeleted = typed("undelete");
    typed(delete);
    withoutAudit("contacts-undelete", () -> failed.add(typed("undelete", "2")));
    Typed stillDeleted = typed("undelete");
    home(home -> home.jdbc().update("UPDATE contacts_deletion SET purge_at = deleted_at"));
    withoutAudit("contacts-purge", () -> failed.add(typed("prune")));
    Typed purged = typed("prune");

    assertThat(failed).extracting(Typed::code).doesNotContain(0).hasSize(3);
    assertThat(notDeleted.out()).isEqualTo("nothing can be brought back\n");
    assertThat(stillDeleted.out()).contains("mailbox 1, snapshot 1");
    assertThat(purged.out()).contains("removed 1 earlier deletion from the tables");
  }

  @Test
  void whatIsDueIsNoLongerOffered() {
    typed("set-deletion-password", "--new-password-file", file("password"));
    typed("delete", ADA, "--contact", "2", "--yes", "--password-file", file("password"));
    home(home -> home.jdbc().update("UPDATE contacts_deletion SET purge_at = deleted_at"));

    Typed list = typed("undelete");
    Typed late = typed("undelete", "1");
    Typed shown = typed("show", ADA, "2");

    assertThat(list.out()).isEqualTo("nothing can be brought back\n");
    assertThat(late.code()).isEqualTo(6);
    assertThat(late.err()).contains("deletion 1 could be brought back until ");
    assertThat(shown.err())
        .contains("contact 2 of mailbox 1 was deleted from the backups; it could be brought back")
        .doesNotContain("undelete 1");
  }

  @Test
  void whatBecameALastCopyWhileThePasswordWasTypedStays() {
    home(
        home -> {
          ContactStore store = home.bean(ContactStore.class);
          Mailbox mailbox = store.find(ADA).orElseThrow();
          snapshot(store, mailbox, List.of("Bob", "Cid"), List.of());
          Pruning pruning = home.bean(Pruning.class);
          RetentionPolicy lastOne = new RetentionPolicy(1, 0, 0, 0, 0, 0);
          Supplier<Pruning.Preview> rules =
              () -> pruning.preview(mailbox, lastOne, ZoneOffset.UTC, false);
          Pruning.Preview shown = rules.get();
          assertThat(shown.dropped()).containsExactly(1L, 2L);
          store
              .deletions()
              .delete(mailbox, What.SNAPSHOTS, List.of(3L), "other", Duration.ofDays(7), () -> {});

          Pruning.Preview done =
              pruning.apply(shown, rules, "tester", Duration.ofDays(7), () -> {}, made -> {});

          assertThat(done.dropped()).isEmpty();
          assertThat(done.spared()).containsExactly(1L);
          assertThat(store.snapshots(mailbox)).hasSize(2);
        });
  }

  @Test
  void aDeletedContactIsShownTheWayBack() {
    typed("set-deletion-password", "--new-password-file", file("password"));
    String[] password = {"--yes", "--password-file", file("password")};
    typed(with(new String[] {"delete", ADA, "--contact", "2"}, password));
    Typed byNumber = typed("show", ADA, "2");
    Typed byGraphId = typed("show", ADA, "Bob");
    typed("undelete", "1");
    Typed back = typed("show", ADA, "2");
    typed(with(new String[] {"delete", ADA, "--snapshot", "1"}, password));
    Typed inSnapshots = typed("show", ADA, "3");
    Typed never = typed("show", ADA, "77");

    assertThat(byNumber.code()).isEqualTo(6);
    assertThat(byNumber.err())
        .contains("contact 2 of mailbox 1 was deleted from the backups")
        .contains("contacts undelete 1");
    assertThat(byGraphId.err()).contains("contacts undelete 1");
    assertThat(back.code()).as(back.err()).isZero();
    assertThat(inSnapshots.err()).contains("contacts undelete 2");
    assertThat(never.err()).contains("mailbox 1 never had a contact 77");
  }

  @Test
  void anUnknownFormatIsAnsweredWithTheKnownOnes() {
    Typed typed = typed("export", ADA, "--format", "foo", "--out", file("x"));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .contains("'foo' is none of vcard, csv, xlsx, pst")
        .doesNotContain("VCARD");
  }

  @Test
  void anExportOfAFolderShowsHowFarItIs() {
    Typed typed =
        typed("export", ADA, "--format", "pst", "--folder", "Contacts", "--out", file("a.pst"));

    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.err())
        .contains("writing ada@acme.example [########################] 100%")
        .contains("checking ada@acme.example [########################] 100%");
  }

  @Test
  void theLastCopyNeedsForceAndThePassword() {
    typed("set-deletion-password", "--new-password-file", file("password"));
    String[] keepOne = {
      "prune",
      "--keep-last",
      "1",
      "--keep-daily",
      "0",
      "--keep-weekly",
      "0",
      "--keep-monthly",
      "0",
      "--keep-yearly",
      "0"
    };
    Typed preview = typed(with(keepOne, "--preview"));
    Typed gentle = typed(keepOne);
    Typed wrong = typed(with(keepOne, "--force", "--password-file", file("wrong")));
    Typed without = typed(with(keepOne, "--force", "--purge-after", "1s"));
    Typed forced = typed(with(keepOne, "--force", "--password-file", file("password")));
    Typed nothing = typed(with(keepOne, "--keep-last", "0"));

    assertThat(preview.out())
        .contains("1 snapshot kept, and [1] for last copies and restores; nothing to drop")
        .contains("last copy: contact 3, Cid, in snapshot 1")
        .contains("would drop 0 snapshots");
    assertThat(gentle.out()).contains("dropped 0 snapshots");
    assertThat(wrong.code()).isEqualTo(5);
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("there is no terminal to ask for a password");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(forced.out()).contains("dropped 1 snapshot;");
    assertThat(nothing.code()).isEqualTo(2);
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void verifyNamesWhatIsDamagedAndFails() {
    Typed sound = typed("verify");
    home(
        home -> home.jdbc().update("UPDATE contacts_version SET content = X'00' WHERE number = 3"));
    Typed damaged = typed("verify", ADA);
    Typed sample = typed("verify", "--sample", "0%");

    assertThat(sound.code()).as(sound.err()).isZero();
    assertThat(sound.out())
        .isEqualTo(
            "1 mailbox: 3 versions of contacts and 0 photos opened, 2 snapshots counted, nothing"
                + " damaged\n");
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.out())
        .contains("mailbox 1, contact 3, version of snapshot 1 is damaged in the database");
    assertThat(sample.code()).isEqualTo(2);
  }

  private void job(String name, String text) throws Exception {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(folder.resolve("jobs").resolve(name + ".yaml"), text);
  }

  private Typed program(String... arguments) {
    return Typed.in(with(arguments, "--home", folder.toString()));
  }

  private static final String JOB =
      """
      family: contacts-backup
      organization: acme
      source: {type: microsoft-graph, client-id: 7b1e9d40, secret: "env:NO_SUCH_SECRET"}
      retention: {keep-last: 1, keep-daily: 0, keep-weekly: 0, keep-monthly: 0, keep-yearly: 0}
      purge-delay: 0s
      """;

  @Test
  void aJobsRulesArePreviewedAndRunWithoutAPassword() throws Exception {
    job("acme-contacts", JOB);
    home(
        home -> {
          ContactStore store = home.bean(ContactStore.class);
          Mailbox mailbox = store.find(ADA).orElseThrow();
          snapshot(store, mailbox, List.of("Bob Brown"), List.of());
        });
    Typed preview = typed("prune", "--preview", "--job", "acme-contacts");
    Typed mixed = typed("prune", "--preview", "--job", "acme-contacts", "--keep-daily", "3");
    Typed notPreviewed = typed("prune", "--job", "acme-contacts");
    Typed pruned = program("run", "acme-contacts", "--prune", "--yes");
    Typed verified = program("run", "acme-contacts", "--verify", "--yes", "--json");
    Typed runs = program("runs");
    Typed audit = program("audit");

    assertThat(preview.code()).as(preview.err()).isZero();
    assertThat(preview.out())
        .contains("1 snapshot kept, and [1] for last copies and restores; to drop: [2]")
        .contains("would drop 1 snapshot");
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(notPreviewed.code()).isEqualTo(2);
    assertThat(notPreviewed.err()).contains("run acme-contacts --prune does what the file says");
    assertThat(pruned.code()).as(pruned.err()).isZero();
    assertThat(pruned.out())
        .contains(
            "1 mailbox pruned: 1 snapshot of 3 dropped, 1 kept for last copies or restores, 1"
                + " deletion removed");
    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(verified.out()).contains("\"kind\" : \"VERIFY\"", "nothing damaged");
    assertThat(runs.out())
        .containsPattern("acme-contacts +verify +done")
        .containsPattern(" prune +done");
    assertThat(audit.out()).contains("contacts-prune", "contacts-purge", "mailbox 1, snapshot 2");
  }

  @Test
  void whatIsDamagedFailsTheRunOfAJobAndIsNamed() throws Exception {
    job("acme-contacts", JOB);
    home(
        home -> home.jdbc().update("UPDATE contacts_version SET content = X'00' WHERE number = 3"));

    Typed damaged = program("run", "acme-contacts", "--verify", "--yes");

    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.out())
        .contains("mailbox 1, contact 3, version of snapshot 1 is damaged in the database")
        .contains("ada@acme.example");
  }

  @Test
  void otherFamiliesHaveNoSuchRunsAndTheOptionsGoAlone() throws Exception {
    job(
        "acme-backend",
        """
        family: backend-sync
        organization: acme
        source: {type: exchange-export, path: acme.jsonl}
        """);

    Typed other = program("run", "acme-backend", "--verify", "--yes");
    Typed both = program("run", "acme-backend", "--verify", "--prune", "--yes");
    Typed only = program("run", "acme-backend", "--prune", "--only", ADA, "--yes");

    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("acme-backend is a job of backend-sync, which has no runs of the kind verify");
    assertThat(both.code()).isEqualTo(2);
    assertThat(only.code()).isEqualTo(2);
    assertThat(program("runs").out()).contains("no run yet");
  }

  @Test
  void jobsShowsAllSchedulesOfAJob() throws Exception {
    job("acme-contacts", JOB);

    Typed jobs = program("jobs");
    Typed json = program("jobs", "--json");

    assertThat(jobs.code()).as(jobs.err()).isZero();
    assertThat(jobs.out().lines().toList())
        .anyMatch(line -> line.matches("acme-contacts +contacts-backup +acme +3 a day UTC .*"))
        .anyMatch(line -> line.matches(" +verify .*at 03:30 sun UTC .*\\d.*"))
        .anyMatch(line -> line.matches(" +prune .*at 03:30 sun UTC .*\\d.*"));
    assertThat(json.out()).contains("\"kind\" : \"VERIFY\"", "\"kind\" : \"PRUNE\"");
  }
}

package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.ContactGenerator;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What restores and undos make of a mailbox. */
@ParameterizedClass
@EnumSource
class RestoreJobTests {
  /** All that a person may lose at once; `-Drollcall.restore.contacts=2000` is the long form. */
  private static final int CONTACTS = Integer.getInteger("rollcall.restore.contacts", 200);

  @Parameter JobDatabase database;
  BackedUpTenant tenant;
  RestoredTenant restored;
  SandboxMailbox anna;
  String clients = "";
  List<String> inDefault = List.of();
  List<String> inClients = List.of();

  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home(), SandboxSettings.hostile(23));
    restored = new RestoredTenant(tenant);
    anna = tenant.mailbox("anna");
    clients = anna.addFolder(anna.defaultFolder(), "Clients");
    inDefault = BackedUpTenant.fill(anna, anna.defaultFolder(), "a", 3);
    inClients = BackedUpTenant.fill(anna, clients, "c", 3);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private Map<String, List<String>> now() {
    tenant.done();
    return tenant.latest("anna");
  }

  private Restore inPlace(Conflict conflict) {
    return restored.of("anna", 1, Placement.IN_PLACE, conflict);
  }

  private Restore toNewFolder() {
    return restored.of("anna", 1, Placement.NEW_FOLDER, Conflict.SKIP);
  }

  @Test
  void everyFieldOfEveryContactComesBackIntoAnEmptiedMailbox() {
    SandboxMailbox full = tenant.mailbox("full");
    ContactGenerator generator = new ContactGenerator(5);
    generator.fill(full, 12, CONTACTS);
    full.add(full.defaultFolder(), generator.contactWithNotes(1 << 20));
    tenant.done();
    SnapshotView saved = tenant.store().latest(tenant.stored("full")).orElseThrow();
    full.wipe();

    RunRecord run =
        restored.done(
            restored.of("full", saved.snapshot().seq(), Placement.IN_PLACE, Conflict.SKIP));

    assertThat(run.summary())
        .isEqualTo("%,d contacts restored, 0 problems".formatted(CONTACTS + 1));
    tenant.done();
    SnapshotView again = tenant.store().latest(tenant.stored("full")).orElseThrow();
    assertThat(RestoredTenant.seen(again)).isEqualTo(RestoredTenant.seen(saved));
  }

  @Test
  void whatIsMissingGoesToANewFolderAndWhatIsThereIsLeftAlone() {
    tenant.done();
    anna.delete(inDefault.get(0));
    anna.set(inDefault.get(1), "displayName", "a1 changed");
    anna.move(inDefault.get(2), clients);
    anna.deleteFolder(clients);
    BackedUpTenant.fill(anna, anna.defaultFolder(), "later", 1);

    Restore restore = toNewFolder();
    RunRecord run = restored.done(restore);

    assertThat(restored.decided(run))
        .containsExactlyInAnyOrder(
            "CREATE", "SKIP DIFFERENT", "CREATE", "CREATE", "CREATE", "CREATE");
    assertThat(run.summary()).isEqualTo("5 contacts restored, 1 left as they are, 0 problems");
    String root = restore.newFolder();
    assertThat(now())
        .isEqualTo(
            Map.of(
                "Contacts",
                List.of("a1 changed", "later0"),
                root,
                List.of(),
                root + "/Contacts",
                List.of("a0", "a2"),
                root + "/Contacts/Clients",
                List.of("c0", "c1", "c2")));
  }

  @Test
  void aDryRunTellsOfEachContactAndWritesNothing() {
    tenant.done();
    anna.delete(inDefault.get(0));
    anna.set(inClients.get(0), "displayName", "c0 changed");
    int before = tenant.graph.received().size();

    RunRecord run = restored.dryRun(inPlace(Conflict.REPLACE));

    assertThat(restored.decided(run))
        .containsExactlyInAnyOrder(
            "CREATE", "SKIP SAME", "SKIP SAME", "REPLACE", "SKIP SAME", "SKIP SAME");
    assertThat(run.summary())
        .isEqualTo(
            "1 contact would be restored, 1 would be replaced, 4 left as they are, 0 problems");
    assertThat(tenant.graph.received().stream().skip(before))
        .allMatch(
            one ->
                one.method().equals("GET")
                    || one.pathAndQuery().contains("$batch")
                    || one.pathAndQuery().contains("token"));
    assertThat(now().get("Contacts")).containsExactly("a1", "a2");
  }

  @Test
  void replacingPutsBackWhatWasSavedAndUndoWhatWasReplaced() {
    tenant.done();
    anna.delete(inDefault.get(0));
    anna.set(inDefault.get(1), "displayName", "a1 changed");
    anna.photo(inDefault.get(1), new ContactGenerator(1).photo());
    anna.deleteFolder(clients);
    tenant.done();
    SnapshotView lost = tenant.store().latest(tenant.stored("anna")).orElseThrow();

    RunRecord run = restored.done(inPlace(Conflict.REPLACE));
    assertThat(run.summary())
        .isEqualTo("4 contacts restored, 1 replaced, 1 left as they are, 0 problems");
    assertThat(now())
        .isEqualTo(
            Map.of(
                "Contacts",
                List.of("a0", "a1", "a2"),
                "Contacts/Clients",
                List.of("c0", "c1", "c2")));

    RunRecord undo = restored.done(restored.undo(run, false));
    assertThat(undo.summary())
        .isEqualTo("undo of run %d: 1 replaced, 4 removed, 0 problems".formatted(run.run().id()));
    tenant.done();
    assertThat(RestoredTenant.seen(tenant.store().latest(tenant.stored("anna")).orElseThrow()))
        .as("the folder that was made is gone too")
        .isEqualTo(RestoredTenant.seen(lost));

    restored.done(restored.undo(undo, false));
    assertThat(now())
        .isEqualTo(
            Map.of(
                "Contacts",
                List.of("a0", "a1", "a2"),
                "Contacts/Clients",
                List.of("c0", "c1", "c2")));
  }

  @Test
  void aCopyIsMadeBesideWhatIsThereAndUndoTakesTheCopiesAlone() {
    tenant.done();
    RunRecord run = restored.done(restored.of("anna", 1, Placement.IN_PLACE, Conflict.COPY));
    assertThat(now().get("Contacts")).containsExactly("a0", "a0", "a1", "a1", "a2", "a2");
    restored.done(restored.undo(run, false));
    assertThat(now().get("Contacts")).containsExactly("a0", "a1", "a2");
    assertThat(anna.contacts(anna.defaultFolder())).containsOnlyKeys(inDefault);
  }

  @Test
  void undoLeavesWhatSomebodyChangedSinceUnlessForced() {
    tenant.done();
    anna.wipe();
    RunRecord run = restored.done(inPlace(Conflict.SKIP));
    String made = anna.contacts(anna.defaultFolder()).keySet().iterator().next();
    anna.set(made, "jobTitle", "promoted since");

    RunRecord undo = restored.run(restored.undo(run, false));
    assertThat(restored.decided(undo)).contains("SKIP CHANGED_SINCE");
    assertThat(anna.contacts(anna.defaultFolder())).containsOnlyKeys(made);
    assertThatThrownBy(() -> restored.undo(run, false))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining("was undone by run " + undo.run().id());
    restored.done(restored.undo(run, true));
    assertThat(anna.contacts(anna.defaultFolder())).isEmpty();
  }

  @Test
  void undoTakesBackWhatMicrosoftMadeTwice() {
    tenant.done();
    anna.wipe();
    RunRecord run = restored.done(inPlace(Conflict.SKIP));
    Map<String, Object> twin =
        new HashMap<>(anna.contacts(anna.defaultFolder()).values().iterator().next());
    Map<?, ?> extended = (Map<?, ?>) twin.get("singleValueExtendedProperties");
    twin.put(
        "singleValueExtendedProperties",
        extended.entrySet().stream()
            .map(one -> Map.of("id", one.getKey(), "value", one.getValue()))
            .toList());
    anna.add(anna.defaultFolder(), twin);
    String changed = anna.add(anna.defaultFolder(), twin);
    anna.set(changed, "jobTitle", "promoted since");

    RunRecord undo = restored.run(restored.undo(run, false));

    assertThat(restored.decided(undo)).containsOnlyOnce("SKIP CHANGED_SINCE");
    assertThat(anna.contacts(anna.defaultFolder())).containsOnlyKeys(changed);
    anna.add(anna.defaultFolder(), twin);
    restored.done(restored.undo(run, true));
    assertThat(anna.contacts(anna.defaultFolder())).isEmpty();
  }

  @Test
  void aContactThatCannotBeDeletedStaysAndTheOthersAreReplaced() {
    anna.photo(inDefault.get(0), new ContactGenerator(1).photo());
    tenant.done();
    for (int i = 0; i < 3; i++) {
      anna.set(inDefault.get(i), "jobTitle", "changed");
    }
    tenant.done();
    anna.corruptPhoto(inDefault.get(0));
    anna.hold(inDefault.get(1));

    RunRecord run = restored.run(inPlace(Conflict.REPLACE));

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .anyMatch(one -> one.endsWith("the contact that was there stays: its photo cannot be read"))
        .anyMatch(
            one ->
                one.contains(
                    "the contact that was there stays: Microsoft refuses to delete it: 409"));
    assertThat(anna.contacts(anna.defaultFolder()))
        .hasSize(5)
        .containsKeys(inDefault.get(0), inDefault.get(1))
        .doesNotContainKey(inDefault.get(2));
  }

  @Test
  void undoKeepsAFolderInWhichSomethingIs() {
    tenant.done();
    anna.delete(inDefault.get(0));
    RunRecord run = restored.done(toNewFolder());
    String made =
        anna.folderIds().stream()
            .filter(id -> !anna.contacts(id).isEmpty())
            .filter(id -> !List.of(anna.defaultFolder(), clients).contains(id))
            .findFirst()
            .orElseThrow();
    anna.contactLists(made, 1);
    restored.done(restored.undo(run, false));
    assertThat(anna.folderIds())
        .as("a contact list is in it, which nobody can read")
        .contains(made);
    assertThat(anna.contacts(made)).isEmpty();
  }

  @Test
  void anotherMailboxGetsWhatItDoesNotHave() {
    SandboxMailbox ben = tenant.mailbox("ben");
    Map<String, Object> paul =
        Map.of(
            "displayName", "Paul", "emailAddresses", List.of(Map.of("address", "Paul@x.example")));
    anna.add(clients, paul);
    tenant.done();
    ben.add(
        ben.defaultFolder(),
        Map.of(
            "displayName", "paul", "emailAddresses", List.of(Map.of("address", "paul@X.example"))));
    BackedUpTenant.fill(ben, ben.defaultFolder(), "a", 1);
    RunRecord run =
        restored.done(restored.into("anna", 1, "ben", Placement.IN_PLACE, Conflict.SKIP));
    assertThat(run.summary()).isEqualTo("5 contacts restored, 2 left as they are, 0 problems");
    tenant.done();
    assertThat(tenant.latest("ben"))
        .isEqualTo(
            Map.of(
                "Contacts", List.of("a0", "a1", "a2", "paul"),
                "Contacts/Clients", List.of("c0", "c1", "c2")));
  }

  @Test
  void whoSharesAnAddressIsNobodyElse() {
    Map<String, Object> shared =
        Map.of("emailAddresses", List.of(Map.of("address", "f@x.example")));
    Map<String, Object> wife = new HashMap<>(shared);
    wife.put("displayName", "Wife");
    Map<String, Object> husband = new HashMap<>(shared);
    husband.put("displayName", "Husband");
    anna.add(clients, wife);
    String lost = anna.add(clients, husband);
    tenant.done();
    anna.delete(lost);
    long number = tenant.store().number(tenant.stored("anna"), lost).orElseThrow();

    restored.done(inPlace(Conflict.REPLACE), "contact " + number);

    assertThat(now().get("Contacts/Clients")).contains("Wife", "Husband");
  }

  @Test
  void nothingIsDeletedForWhatSaysLess() {
    anna.photo(inClients.get(0), new byte[(4 << 20) + 1]);
    tenant.done();
    anna.set(inClients.get(0), "displayName", "c0 changed");

    RunRecord run = restored.run(inPlace(Conflict.REPLACE));

    assertThat(tenant.problems(run))
        .anyMatch(one -> one.contains("made without its photo, which Microsoft refuses"));
    assertThat(now().get("Contacts/Clients")).containsExactly("c0", "c0 changed", "c1", "c2");
  }

  @Test
  void aDamagedContactIsAProblemAndTheOthersComeBack() {
    tenant.done();
    anna.wipe();
    tenant.done();
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE contacts_version SET content_key = graph_key WHERE mailbox_id = ? AND number ="
                + " ?",
            tenant.stored("anna").id(),
            tenant.store().number(tenant.stored("anna"), inDefault.get(1)).orElseThrow());

    RunRecord run = restored.run(inPlace(Conflict.SKIP));

    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .contains("is damaged in the database");
    assertThat(run.summary()).startsWith("5 contacts restored");
  }

  @Test
  void aDryRunCannotBeUndone() {
    tenant.done();
    RunRecord dry = restored.dryRun(inPlace(Conflict.SKIP));
    assertThatThrownBy(() -> restored.undo(dry, false))
        .hasMessage("run %d restored no contacts".formatted(dry.run().id()));
  }

  @Test
  void aFolderWhoseNameIsTakenByWhatNoListShowsGetsAnother() {
    BackedUpTenant.fill(anna, anna.addFolder(null, "Kontakte"), "k", 1);
    SandboxMailbox ben = tenant.mailbox("ben");
    ben.renameFolder(ben.defaultFolder(), "Kontakte");
    tenant.done();
    restored.done(restored.into("anna", 1, "ben", Placement.IN_PLACE, Conflict.SKIP));
    tenant.done();
    assertThat(tenant.latest("ben"))
        .containsEntry("Kontakte", List.of("a0", "a1", "a2"))
        .containsEntry("Kontakte (2)", List.of("k0"));
  }

  @Test
  void aChosenFolderOrContactComesBackAlone() {
    tenant.done();
    anna.wipe();
    SnapshotView saved = tenant.store().at(tenant.stored("anna"), 1);
    long folder = saved.folders().named("Contacts/Clients").get(0).number();
    restored.done(inPlace(Conflict.SKIP), "folder " + folder);
    assertThat(now().get("Contacts/Clients")).containsExactly("c0", "c1", "c2");
    assertThat(now().get("Contacts")).isEmpty();
    long a1 = tenant.store().number(tenant.stored("anna"), inDefault.get(1)).orElseThrow();
    restored.done(inPlace(Conflict.SKIP), "contact " + a1);
    assertThat(now().get("Contacts")).containsExactly("a1");
  }

  @Test
  void whatMicrosoftRefusesIsAProblemWithTheFieldsNameAndTheRestIsMade() {
    String odd =
        anna.add(clients, Map.of("displayName", "many", "businessPhones", List.of("1", "2", "3")));
    tenant.done();
    anna.delete(odd);
    RunRecord run = restored.run(inPlace(Conflict.SKIP));
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("SKIPPED anna@DOMAIN, contact ")
        .contains("made without businessPhones, which Microsoft refuses");
    assertThat(now().get("Contacts/Clients")).contains("many");
  }

  @Test
  void aRunThatRestoresNothingCannotBeUndone() {
    RunRecord backup = tenant.done();
    assertThatThrownBy(() -> restored.undo(backup, false))
        .hasMessage("run %d restored no contacts".formatted(backup.run().id()));
  }
}

package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs for chosen mailboxes, folders and contacts, and test runs. */
@ParameterizedClass
@EnumSource
class UrgentJobTests {
  @Parameter JobDatabase database;
  BackedUpTenant tenant;
  SandboxMailbox anna;
  String clients = "";
  List<String> inDefault = List.of();
  List<String> inClients = List.of();

  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home());
    anna = tenant.mailbox("anna");
    SandboxMailbox ben = tenant.mailbox("ben");
    clients = anna.addFolder(anna.defaultFolder(), "Clients");
    inDefault = BackedUpTenant.fill(anna, anna.defaultFolder(), "a", 3);
    inClients = BackedUpTenant.fill(anna, clients, "c", 3);
    BackedUpTenant.fill(ben, ben.defaultFolder(), "b", 3);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private RunRecord only(String... chosen) {
    RunRecord run = tenant.home.only(tenant.key, chosen);
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    return run;
  }

  private String address(String name) {
    return name + "@" + tenant.domain;
  }

  private void change() {
    anna.set(inDefault.get(0), "displayName", "a0 changed");
    anna.set(inClients.get(0), "displayName", "c0 changed");
    anna.set(inClients.get(1), "displayName", "c1 changed");
  }

  @Test
  void aChosenMailboxIsSavedAndNoOther() {
    RunRecord run = only(address("ANNA"));
    assertThat(run.summary()).startsWith("1 mailbox saved: 6 contacts (6 added");
    assertThat(tenant.snapshots("ben")).isEmpty();
    assertThat(tenant.latest("anna").get("Contacts")).containsExactly("a0", "a1", "a2");
  }

  @Test
  void aChosenFolderIsBroughtUpToDateAndTheOthersAreReadByTheNextRun() {
    tenant.done();
    change();
    only(address("anna") + "/clients");
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c0 changed", "c1 changed", "c2");
    assertThat(tenant.latest("anna").get("Contacts")).containsExactly("a0", "a1", "a2");
    assertThat(tenant.done().summary()).contains("(0 added, 1 changed, 0 removed)");
    assertThat(tenant.latest("anna").get("Contacts")).containsExactly("a0 changed", "a1", "a2");
  }

  @Test
  void aContactThatLeftTheChosenFolderStaysUntilItsNewOneIsRead() {
    String friends = anna.addFolder(anna.defaultFolder(), "Friends");
    tenant.done();
    anna.move(inClients.get(0), friends);
    anna.delete(inClients.get(1));
    only(address("anna") + "/Clients");
    assertThat(tenant.latest("anna").get("Contacts/Clients")).containsExactly("c0", "c2");
    tenant.graph.forgetLinks();
    only(address("anna") + "/Clients");
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .as("a full read")
        .containsExactly("c0", "c2");
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts/Clients")).containsExactly("c2");
    assertThat(tenant.latest("anna").get("Contacts/Friends")).containsExactly("c0");
  }

  @Test
  void aContactThatLeftTheChosenFolderAndIsDeletedThenIsGoneWithTheNextRun() {
    String friends = anna.addFolder(anna.defaultFolder(), "Friends");
    tenant.done();
    anna.move(inClients.get(0), friends);
    only(address("anna") + "/Clients");
    anna.delete(inClients.get(0));
    assertThat(tenant.done().summary()).contains("(0 added, 0 changed, 1 removed)");
    assertThat(tenant.latest("anna").get("Contacts/Clients")).containsExactly("c1", "c2");
  }

  @Test
  void aFolderIsAlsoKnownByThePathThatTheListShows() {
    tenant.done();
    change();
    only(address("anna") + "/contacts/Clients");
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c0 changed", "c1 changed", "c2");
    assertThat(tenant.latest("anna").get("Contacts")).containsExactly("a0", "a1", "a2");
  }

  @Test
  void aFolderWhoseNameIsANumberIsNoContact() {
    String year = anna.addFolder(anna.defaultFolder(), "2026");
    BackedUpTenant.fill(anna, year, "y", 1);
    tenant.done();
    only(address("anna") + "/Contacts/2026");
    assertThat(tenant.latest("anna").get("Contacts/2026")).containsExactly("y0");
  }

  @Test
  void aChosenContactIsBroughtUpToDateAlone() {
    tenant.done();
    change();
    only(address("anna") + "/Clients/" + number(inClients.get(0)));
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c0 changed", "c1", "c2");
    assertThat(tenant.done().summary()).contains("(0 added, 2 changed, 0 removed)");
  }

  @Test
  void aChosenContactStaysInItsFolderThoughAnotherHasItsName() {
    String beside = anna.addFolder(anna.addFolder(null, "Beside"), "Clients");
    List<String> others = BackedUpTenant.fill(anna, beside, "o", 1);
    tenant.done();
    change();
    anna.set(others.get(0), "displayName", "o0 changed");
    only(address("anna") + "/Clients/" + number(inClients.get(0)));
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c0 changed", "c1", "c2");
    only(address("anna") + "/Clients/" + number(others.get(0)));
    assertThat(tenant.latest("anna").get("Beside/Clients")).containsExactly("o0 changed");
    RunRecord run =
        tenant.home.only(
            tenant.key, address("anna") + "/Beside/Clients/" + number(inClients.get(1)));
    assertThat(tenant.problems(run))
        .containsExactly(
            "SKIPPED anna@DOMAIN: the mailbox has no such contact as was chosen with --only");
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c0 changed", "c1", "c2");
  }

  private long number(String contactId) {
    return tenant.store().number(tenant.stored("anna"), contactId).orElseThrow();
  }

  @Test
  void aFolderOfAMailboxThatWasNeverSavedLeavesTheRestToTheNextRun() {
    only(address("anna") + "/Clients");
    assertThat(tenant.latest("anna").get("Contacts")).isEmpty();
    assertThat(tenant.latest("anna").get("Contacts/Clients")).containsExactly("c0", "c1", "c2");
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts")).containsExactly("a0", "a1", "a2");
  }

  @Test
  void whatWasChosenAndIsNotThereIsAProblem() {
    tenant.done();
    RunRecord run =
        tenant.home.only(
            tenant.key,
            address("nobody"),
            address("anna") + "/Nowhere",
            address("anna") + "/Clients/999");
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactlyInAnyOrder(
            "SKIPPED nobody@DOMAIN: there is no such mailbox",
            "SKIPPED anna@DOMAIN: the mailbox has no such folder as was chosen with --only",
            "SKIPPED anna@DOMAIN: the mailbox has no such contact as was chosen with --only");
    assertThatThrownBy(() -> tenant.home.only(tenant.key, "anna/ "))
        .isInstanceOf(RollcallException.class)
        .hasMessage("--only 'anna/ ' is no mailbox, folder or contact");
  }

  @Test
  void aTestRunGoesOnPastAMailboxThatGivesNoAnswerToWorkWith() {
    tenant.graph.faults().next(Fault.NO_LIST, tenant.user("anna") + "/contactFolders?", 1);
    RunRecord run = tenant.home.preview(tenant.key);
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run)).singleElement().asString().startsWith("SKIPPED anna@DOMAIN: ");
    assertThat(run.summary()).contains("3 contacts to read");
    tenant.graph.faults().next(Fault.SYNC_STATE_NOT_FOUND, inDelta("anna"), 100);
    RunRecord again = tenant.home.preview(tenant.key);
    assertThat(tenant.problems(again))
        .singleElement()
        .asString()
        .startsWith("SKIPPED anna@DOMAIN: ");
  }

  private String inDelta(String name) {
    return tenant.user(name) + "/contactFolders/";
  }

  @Test
  void aTestRunTellsWhatWouldBeReadAndWritesNothing() {
    RunRecord first = tenant.home.preview(tenant.key);
    assertThat(first.outcome()).as(tenant.why(first)).isEqualTo(ExitCode.DONE);
    assertThat(first.summary())
        .isEqualTo(
            "2 mailboxes would be read: 3 folders, 9 contacts to read, 0 removed, 0 problems");
    assertThat(tenant.rows("contacts_snapshot")).isZero();
    tenant.done();
    change();
    anna.delete(inDefault.get(1));
    RunRecord second = tenant.home.preview(tenant.key);
    assertThat(second.summary())
        .isEqualTo(
            "2 mailboxes would be read: 3 folders, 3 contacts to read, 1 removed, 0 problems");
    assertThat(tenant.rows("contacts_snapshot")).isEqualTo(2);
    assertThat(tenant.done().summary()).contains("(0 added, 3 changed, 1 removed)");
  }
}

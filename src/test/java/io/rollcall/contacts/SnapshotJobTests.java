package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.store.Snapshot;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.MailboxCondition;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What snapshots hold, what they cost, and what becomes of what cannot be read. */
@ParameterizedClass
@EnumSource
class SnapshotJobTests {
  @Parameter JobDatabase database;
  BackedUpTenant tenant;
  SandboxMailbox anna;
  SandboxMailbox ben;

  @BeforeEach
  void open() {
    open(SandboxSettings.hostile(17));
  }

  private void open(SandboxSettings settings) {
    tenant = new BackedUpTenant(database.home(), settings);
    anna = tenant.mailbox("anna");
    ben = tenant.mailbox("ben");
    BackedUpTenant.fill(anna, anna.defaultFolder(), "a", 12);
    BackedUpTenant.fill(ben, ben.defaultFolder(), "b", 3);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private static String figures(Snapshot one) {
    return "%d folders, %d contacts, +%d ~%d -%d"
        .formatted(one.folders(), one.contacts(), one.added(), one.changed(), one.removed());
  }

  @Test
  void aFirstRunSavesAllMailboxesWithAllFolders() {
    String clients = anna.addFolder(anna.defaultFolder(), "Clients");
    String old = anna.addFolder(clients, "Old");
    anna.addFolder(null, "Beside");
    BackedUpTenant.fill(anna, old, "o", 2);
    RunRecord run = tenant.done();
    assertThat(run.summary())
        .startsWith("2 mailboxes saved: 17 contacts (17 added, 0 changed, 0 removed), the store")
        .endsWith("0 problems");
    assertThat(tenant.latest("anna"))
        .isEqualTo(
            Map.of(
                "Contacts",
                List.of("a0", "a1", "a10", "a11", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"),
                "Contacts/Clients",
                List.of(),
                "Contacts/Clients/Old",
                List.of("o0", "o1"),
                "Beside",
                List.of()));
    assertThat(tenant.latest("ben")).isEqualTo(Map.of("Contacts", List.of("b0", "b1", "b2")));
    assertThat(tenant.snapshots("anna").stream().map(SnapshotJobTests::figures))
        .containsExactly("4 folders, 14 contacts, +14 ~0 -0");
  }

  @Test
  void aSecondRunThatFindsNothingNewCostsOneDeltaForEachFolderAndARowForEachMailbox() {
    tenant.close();
    open(SandboxSettings.hostile(17).with(EnumSet.noneOf(Trait.class)));
    anna.addFolder(anna.defaultFolder(), "Clients");
    tenant.done();
    long versions = tenant.rows("contacts_version");
    long folders = tenant.rows("contacts_folder");
    int before = tenant.graph.received().size();
    RunRecord again = tenant.done();
    assertThat(again.summary())
        .isEqualTo(
            "2 mailboxes saved: 15 contacts (0 added, 0 changed, 0 removed), the store grew by 0"
                + " bytes, 0 problems");
    assertThat(tenant.requests(before, "delta")).isEqualTo(3);
    assertThat(tenant.requests(before, "$batch"))
        .as("only those that list folders, one for each level: three of anna's, two of ben's")
        .isEqualTo(5);
    assertThat(tenant.rows("contacts_version")).isEqualTo(versions);
    assertThat(tenant.rows("contacts_folder")).isEqualTo(folders);
    assertThat(tenant.rows("contacts_snapshot")).isEqualTo(4);
  }

  @Test
  void contactsThatCameChangedMovedAndWentAreInTheNextSnapshotAndNotInTheLast() {
    String clients = anna.addFolder(anna.defaultFolder(), "Clients");
    List<String> ids = BackedUpTenant.fill(anna, clients, "c", 4);
    tenant.done();
    anna.set(ids.get(0), "displayName", "changed");
    anna.move(ids.get(1), anna.defaultFolder());
    anna.delete(ids.get(2));
    BackedUpTenant.fill(anna, clients, "new", 1);
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts/Clients"))
        .containsExactly("c3", "changed", "new0");
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(13).contains("c1");
    assertThat(tenant.at("anna", 1).get("Contacts/Clients"))
        .containsExactly("c0", "c1", "c2", "c3");
    assertThat(figures(tenant.snapshots("anna").get(0)))
        .isEqualTo("2 folders, 16 contacts, +1 ~2 -1");
    assertThat(figures(tenant.snapshots("ben").get(0)))
        .isEqualTo("1 folders, 3 contacts, +0 ~0 -0");
  }

  @Test
  void foldersThatCameMovedWereRenamedAndWentAreFollowed() {
    String clients = anna.addFolder(anna.defaultFolder(), "Clients");
    String old = anna.addFolder(clients, "Old");
    String lost = anna.addFolder(null, "Lost");
    BackedUpTenant.fill(anna, old, "o", 2);
    BackedUpTenant.fill(anna, lost, "l", 2);
    tenant.done();
    anna.renameFolder(clients, "Customers");
    anna.moveFolder(old, anna.defaultFolder());
    anna.deleteFolder(lost);
    String fresh = anna.addFolder(old, "Fresh");
    BackedUpTenant.fill(anna, fresh, "f", 1);
    tenant.done();
    assertThat(tenant.latest("anna").keySet())
        .containsExactlyInAnyOrder(
            "Contacts", "Contacts/Customers", "Contacts/Old", "Contacts/Old/Fresh");
    assertThat(tenant.latest("anna").get("Contacts/Old")).containsExactly("o0", "o1");
    assertThat(tenant.latest("anna").get("Contacts/Old/Fresh")).containsExactly("f0");
    assertThat(tenant.at("anna", 1).get("Lost")).containsExactly("l0", "l1");
    assertThat(figures(tenant.snapshots("anna").get(0)))
        .isEqualTo("4 folders, 15 contacts, +1 ~0 -2");
  }

  @Test
  void photosAreSavedAndAskedForOnlyWhereThereIsOne() {
    List<String> ids = BackedUpTenant.fill(anna, anna.defaultFolder(), "p", 2);
    anna.photo(ids.get(0), new byte[] {1, 2, 3});
    tenant.done();
    assertThat(photos("anna")).containsExactly("p0: 3 bytes");
    anna.photo(ids.get(0), null);
    tenant.done();
    assertThat(photos("anna")).isEmpty();
  }

  private List<String> photos(String name) {
    var view = tenant.store().latest(tenant.stored(name)).orElseThrow();
    return view.page(0, 1000).stream()
        .filter(contact -> contact.hasPhoto())
        .map(
            contact ->
                contact.card().text(ContactField.DISPLAY_NAME)
                    + ": "
                    + view.photo(contact).orElseThrow().length
                    + " bytes")
        .toList();
  }

  @Test
  void aPositionThatOutlookForgotMeansAFullReadThatFindsWhatIsGone() {
    List<String> ids = BackedUpTenant.fill(anna, anna.defaultFolder(), "x", 20);
    tenant.done();
    anna.delete(ids.get(3));
    BackedUpTenant.fill(anna, anna.defaultFolder(), "y", 1);
    tenant.graph.forgetLinks();
    RunRecord run = tenant.done();
    assertThat(run.summary()).contains("(1 added, 0 changed, 1 removed)");
    assertThat(tenant.latest("anna").get("Contacts"))
        .hasSize(32)
        .contains("y0")
        .doesNotContain("x3");
  }

  @Test
  void aPositionThatIsLostBetweenTwoPagesBeginsAFullRead() {
    List<String> ids = BackedUpTenant.fill(anna, anna.defaultFolder(), "x", 30);
    tenant.done();
    ids.forEach(id -> anna.set(id, "jobTitle", "Clerk"));
    anna.delete(ids.get(0));
    tenant.graph.faults().next(Fault.SYNC_STATE_NOT_FOUND, "skiptoken", 1);
    RunRecord run = tenant.done();
    assertThat(run.summary()).contains("(0 added, 29 changed, 1 removed)");
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(41);
  }

  @Test
  void aContactThatNobodyCanReadIsAProblemAndKeepsTheVersionThatTheStoreHas() {
    List<String> ids = BackedUpTenant.fill(anna, anna.defaultFolder(), "x", 3);
    tenant.done();
    anna.set(ids.get(1), "jobTitle", "Clerk");
    anna.corrupt(ids.get(1));
    RunRecord run = tenant.withProblems();
    assertThat(tenant.problems(run)).hasSize(1);
    assertThat(tenant.problems(run).get(0))
        .startsWith("SKIPPED anna@DOMAIN, contact " + ids.get(1) + ": ");
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(15).contains("x1");
    assertThat(tenant.problems(tenant.withProblems()))
        .as("told again though no delta names it")
        .hasSize(1);
    tenant.graph.forgetLinks();
    tenant.withProblems();
    assertThat(tenant.latest("anna").get("Contacts")).as("a full read").hasSize(15).contains("x1");
    anna.delete(ids.get(1));
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(14).doesNotContain("x1");
  }

  @Test
  void aContactThatWasMovedAndCannotBeReadKeepsTheVersionThatTheStoreHasUntilItIsGone() {
    String clients = anna.addFolder(anna.defaultFolder(), "Clients");
    List<String> ids = BackedUpTenant.fill(anna, clients, "x", 2);
    tenant.done();
    anna.move(ids.get(0), anna.defaultFolder());
    anna.corrupt(ids.get(0));
    String other = BackedUpTenant.fill(anna, anna.defaultFolder(), "y", 1).get(0);
    tenant.withProblems();
    anna.move(other, clients);
    anna.corrupt(other);
    assertThat(tenant.problems(tenant.withProblems())).hasSize(2);
    assertThat(names("anna")).contains("x0", "x1", "y0");
    tenant.graph.forgetLinks();
    tenant.withProblems();
    assertThat(names("anna")).as("a full read").contains("x0", "x1", "y0");
    anna.delete(ids.get(0));
    tenant.graph.forgetLinks();
    tenant.withProblems();
    assertThat(names("anna")).doesNotContain("x0").contains("y0");
    anna.delete(other);
    tenant.done();
    assertThat(names("anna")).doesNotContain("y0").contains("x1");
  }

  @Test
  void aContactThatWasMovedAndCannotBeReadIsGoneWithTheFolderThatItWasMovedTo() {
    String lost = anna.addFolder(anna.defaultFolder(), "Lost");
    List<String> ids = BackedUpTenant.fill(anna, anna.defaultFolder(), "x", 2);
    tenant.done();
    for (String id : ids) {
      anna.move(id, lost);
      anna.corrupt(id);
    }
    tenant.withProblems();
    assertThat(names("anna")).contains("x0", "x1");
    anna.move(ids.get(1), anna.defaultFolder());
    anna.deleteFolder(lost);
    tenant.withProblems();
    assertThat(names("anna")).doesNotContain("x0").contains("x1");
  }

  private List<String> names(String name) {
    return tenant.latest(name).values().stream().flatMap(List::stream).toList();
  }

  @Test
  void mailboxesThatCannotBeReadAreToldApartAndTheOthersGoOn() {
    tenant.mailbox("nolicence").condition(MailboxCondition.NONE);
    tenant.mailbox("policy").condition(MailboxCondition.POLICY);
    tenant.mailbox("strange").condition(MailboxCondition.INVALID_USER);
    RunRecord run = tenant.withProblems();
    assertThat(run.summary()).startsWith("2 mailboxes saved, 3 not saved: 15 contacts");
    assertThat(tenant.problems(run))
        .hasSize(3)
        .anyMatch(
            text ->
                text.startsWith("SKIPPED nolicence@DOMAIN: ")
                    && text.endsWith("the user has no mailbox that Graph can open"))
        .anyMatch(
            text ->
                text.startsWith("SKIPPED policy@DOMAIN: ")
                    && text.endsWith("the application may not enter this mailbox"))
        .anyMatch(
            text ->
                text.startsWith("SKIPPED strange@DOMAIN: ")
                    && text.endsWith("there is no such user"));
    assertThat(tenant.latest("ben")).isEqualTo(Map.of("Contacts", List.of("b0", "b1", "b2")));
  }

  @Test
  void aMailboxThatLosesItsPositionAgainAndAgainKeepsNoOtherFromItsBackup() {
    tenant.done();
    BackedUpTenant.fill(anna, anna.defaultFolder(), "new", 1);
    BackedUpTenant.fill(ben, ben.defaultFolder(), "new", 1);
    tenant.graph.faults().next(Fault.SYNC_STATE_NOT_FOUND, annasDelta(), 4);
    assertThatAnnaAloneIsNotSaved();
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts")).contains("new0");
  }

  private String annasDelta() {
    String folder = URLEncoder.encode(anna.defaultFolder(), StandardCharsets.UTF_8);
    return tenant.user("anna") + "/contactFolders/" + folder + "/contacts/";
  }

  private void assertThatAnnaAloneIsNotSaved() {
    RunRecord run = tenant.withProblems();
    assertThat(tenant.problems(run)).singleElement().asString().startsWith("SKIPPED anna@DOMAIN: ");
    assertThat(run.summary()).startsWith("1 mailbox saved, 1 not saved: ");
    assertThat(tenant.snapshots("anna")).hasSize(1);
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(12);
    assertThat(tenant.latest("ben").get("Contacts")).contains("new0");
  }

  @Test
  void aMailboxThatGivesAnAnswerWithoutUseKeepsNoOtherFromItsBackup() {
    tenant.done();
    BackedUpTenant.fill(ben, ben.defaultFolder(), "new", 1);
    tenant.graph.faults().next(Fault.NO_LINK, annasDelta(), 1);
    assertThatAnnaAloneIsNotSaved();
  }

  @Test
  void aMailboxWhoseFoldersLoseTheirPagesKeepsNoOtherFromItsBackup() {
    tenant.done();
    BackedUpTenant.fill(ben, ben.defaultFolder(), "new", 1);
    tenant.graph.faults().next(Fault.GONE, tenant.user("anna") + "/contactFolders?", 1);
    assertThatAnnaAloneIsNotSaved();
  }

  @Test
  void aTokenThatIsNotAcceptedConcernsAllMailboxes() {
    tenant.done();
    tenant.graph.faults().next(Fault.TOKEN_REFUSED, annasDelta(), 100);
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aNewMailboxIsFoundAndALeaversSnapshotsStay() {
    tenant.done();
    SandboxMailbox carol = tenant.mailbox("carol");
    BackedUpTenant.fill(carol, carol.defaultFolder(), "c", 1);
    tenant.leave("ben");
    RunRecord run = tenant.done();
    assertThat(run.summary()).startsWith("2 mailboxes saved: 13 contacts (1 added");
    assertThat(tenant.snapshots("ben")).hasSize(1);
    assertThat(tenant.latest("ben")).isEqualTo(Map.of("Contacts", List.of("b0", "b1", "b2")));
    assertThat(tenant.snapshots("carol")).hasSize(1);
  }

  @Test
  void theJobTakesTheMailboxesThatItsPatternsName() {
    tenant.mailbox("svc-printer");
    tenant.define(
        "mailboxes: {include: [\"*@" + tenant.domain + "\"], exclude: [\"svc-*\", ben@*]}");
    tenant.done();
    assertThat(tenant.snapshots("anna")).hasSize(1);
    assertThat(tenant.snapshots("ben")).isEmpty();
    assertThat(tenant.snapshots("svc-printer")).isEmpty();
  }

  @Test
  void aTenantThatCannotBeReadFailsTheRunAndARestartBringsAll() {
    tenant.graph.tokens().permissions(List.of("User.Read.All"));
    RunRecord failed = tenant.run();
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.problems(failed))
        .singleElement()
        .asString()
        .startsWith("ORGANIZATION " + tenant.key + ": ")
        .contains("lacks permissions: Contacts.Read");
    tenant.graph.tokens().permissions(List.of("User.Read.All", "Contacts.Read"));
    RunRecord restarted = tenant.home.restart(failed.run().id());
    assertThat(restarted.outcome()).as(tenant.why(restarted)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.problems(restarted)).isEmpty();
    assertThat(tenant.latest("ben")).isEqualTo(Map.of("Contacts", List.of("b0", "b1", "b2")));
  }

  @Test
  void throttlingAndBrokenConnectionsAreWaitedOut() {
    tenant.graph.faults().next(Fault.THROTTLED_FRACTION, "/contactFolders", 1);
    tenant.graph.faults().next(Fault.BUSY_EMPTY, "delta", 1);
    tenant.graph.faults().next(Fault.RESET_IN_BODY, "delta", 1);
    tenant.graph.faults().next(Fault.THROTTLED_OUTLOOK, "/contacts/", 1);
    tenant.done();
    assertThat(tenant.latest("anna").get("Contacts")).hasSize(12);
  }
}

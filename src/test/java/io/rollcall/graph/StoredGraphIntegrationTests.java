package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.sandbox.graph.ContactGenerator;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.StoredGraph;
import io.rollcall.testing.FakeTime;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in that is started again and again from its file. */
class StoredGraphIntegrationTests {
  private static final SandboxSettings SETTINGS = SandboxSettings.hostile(3);

  @TempDir Path folder;
  private final FakeTime time = new FakeTime();
  private Path file = Path.of("");

  @BeforeEach
  void create() {
    file = folder.resolve("sandbox/graph.json.gz");
    StoredGraph.create(file, SETTINGS, DirectoryGenerator.directory(3, 40, 12, 90));
  }

  @Test
  void tellsTheNextProcessOnlyWhatChangedSinceTheLastOne() {
    Mirror mirror = new Mirror();
    String users;
    String groups;
    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphDirectory reader = reader(stored)) {
      users = reader.users().round(DeltaPosition.fresh(), mirror::users);
      groups = reader.groups().round(DeltaPosition.fresh(), mirror::groups);
      assertThat(mirror.read()).containsExactlyInAnyOrderEntriesOf(Mirror.of(stored.directory()));
    }
    String renamed;
    try (StoredGraph stored = StoredGraph.open(file, time)) {
      renamed = stored.directory().live(Kind.USER).keySet().iterator().next();
      stored.directory().set(renamed, "displayName", "Ada King");
    }

    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphDirectory reader = reader(stored)) {
      List<String> told = new ArrayList<>();
      reader
          .users()
          .round(
              DeltaPosition.at(users),
              page -> {
                page.items().forEach(item -> told.add(item.id()));
                mirror.users(page);
              });
      reader.groups().round(DeltaPosition.at(groups), mirror::groups);

      assertThat(told).contains(renamed).containsOnly(renamed);
      assertThat(mirror.read()).containsExactlyInAnyOrderEntriesOf(Mirror.of(stored.directory()));
    }
  }

  @Test
  void knowsALinkThatWasGivenBeforeItsProcessWasKilled() {
    String link;
    StoredGraph killed = StoredGraph.open(file, time);
    try (GraphDirectory reader = reader(killed)) {
      link = reader.users().round(DeltaPosition.fresh(), page -> {});
    }
    killed.graph().close(); // the file stays as it is

    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphDirectory reader = reader(stored)) {
      List<String> told = new ArrayList<>();
      reader
          .users()
          .round(DeltaPosition.at(link), page -> page.items().forEach(item -> told.add(item.id())));
      assertThat(told).isEmpty();
    }
  }

  @Test
  void sendsAReaderBackToTheBeginningWhoseLinkWasFromTheMiddleOfARound() {
    DeltaPosition middle;
    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphDirectory reader = reader(stored)) {
      middle = reader.users().page(DeltaPosition.fresh()).next().orElseThrow();
    }

    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphDirectory reader = reader(stored)) {
      assertThatThrownBy(() -> reader.users().page(middle)).isInstanceOf(FullReadNeeded.class);
    }
  }

  @Test
  void keepsMailboxesAndTheLinksOfTheirFolders() {
    String user;
    String link;
    List<String> ids = new ArrayList<>();
    byte[] photo = new ContactGenerator(1).photo();
    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphContacts reader = contacts(stored)) {
      user = reader.mailboxes().get(0).id();
      SandboxMailbox mailbox = stored.graph().mailboxes().of(user);
      new ContactGenerator(3).fill(mailbox, 0, 20);
      ids.addAll(mailbox.contacts(mailbox.defaultFolder()).keySet());
      mailbox.photo(ids.get(0), photo);
      mailbox.corrupt(ids.get(1));
    }
    String folder;
    Map<String, GraphContact> before;
    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphContacts reader = contacts(stored)) {
      folder = reader.folders(user).get(0).id();
      link = reader.contacts(user, folder).round(DeltaPosition.fresh(), page -> {});
      before = reader.contacts(user, ids).found();
      assertThat(before).hasSize(19).doesNotContainKey(ids.get(1));
    }

    try (StoredGraph stored = StoredGraph.open(file, time);
        GraphContacts reader = contacts(stored)) {
      assertThat(reader.contacts(user, ids).found()).isEqualTo(before);
      assertThat(reader.photos(user, ids).get(ids.get(0))).isEqualTo(photo);
      SandboxMailbox mailbox = stored.graph().mailboxes().of(user);
      mailbox.set(ids.get(2), "jobTitle", "Welder");
      String added = mailbox.add(folder, Map.of("givenName", "Ada"));
      mailbox.delete(ids.get(3));
      Map<String, Boolean> told = new TreeMap<>();
      reader
          .contacts(user, folder)
          .round(
              DeltaPosition.at(link),
              page ->
                  page.items()
                      .forEach(item -> told.put(item.id(), item instanceof DeltaItem.Present)));
      assertThat(told)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(ids.get(2), true, added, true, ids.get(3), false));
    }
  }

  @Test
  void staysAtItsAddressAndSaysWhenThatIsTaken() throws Exception {
    String address;
    try (StoredGraph stored = StoredGraph.open(file, time)) {
      address = stored.graph().graphUrl();
    }
    try (StoredGraph stored = StoredGraph.open(file, time)) {
      assertThat(stored.graph().graphUrl()).isEqualTo(address);

      assertThatThrownBy(() -> StoredGraph.open(file, time))
          .hasCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void leavesTheFileAloneWhenNothingHappened() throws Exception {
    byte[] before = Files.readAllBytes(file);

    StoredGraph.open(file, time).close();

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void givesNoIdTwice() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (StoredGraph stored = StoredGraph.open(file, time)) {
        ids.add(stored.directory().add(Kind.USER, new DirectoryGenerator(1).user()));
      }
    }

    assertThat(ids).doesNotHaveDuplicates();
    try (StoredGraph stored = StoredGraph.open(file, time)) {
      assertThat(stored.directory().live(Kind.USER)).containsKeys(ids.toArray(String[]::new));
    }
  }

  @Test
  void refusesAFileThatIsNotItsOwn() throws Exception {
    Files.writeString(file, "{}");

    assertThatThrownBy(() -> StoredGraph.open(file, time)).isInstanceOf(UncheckedIOException.class);
  }

  private GraphDirectory reader(StoredGraph stored) {
    return GraphDirectory.open(connection(stored), time, time, new Random(1));
  }

  private GraphContacts contacts(StoredGraph stored) {
    return GraphContacts.open(connection(stored), MailboxLimits.DEFAULT, time, time, new Random(1));
  }

  private static GraphConnection connection(StoredGraph stored) {
    return new GraphConnection(
        "lindenau",
        SETTINGS.tenantId(),
        new AppCredential.Secret(SETTINGS.clientId(), stored.graph().tokens().secret()),
        GraphEndpoints.of(stored.graph().graphUrl(), stored.graph().loginUrl()),
        Patience.DEFAULT,
        GraphConnection.SMALLEST_TENANT_UNITS);
  }
}

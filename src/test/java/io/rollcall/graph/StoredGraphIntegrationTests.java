package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.StoredGraph;
import io.rollcall.testing.FakeTime;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
    return GraphDirectory.open(
        new GraphConnection(
            "lindenau",
            SETTINGS.tenantId(),
            new AppCredential.Secret(SETTINGS.clientId(), stored.graph().tokens().secret()),
            GraphEndpoints.of(stored.graph().graphUrl(), stored.graph().loginUrl()),
            Patience.DEFAULT,
            GraphConnection.SMALLEST_TENANT_UNITS),
        time,
        time,
        new Random(1));
  }
}

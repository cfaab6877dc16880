package io.rollcall.contacts.store;

import static io.rollcall.contacts.store.StoredMailbox.CLIENTS;
import static io.rollcall.contacts.store.StoredMailbox.CONTACTS;
import static io.rollcall.contacts.store.StoredMailbox.card;
import static io.rollcall.contacts.store.StoredMailbox.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.testing.CuttingProxy;
import io.rollcall.testing.CuttingProxy.Cut;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A writing that ends in the middle, wherever that is, is as if it had never begun. */
class InterruptedSnapshotIntegrationTests {

  /** Everything that a writing can do, one call after the other. */
  private static final List<Consumer<SnapshotWriting>> CALLS =
      List.of(
          writing ->
              writing.folders(List.of(CONTACTS, new FolderState("f-new", null, "New", false))),
          writing ->
              writing.put(
                  "f-contacts",
                  List.of(
                      observed("a", card("Ada King"), Observed.Photo.of(new byte[] {9})),
                      observed("n", "Nan"))),
          writing -> writing.gone("f-contacts", List.of("b")),
          writing -> writing.put("f-new", List.of(observed("b", "Bob"), observed("m", "Mia"))),
          writing -> writing.put("f-contacts", List.of(observed("a", "Ada"))),
          writing -> writing.endFullRead("f-contacts"));

  private static StoredMailbox seeded(TestHome home) {
    StoredMailbox box = new StoredMailbox(home);
    box.snapshot(
        writing -> {
          writing.put(
              "f-contacts",
              List.of(
                  observed("a", card("Ada"), Observed.Photo.of(new byte[] {1})),
                  observed("b", "Bob"),
                  observed("d", "Dan")));
          writing.put("f-clients", List.of(observed("c", "Cid")));
        });
    return box;
  }

  private static List<String> dump(StoredMailbox box) {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("folder", "version", "photo", "snapshot")) {
      box.home
          .jdbc()
          .queryForList(
              "SELECT * FROM contacts_%s WHERE mailbox_id = ?".formatted(table), box.mailbox.id())
          .forEach(
              row -> {
                row.replaceAll(
                    (name, value) ->
                        value instanceof byte[] bytes
                            ? java.util.HexFormat.of().formatHex(bytes)
                            : value);
                row.remove("content"); // a large object of H2 has no value of its own
                rows.add(table + " " + row);
              });
    }
    rows.sort(null);
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsInvisibleAndTakenBackByTheNext(StoreDatabase database) {
    StoredMailbox box = seeded(database.home());
    List<String> visible = box.at(1);
    List<String> rows = dump(box);
    for (int calls = 0; calls <= CALLS.size(); calls++) {
      SnapshotWriting writing = box.begin();
      CALLS.subList(0, calls).forEach(call -> call.accept(writing));

      assertThat(box.at(1)).as("%d calls", calls).isEqualTo(visible);
      assertThat(box.store.snapshots(box.mailbox)).hasSize(1);
      assertThat(box.store.latest(box.mailbox).orElseThrow().snapshot().seq()).isEqualTo(1);
      assertThat(box.history(box.number("a"))).extracting(StoredContact::until).containsExactly(0L);

      SnapshotWriting next = box.begin();
      assertThat(next.seq()).isEqualTo(2);
      assertThat(
              dump(box).stream()
                  .filter(
                      row ->
                          !row.startsWith("snapshot {mailbox_id=" + box.mailbox.id() + ", seq=2")))
          .as("%d calls", calls)
          .containsExactlyElementsOf(rows);
    }
    SnapshotWriting whole = box.begin();
    CALLS.forEach(call -> call.accept(whole));
    whole.finish(Map.of());
    assertThat(box.at(1)).isEqualTo(visible);
    assertThat(box.at(2))
        .containsExactly(
            "a in Contacts: Ada", "b in New: Bob", "m in New: Mia", "n in Contacts: Nan");
    // The photo that was told and then told otherwise is not kept.
    assertThat(box.rows().get("photo")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverWasOvertakenWritesNothingMore(StoreDatabase database) {
    StoredMailbox box = seeded(database.home());
    SnapshotWriting frozen = box.begin();
    frozen.folders(List.of(CONTACTS, CLIENTS));
    SnapshotWriting other = box.begin();
    other.folders(List.of(CONTACTS, CLIENTS));
    List<String> rows = dump(box);

    for (Consumer<SnapshotWriting> call :
        List.<Consumer<SnapshotWriting>>of(
            one -> one.folders(List.of(CONTACTS)),
            one -> one.put("f-contacts", List.of(observed("z", "Zoe"))),
            one -> one.gone("f-contacts", List.of("a")),
            one -> one.endFullRead("f-contacts"),
            one -> one.finish(Map.of()))) {
      assertThatThrownBy(() -> call.accept(frozen))
          .hasMessage(
              "the snapshot of mailbox %d was taken back: another run backs it up"
                  .formatted(box.mailbox.id()));
    }
    assertThat(dump(box)).isEqualTo(rows);
    other.finish(Map.of());
    assertThatThrownBy(() -> frozen.finish(Map.of())).hasMessageContaining("was taken back");
    assertThat(box.at(2)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheLeaseNothingIsWritten(StoreDatabase database) {
    StoredMailbox box = seeded(database.home());
    boolean[] lost = {false};
    SnapshotWriting writing =
        box.store.begin(
            box.mailbox,
            7,
            () -> {
              if (lost[0]) {
                throw new IllegalStateException("the lease is lost");
              }
            });
    writing.folders(List.of(CONTACTS, CLIENTS));
    List<String> rows = dump(box);
    lost[0] = true;

    for (Consumer<SnapshotWriting> call : CALLS.subList(1, 3)) {
      assertThatThrownBy(() -> call.accept(writing)).hasMessage("the lease is lost");
    }
    assertThatThrownBy(() -> writing.folders(List.of(CONTACTS))).hasMessage("the lease is lost");
    assertThatThrownBy(() -> writing.finish(Map.of())).hasMessage("the lease is lost");
    assertThat(dump(box)).isEqualTo(rows);
  }

  @ParameterizedTest
  @EnumSource
  void aLargeOneIsTakenBackInParts(StoreDatabase database) {
    StoredMailbox box = seeded(database.home());
    List<String> rows = dump(box);
    SnapshotWriting writing = box.begin();
    writing.folders(List.of(CONTACTS, CLIENTS));
    for (int page = 0; page < 6; page++) {
      int first = 1000 * page;
      writing.put(
          "f-contacts",
          IntStream.range(first, first + 1000).mapToObj(i -> observed("x" + i, "X")).toList());
    }
    assertThat(box.rows().get("version")).isEqualTo(6004);

    box.begin();

    assertThat(dump(box).stream().filter(row -> !row.contains("seq=2")))
        .containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void aConnectionThatIsCutAtAnyCommitLeavesTheSameRows(Cut cut) throws IOException {
    try (TestDatabase database = TestDatabase.mysql();
        CuttingProxy proxy = new CuttingProxy(database.url());
        TestHome home =
            StoreDatabase.on(
                StoreDatabase.folder(),
                TestDatabase.at(proxy.url(database.url())),
                "file:" + StoreDatabase.keyFile("key", StoreDatabase.KEY))) {
      home.organization("acme", "acme.example");
      StoredMailbox box = seeded(home);
      proxy.cutAt(cut);
      SnapshotWriting writing = box.begin();
      assertThat(proxy.hasCut()).isTrue();
      for (Consumer<SnapshotWriting> call : CALLS) {
        proxy.cutAt(cut);
        call.accept(writing);
        assertThat(proxy.hasCut()).isTrue();
      }
      proxy.cutAt(cut);
      Snapshot done = writing.finish(Map.of("f-contacts", "next"));
      assertThat(proxy.hasCut()).isTrue();

      assertThat(List.of(done.contacts(), done.added(), done.changed(), done.removed()))
          .containsExactly(4L, 2L, 2L, 2L);
      assertThat(box.at(2))
          .containsExactly(
              "a in Contacts: Ada", "b in New: Bob", "m in New: Mia", "n in Contacts: Nan");
      assertThat(box.begin().links()).isEqualTo(Map.of("f-contacts", "next"));
    }
  }
}

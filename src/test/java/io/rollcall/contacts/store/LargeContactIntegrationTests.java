package io.rollcall.contacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.ExtremeContacts;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contacts at their limits, through the tables and back. */
class LargeContactIntegrationTests {

  private static String note(int characters) {
    Random random = new Random(3);
    StringBuilder note = new StringBuilder();
    while (note.length() < characters) {
      note.appendCodePoint(
          random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(60) : 0x20 + random.nextInt(0x2000));
    }
    return note.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aNoteOfAMegabyteAndAPhotoOfFourComeBackAsTheyWere(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    ContactCard card = new ContactCard(Map.of(ContactField.PERSONAL_NOTES, note(1_000_000)));
    byte[] photo = new byte[4 << 20];
    new Random(4).nextBytes(photo);

    Snapshot first =
        box.snapshot(
            writing ->
                writing.put(
                    "f-contacts",
                    List.of(
                        StoredMailbox.observed("a", card, Observed.Photo.of(photo)),
                        StoredMailbox.observed("b", card, Observed.Photo.of(photo)))));
    Snapshot second =
        box.snapshot(
            writing ->
                writing.put(
                    "f-contacts",
                    List.of(
                        StoredMailbox.observed("a", card, Observed.Photo.unknown()),
                        StoredMailbox.observed(
                            "b", StoredMailbox.card("Bob"), Observed.Photo.unknown()))));

    SnapshotView view = box.store.at(box.mailbox, 2);
    StoredContact ada = view.contact(box.number("a")).orElseThrow();
    StoredContact bob = view.contact(box.number("b")).orElseThrow();
    assertThat(ada.card()).isEqualTo(card);
    assertThat(view.photo(ada)).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(photo));
    // The same photo twice, and once more with another version, is stored once.
    assertThat(bob.photo()).isEqualTo(ada.photo());
    assertThat(box.rows().get("photo")).isEqualTo(1);
    assertThat(first.bytes()).isBetween(4L << 20, 9L << 20);
    assertThat(second.bytes()).isLessThan(1000);
    // Photos are asked for while contacts come.
    List<Integer> lengths = new ArrayList<>();
    view.contacts(Selection.all(), one -> lengths.add(view.photo(one).orElseThrow().length));
    assertThat(lengths).containsExactly(4 << 20, 4 << 20);
  }

  @ParameterizedTest
  @EnumSource
  void aPhotoThatIsTakenAwayIsGoneInThatSnapshotAlone(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    for (Observed.Photo photo :
        List.of(
            Observed.Photo.of(new byte[] {1}), Observed.Photo.none(), Observed.Photo.unknown())) {
      box.snapshot(
          writing ->
              writing.put(
                  "f-contacts",
                  List.of(StoredMailbox.observed("a", StoredMailbox.card("Ada"), photo))));
    }
    assertThat(
            IntStream.rangeClosed(1, 3)
                .mapToObj(
                    seq ->
                        box.store
                            .at(box.mailbox, seq)
                            .contact(box.number("a"))
                            .orElseThrow()
                            .hasPhoto()))
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @EnumSource
  void extremeContactsComeBackAsTheyWere(StoreDatabase database) {
    StoredMailbox box = new StoredMailbox(database.home());
    ExtremeContacts contacts = new ExtremeContacts(9);
    Map<String, ContactCard> cards = new HashMap<>();
    IntStream.range(0, 100).forEach(i -> cards.put("id" + i, contacts.card(i)));
    box.snapshot(
        writing ->
            writing.put(
                "f-contacts",
                cards.entrySet().stream()
                    .map(
                        one ->
                            StoredMailbox.observed(
                                one.getKey(), one.getValue(), Observed.Photo.none()))
                    .toList()));

    Map<String, ContactCard> read = new HashMap<>();
    SnapshotView view = box.store.at(box.mailbox, 1);
    long last = 0;
    List<StoredContact> page = view.page(0, 7);
    while (!page.isEmpty()) {
      for (StoredContact one : page) {
        assertThat(one.item()).isGreaterThan(last);
        assertThat(one.created()).isEqualTo(StoredMailbox.CREATED);
        last = one.item();
        read.put(one.graphId(), one.card());
      }
      page = view.page(last, 7);
    }
    assertThat(read).isEqualTo(cards);
  }
}

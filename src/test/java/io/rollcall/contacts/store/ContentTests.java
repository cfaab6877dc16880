package io.rollcall.contacts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contacts.ExtremeContacts;
import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.RollcallException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTests {

  private static ContactCard roundTrip(ContactCard card) {
    Observed contact = new Observed("id", card, Instant.EPOCH, null, Observed.Photo.none());
    Content.Contact read = Content.contact(Content.contact(contact, CardJson.write(card)));
    assertThat(read.graphId()).isEqualTo("id");
    assertThat(read.created()).isEqualTo(Instant.EPOCH);
    assertThat(read.modified()).isNull();
    return read.card();
  }

  @Test
  void everyExtremeContactComesBackAsItWas() {
    ExtremeContacts contacts = new ExtremeContacts(5);
    for (int i = 0; i < 200; i++) {
      ContactCard card = contacts.card(i);
      assertThat(roundTrip(card)).as("contact %d", i).isEqualTo(card);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "😀 family 👨‍👩‍👧",
        "a lone \uD83D half",
        "\uDE00 the other",
        "\uDE00\uD83D reversed",
        "ends with \uD83D",
        "quote \" backslash \\ slash / \u0000 \u001f \u007f \u2028 \ufeff",
        "line\r\nline\tend",
        "{\"card\":{}}"
      })
  void everyTextComesBackAsItWas(String text) {
    ContactCard card =
        new ContactCard(
            Map.of(
                ContactField.PERSONAL_NOTES,
                text,
                ContactField.CATEGORIES,
                List.of(text, "x"),
                ContactField.EMAIL_ADDRESSES,
                List.of(new ContactEmail(text, "")),
                ContactField.HOME_ADDRESS,
                new ContactAddress(text, "", "", text, "")));

    assertThat(roundTrip(card)).isEqualTo(card);
  }

  @Test
  void equalCardsAreEqualBytes() {
    Map<ContactField, Object> one = new LinkedHashMap<>();
    one.put(ContactField.SURNAME, "King");
    one.put(ContactField.GIVEN_NAME, "Ada");
    one.put(ContactField.BIRTHDAY, LocalDate.of(1815, 12, 10));
    one.put(ContactField.EMAIL_ADDRESSES, List.of(new ContactEmail("", "a@b.example")));
    Map<ContactField, Object> other = new LinkedHashMap<>();
    other.put(ContactField.EMAIL_ADDRESSES, List.of(new ContactEmail("", "a@b.example")));
    other.put(ContactField.BIRTHDAY, LocalDate.of(1815, 12, 10));
    other.put(ContactField.GIVEN_NAME, "Ada");
    other.put(ContactField.SURNAME, "King");
    other.put(ContactField.NICK_NAME, "");

    assertThat(new String(CardJson.write(new ContactCard(one)).bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            new String(CardJson.write(new ContactCard(other)).bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"GIVEN_NAME\":\"Ada\",\"SURNAME\":\"King\",\"EMAIL_ADDRESSES\":[{\"address\":\"a@b.example\"}],"
                + "\"BIRTHDAY\":\"1815-12-10\"}");
  }

  @Test
  void aFieldThatThisProgramDoesNotKnowIsNotDroppedInSilence() {
    byte[] newer =
        Content.deflated(
            new CanonicalJson()
                .open('{')
                .member("id", "x")
                .member("card", new CanonicalJson().open('{').member("AURA", "blue").close('}'))
                .close('}'));

    assertThatThrownBy(() -> Content.contact(newer))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining("written by a newer program");
  }

  /** What is stored needs the dictionary as it was: another one would be another file. */
  @Test
  void theDictionaryIsTheOneThatWasPublished() throws Exception {
    try (var in = Content.class.getResourceAsStream("contact-dictionary-1.txt")) {
      assertThat(
              java.util.HexFormat.of().formatHex(io.rollcall.kernel.Sha256.of(in.readAllBytes())))
          .isEqualTo("18b2b88e28f8d95fd485add27fcca8ac663404d2a353131e017e60e11f1eec45");
    }
  }

  @Test
  void aSnapshotWrittenByTheFirstProgramIsStillRead() {
    String stored = "ePnjZmpLg/srG0sRASrkQwzMrQwsrAwso3Ab4ghsYIGaSqh1QG0tAH5FGJk=";
    Content.Contact contact = Content.contact(java.util.Base64.getDecoder().decode(stored));

    assertThat(contact.card().text(ContactField.DISPLAY_NAME)).isEqualTo("Ada King");
  }
}

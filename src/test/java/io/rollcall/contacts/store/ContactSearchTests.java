package io.rollcall.contacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSearchTests {

  /** What people type whose keyboard has none of these letters, and those whose has. */
  @ParameterizedTest
  @CsvSource({
    "soren, Søren Ærø",
    "aero, Søren Ærø",
    "Ærø, Søren Ærø",
    "SØREN, Søren Ærø",
    "lukasz, Łukasz Wąs",
    "dorde, Đorđe",
    "strasse, Große Straße 1",
    "STRASSE, Große Straße 1",
    "straße, GROSSE STRASSE",
    "isik, Işık",
    "thor, Þór",
    "coeur, Sacré-Cœur"
  })
  void lettersThatHaveNoMarkToTakeAwayAreFoundToo(String text, String name) {
    ContactCard card = new ContactCard(Map.of(ContactField.DISPLAY_NAME, name));

    assertThat(new ContactSearch(text)).accepts(card);
    assertThat(new ContactSearch(text + "x")).rejects(card);
  }
}

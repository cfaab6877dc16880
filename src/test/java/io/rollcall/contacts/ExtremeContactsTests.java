package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtremeContactsTests {
  private final ExtremeContacts contacts = new ExtremeContacts(1);

  @Test
  void theSameSeedMakesTheSameContacts() {
    List<ContactCard> again = new ExtremeContacts(1).cards(200);

    assertThat(contacts.cards(200))
        .isEqualTo(again)
        .isNotEqualTo(new ExtremeContacts(2).cards(200));
    assertThat(contacts.photo(3)).isEqualTo(new ExtremeContacts(1).photo(3)).hasSize(13_289);
  }

  @Test
  void everyFieldOccursAndAFullContactHasThemAll() {
    Set<ContactField> seen = EnumSet.noneOf(ContactField.class);
    contacts.cards(100).forEach(card -> seen.addAll(card.values().keySet()));

    assertThat(seen).containsExactly(ContactField.values());
    assertThat(contacts.full(0).values().keySet()).containsExactly(ContactField.values());
    assertThat(contacts.card(0).values()).isEmpty();
  }

  @Test
  void notesHaveTheLengthThatWasAskedFor() {
    ContactCard card = contacts.withNotes(contacts.card(1), 1_000_000);

    assertThat(card.text(ContactField.PERSONAL_NOTES)).hasSize(1_000_000);
    assertThat(card.text(ContactField.COMPANY_NAME)).isEqualTo("Company only, Inc. 1");
  }
}

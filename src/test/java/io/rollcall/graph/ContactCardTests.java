package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactCardTests {

  @Test
  void takesWhatIsEmptyForAbsent() {
    ContactCard card =
        new ContactCard(
            Map.of(
                ContactField.DISPLAY_NAME,
                "",
                ContactField.BUSINESS_PHONES,
                List.of("", "030 1"),
                ContactField.HOME_PHONES,
                List.of(""),
                ContactField.EMAIL_ADDRESSES,
                List.of(new ContactEmail("", ""), new ContactEmail("Ada", "")),
                ContactField.HOME_ADDRESS,
                new ContactAddress("", "", "", "", "")));

    assertThat(card.values())
        .isEqualTo(
            Map.of(
                ContactField.BUSINESS_PHONES,
                List.of("030 1"),
                ContactField.EMAIL_ADDRESSES,
                List.of(new ContactEmail("Ada", ""))));
    assertThat(card.text(ContactField.DISPLAY_NAME)).isEmpty();
    assertThat(card.address(ContactField.HOME_ADDRESS)).isNull();
  }

  @Test
  void refusesAValueOfAnotherShape() {
    assertThatThrownBy(() -> new ContactCard(Map.of(ContactField.BIRTHDAY, "1815-12-10")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("birthday");
    assertThatThrownBy(() -> new ContactCard(Map.of(ContactField.CHILDREN, LocalDate.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("children");
  }

  @Test
  void givesEachFieldANameOfItsOwn() {
    assertThat(Arrays.stream(ContactField.values()).map(ContactField::graphName))
        .doesNotHaveDuplicates();
  }
}

package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PstContactTests {

  @Test
  void forgetsWhatIsEmpty() {
    PstContact contact =
        PstContact.builder()
            .text(PstText.COMPANY, "")
            .text(PstText.SURNAME, null)
            .named("Name", "")
            .address(PstAddress.Kind.HOME, new PstAddress("", "", "", "", "", ""))
            .build();

    assertThat(contact).isEqualTo(PstContact.builder().build());
  }

  @Test
  void forgetsDatesThatTheFormatCannotTell() {
    PstContact contact =
        PstContact.builder()
            .birthday(LocalDate.of(1, 1, 1))
            .anniversary(LocalDate.of(10_000, 1, 1), Instant.parse("9999-12-31T22:00:00Z"))
            .build();

    assertThat(contact).isEqualTo(PstContact.builder().build());
    assertThat(PstContact.builder().birthday(LocalDate.of(1601, 1, 1)).build().birthday())
        .isEqualTo(LocalDate.of(1601, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void refusesAGenderThatTheFormatDoesNotKnow(int gender) {
    assertThatThrownBy(() -> PstContact.builder().gender(gender).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no gender: " + gender);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4})
  void refusesASensitivityThatTheFormatDoesNotKnow(int sensitivity) {
    assertThatThrownBy(() -> PstContact.builder().sensitivity(sensitivity).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sensitivity: " + sensitivity);
  }

  @Test
  void refusesAFourthAddress() {
    PstContactBuilder contact = PstContact.builder();
    for (int i = 0; i < 4; i++) {
      contact.email(new PstEmail("", "a@example.org"));
    }

    assertThatThrownBy(contact::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a contact with 4 e-mail addresses; a PST has room for 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Keywords", "a\0b"})
  void refusesNamesThatCannotBeWritten(String name) {
    assertThatThrownBy(() -> PstContact.builder().named(name, "value").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no name for a contact's text");
  }
}

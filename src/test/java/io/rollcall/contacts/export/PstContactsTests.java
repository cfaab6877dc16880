package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.pst.WrittenProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a snapshot says of a contact, and nothing else, is what the PST says. */
class PstContactsTests {
  /** The address that letters go to: whole, country, city, state, street, postal code, box. */
  private static final List<String> COPIES =
      List.of("3A15", "3A26", "3A27", "3A28", "3A29", "3A2A", "3A2B");

  @ParameterizedTest
  @CsvSource({"1, Home", "2, Work", "3, Elsewhere"})
  void theAddressForLettersIsTheOneThatWasChosen(String choice, String city) {
    assertThat(written(withAddresses(choice)))
        .containsEntry("A8022", Long.valueOf(choice))
        .containsEntry("3A27", city)
        .containsEntry("3A15", city);
  }

  @Test
  void noAddressForLettersIsAChoiceToo() {
    assertThat(written(withAddresses("0")))
        .containsEntry("A8022", 0L)
        .doesNotContainKeys(COPIES.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "-1", "home"})
  void theLettersOfAContactThatSaysNothingGoToTheFirstAddress(String choice) {
    Map<ContactField, Object> values = withAddresses(choice);
    assertThat(written(values)).containsEntry("A8022", 2L).containsEntry("3A27", "Work");
    values.remove(ContactField.BUSINESS_ADDRESS);
    assertThat(written(values)).containsEntry("A8022", 1L).containsEntry("3A27", "Home");
    values.remove(ContactField.HOME_ADDRESS);
    assertThat(written(values)).containsEntry("A8022", 3L).containsEntry("3A27", "Elsewhere");
    values.remove(ContactField.OTHER_ADDRESS);
    assertThat(written(values))
        .doesNotContainKey("A8022")
        .doesNotContainKeys(COPIES.toArray(String[]::new));
  }

  @Test
  void aChoiceOfAnAddressThatIsNotThereStays() {
    Map<ContactField, Object> values = withAddresses("3");
    values.remove(ContactField.OTHER_ADDRESS);

    assertThat(written(values))
        .containsEntry("A8022", 3L)
        .doesNotContainKeys(COPIES.toArray(String[]::new));
  }

  /** Midnight from Auckland to Pago Pago, what Exchange keeps, and the first of the calendar. */
  @ParameterizedTest
  @CsvSource({
    "2010-06-12T11:59:00Z, 2010-06-12",
    "2010-06-12T00:00:00Z, 2010-06-12",
    "2010-06-11T22:00:00Z, 2010-06-12",
    "2010-06-11T12:00:00Z, 2010-06-12",
    "2010-06-12T11:00:00Z, 2010-06-12",
    "2010-06-12T04:00:00.1234567Z, 2010-06-12",
    "2010-06-12T00:00:00+02:00, 2010-06-12",
    "2010-12-31T23:00:00Z, 2011-01-01",
    "1601-01-01T11:59:00Z, 1601-01-01",
    "9999-12-31T11:59:00Z, 9999-12-31"
  })
  void anAnniversaryIsTheMomentThatExchangeKeepsAndTheDayThatWasMeant(
      String moment, LocalDate day) {
    assertThat(written(Map.of(ContactField.ANNIVERSARY, moment)))
        .containsEntry("3A41", Instant.parse(moment))
        .containsEntry("A80DF", midnight(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1600-12-30T11:59:00Z", "+10000-01-01T11:59:00Z", "12 June"})
  void anAnniversaryThatTheFormatCannotTellIsLeftOut(String text) {
    assertThat(written(Map.of(ContactField.ANNIVERSARY, text))).doesNotContainKeys("3A41", "A80DF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1601-01-01", "1601-12-31", "1984-05-06", "9999-12-31"})
  void aBirthdayIsTheDayItself(LocalDate day) {
    assertThat(written(Map.of(ContactField.BIRTHDAY, day)))
        .containsEntry("3A42", midnight(day))
        .containsEntry("A80DE", midnight(day));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2"})
  void aGenderIsSaidAsItWasAlsoThatItIsNotKnown(String said, long written) {
    assertThat(
            written(Map.of(ContactField.GENDER, said, ContactField.DISPLAY_NAME, "Ada Lovelace")))
        .containsEntry("3A4D", written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "f"})
  void aGenderThatNobodySaidIsNotMadeUp(String said) {
    assertThat(
            written(Map.of(ContactField.GENDER, said, ContactField.DISPLAY_NAME, "Ada Lovelace")))
        .doesNotContainKey("3A4D");
  }

  private static Map<ContactField, Object> withAddresses(String choice) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.put(ContactField.HOME_ADDRESS, new ContactAddress("", "Home", "", "", ""));
    values.put(ContactField.BUSINESS_ADDRESS, new ContactAddress("", "Work", "", "", ""));
    values.put(ContactField.OTHER_ADDRESS, new ContactAddress("", "Elsewhere", "", "", ""));
    values.put(ContactField.MAILING_ADDRESS, choice);
    return values;
  }

  private static Instant midnight(LocalDate day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  private static Map<String, Object> written(Map<ContactField, Object> values) {
    return WrittenProperties.of(PstContacts.of(ExtremeMailbox.of(new ContactCard(values))));
  }
}

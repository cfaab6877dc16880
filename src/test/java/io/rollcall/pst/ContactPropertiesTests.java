package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContactPropertiesTests {

  @Test
  void theBusinessPageIsWhereEitherKindOfProgramLooks() {
    String page = "https://example.org";

    assertThat(WrittenProperties.of(PstContact.builder().text(PstText.BUSINESS_PAGE, page).build()))
        .containsEntry("3A51", page)
        .containsEntry("A802B", page);
  }

  @Test
  void aNameWithoutAnAddressIsKeptAndIsNoAddress() {
    PstContact contact =
        PstContact.builder()
            .email(new PstEmail("Ada", "ada@example.org"))
            .email(new PstEmail("Name alone", ""))
            .email(new PstEmail("", "eve@example.org"))
            .build();

    assertThat(WrittenProperties.of(contact))
        .containsEntry("A8090", "Name alone")
        .doesNotContainKeys("A8092", "A8093", "A8094", "A8095")
        .containsEntry("A80A0", "eve@example.org")
        .containsEntry("A80A2", "SMTP")
        .containsKeys("A8085", "A80A5")
        .containsEntry("A8028", List.of(0, 2))
        .containsEntry("A8029", 5L);
  }

  @Test
  void namesAloneAreNotOnTheListOfAddresses() {
    assertThat(
            WrittenProperties.of(
                PstContact.builder().email(new PstEmail("Name alone", "")).build()))
        .containsEntry("A8080", "Name alone")
        .doesNotContainKeys("A8028", "A8029");
  }

  @Test
  void isKnownByTheFirstThatSaysWhoItIs() {
    PstContactBuilder contact =
        PstContact.builder().text(PstText.HOME_FAX, "3").text(PstText.NOTES, "Notes");
    assertKnownAs("3", contact);
    assertKnownAs("2", contact.text(PstText.MOBILE_PHONE, "2"));
    assertKnownAs("1", contact.text(PstText.HOME_PHONE, "1"));
    assertKnownAs("Nick", contact.text(PstText.NICKNAME, "Nick"));
    assertKnownAs("eve@example.org", contact.email(new PstEmail("", "eve@example.org")));
    assertKnownAs("Company", contact.text(PstText.COMPANY, "Company"));
    assertKnownAs("Surname", contact.text(PstText.SURNAME, "Surname"));
    assertKnownAs("Name", contact.text(PstText.DISPLAY_NAME, "Name"));
  }

  private static void assertKnownAs(String name, PstContactBuilder contact) {
    assertThat(WrittenProperties.of(contact.build()))
        .containsEntry("0037", "\u0001\u0001" + name)
        .containsEntry("3001", name)
        .containsEntry("A8005", name)
        .containsEntry("A8006", name.equals("Company") ? 0x3A16L : 0x3001L);
  }
}

package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcardFileTests {
  @TempDir Path folder;

  @Test
  void everyFieldOfExtremeContactsComesBack() throws IOException {
    ExportedMailbox mailbox = ExtremeMailbox.of(200);

    List<VCard> read = Ezvcard.parse(write(mailbox)).all();

    assertThat(read).hasSize(200);
    for (int i = 0; i < 200; i++) {
      ExportedContact contact = ExtremeMailbox.contact(i);
      VCard vcard = read.get(i);
      assertThat(vcard.getVersion()).isEqualTo(VCardVersion.V4_0);
      assertThat(VcardReading.card(vcard)).isEqualTo(PlainCard.of(contact.card()));
      assertThat(VcardReading.photo(vcard)).isEqualTo(contact.photo());
      assertThat(VcardReading.folder(vcard)).isEqualTo(contact.folder());
      assertThat(vcard.getRevision().getValue()).isEqualTo(contact.modified());
    }
  }

  @Test
  void aUsualContactReadsAsTheStandardSays() throws IOException {
    ContactCard card =
        new ContactCard(
            Map.of(
                ContactField.DISPLAY_NAME, "Dr. Ada Lovelace",
                ContactField.GIVEN_NAME, "Ada",
                ContactField.SURNAME, "Lovelace",
                ContactField.TITLE, "Dr.",
                ContactField.COMPANY_NAME, "Acme; Sons, Ltd.",
                ContactField.EMAIL_ADDRESSES, List.of(new ContactEmail("Ada", "ada@example.org")),
                ContactField.BUSINESS_PHONES, List.of("+49 30 1"),
                ContactField.HOME_ADDRESS,
                    new ContactAddress("Way 1\nBack", "Ely", "", "CB7", "UK"),
                ContactField.BIRTHDAY, LocalDate.of(2000, 2, 29),
                ContactField.PERSONAL_NOTES, "one\r\ntwo"));

    String text =
        Files.readString(
            write(
                ExtremeMailbox.of(
                    List.of(
                        new ExportedContact(
                            List.of("Contacts", "A,b"),
                            card,
                            new byte[] {(byte) 0xFF, (byte) 0xD8, 1},
                            Instant.parse("2011-03-27T00:59:59Z"),
                            Instant.parse("2012-03-27T00:59:59Z"))))));

    assertThat(text.lines())
        .containsExactlyInAnyOrder(
            "BEGIN:VCARD",
            "VERSION:4.0",
            "PRODID:-//Rollcall//Contacts//EN",
            "FN:Dr. Ada Lovelace",
            "N:Lovelace;Ada;;Dr.;",
            "ORG:Acme\\; Sons\\, Ltd.",
            "email1.EMAIL;PREF=1:ada@example.org",
            "email1.X-ROLLCALL-EMAIL-NAME:Ada",
            "TEL;TYPE=work,voice:+49 30 1",
            "ADR;TYPE=home:;;Way 1\\nBack;Ely;;CB7;UK",
            "BDAY:20000229",
            "NOTE:one\\ntwo",
            "PHOTO:data:image/jpeg;base64,/9gB",
            "X-ROLLCALL-FOLDER:Contacts,A\\,b",
            "CREATED:20110327T005959Z",
            "REV:20120327T005959Z",
            "END:VCARD");
  }

  @Test
  void aNameThatIsMadeUpSaysSo() throws IOException {
    Path file = write(ExtremeMailbox.of(2));

    assertThat(Files.readString(file))
        .contains("FN;DERIVED=TRUE:(no name)\r\n")
        .contains("FN;DERIVED=TRUE:Company only\\, Inc. 1\r\n");
  }

  @Test
  void tornPairsAndZeroCharactersAreNoReasonToFail() throws IOException {
    ContactCard card = new ContactCard(Map.of(ContactField.DISPLAY_NAME, "a\0b\uD83Dc\u0007\r\rd"));

    List<VCard> read =
        Ezvcard.parse(write(ExtremeMailbox.of(List.of(ExtremeMailbox.of(card))))).all();

    assertThat(VcardReading.card(read.get(0)).text(ContactField.DISPLAY_NAME))
        .isEqualTo("ab\uFFFDc\n\nd");
  }

  @Test
  void anAnniversaryIsTheDayThatWasMeant() throws IOException {
    ContactCard card = new ContactCard(Map.of(ContactField.ANNIVERSARY, "2010-06-11T22:00:00Z"));

    assertThat(Files.readString(write(ExtremeMailbox.of(List.of(ExtremeMailbox.of(card))))).lines())
        .contains("ANNIVERSARY:20100612", "X-ROLLCALL-ANNIVERSARY:2010-06-11T22:00:00Z");
  }

  private Path write(ExportedMailbox mailbox) throws IOException {
    Path file = folder.resolve("contacts.vcf");
    new VcardFile().write(mailbox, file, new Counts(Progress.NONE, () -> {}, "writing", 0));
    return file;
  }
}

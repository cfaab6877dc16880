package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import com.pff.PSTAttachment;
import com.pff.PSTContact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** java-libpst, which knows nothing of this program, finds every value where it looks for it. */
class LibpstReadingTests {
  /** Texts that java-libpst has no method for. */
  private static final List<PstText> NOT_OFFERED =
      List.of(
          PstText.PHONETIC_GIVEN_NAME,
          PstText.PHONETIC_SURNAME,
          PstText.PHONETIC_COMPANY,
          PstText.REFERRED_BY,
          PstText.USER_FIELD_1,
          PstText.USER_FIELD_2,
          PstText.USER_FIELD_3,
          PstText.USER_FIELD_4);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void findsAllContacts(int count) throws Exception {
    assertFindsAll(target(), count);
  }

  static void assertFindsAll(Path target, int count) throws Exception {
    try (PstWriter writer = PstWriter.create(target, SampleContacts.options())) {
      PstFolder outer = writer.folder("Außen 😀");
      PstFolder inner = outer.folder("פנימי");
      inner.folder("Empty").folder("Emptier");
      for (int i = 0; i < count; i++) {
        (i % 4 == 0 ? inner : outer).addContact(SampleContacts.of(i));
      }
      writer.finish();
    }

    int[] found = new int[count];
    Map<String, String> folders =
        LibpstFile.read(
            target,
            (folder, contact) -> {
              int number = number(contact);
              found[number]++;
              assertThat(folder.endsWith("פנימי")).isEqualTo(number % 4 == 0);
              assertSame(contact, SampleContacts.of(number));
            });

    assertThat(folders)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "/Deleted Items", "",
                "/Außen 😀", "IPF.Contact",
                "/Außen 😀/פנימי", "IPF.Contact",
                "/Außen 😀/פנימי/Empty", "IPF.Contact",
                "/Außen 😀/פנימי/Empty/Emptier", "IPF.Contact"));
    assertThat(IntStream.of(found)).hasSize(count).allMatch(times -> times == 1);
  }

  private static int number(PSTContact contact) {
    return Integer.parseInt(contact.getTitle().substring("Engineer ".length()));
  }

  @Test
  void findsEveryFieldOfAFullContact() throws Exception {
    PstContact full = SampleContacts.full(3, 50_000);
    readBack(full, SampleContacts.options(), (folder, read) -> assertFull(read, full));
  }

  private static void assertFull(PSTContact read, PstContact full) throws Exception {
    assertSame(read, full);
    assertThat(getters().keySet())
        .containsExactlyInAnyOrderElementsOf(
            List.of(PstText.values()).stream().filter(t -> !NOT_OFFERED.contains(t)).toList());
    assertThat(read.getEmail3AddressType()).isEqualTo("EX");
    assertThat(read.getHomeAddressStreet()).isEqualTo("HOME street\r\nsecond line");
    assertThat(read.getHomeAddressPostOfficeBox()).isEqualTo("7");
    assertThat(read.getOtherAddressCity()).isEqualTo("OTHER city");
    assertThat(read.getOtherAddressPostalCode()).isEqualTo("zip");
    assertThat(read.getWorkAddressState()).isEqualTo("BUSINESS state");
    assertThat(read.getWorkAddressCountry()).isEqualTo("land");
    assertThat(read.getPostalAddressId()).isEqualTo(1);
    assertThat(read.getPostalAddress())
        .isEqualTo("HOME street\r\nsecond line\r\n7\r\nzip HOME city HOME state\r\nland");
    assertThat(read.getHtml()).isEqualTo(full.text(PstText.BUSINESS_PAGE));
    assertThat(read.getSensitivity()).isEqualTo(2);
    assertThat(read.getAnniversary()).isEqualTo(Instant.parse("2001-02-03T00:00:00Z"));
  }

  @Test
  void findsPhotosByteForByte() throws Exception {
    for (int bytes : List.of(3, 3580, 3581, 9000, 300_000)) {
      readBack(
          SampleContacts.full(bytes, bytes),
          SampleContacts.options(),
          (folder, read) -> {
            assertThat(read.getNumberOfAttachments()).isEqualTo(1);
            PSTAttachment photo = read.getAttachment(0);
            assertThat(photo.getFileInputStream().readAllBytes())
                .isEqualTo(SampleContacts.photo(bytes, bytes).bytes());
            assertThat(photo.getMimeTag()).isEqualTo("image/jpeg");
            assertThat(photo.getLongFilename()).isEqualTo("ContactPicture.jpg");
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1790, 1791, 4088, 4089, 500_000, 5_000_000})
  void findsNotesOfAnyLength(int characters) throws Exception {
    String notes = SampleContacts.text(characters);

    readBack(
        SampleContacts.usual(1).text(PstText.NOTES, notes).build(),
        SampleContacts.options(),
        (folder, read) -> assertThat(read.getBody().equals(notes)).isTrue());
  }

  @Test
  void findsABirthdayWhereItBegins() throws Exception {
    PstContact contact = PstContact.builder().birthday(LocalDate.of(1984, 5, 6)).build();

    readBack(
        contact,
        SampleContacts.options().withZone(ZoneId.of("Europe/Berlin")),
        (folder, read) ->
            assertThat(read.getBirthday()).isEqualTo(Instant.parse("1984-05-05T22:00:00Z")));
  }

  private void readBack(PstContact contact, PstOptions options, LibpstFile.Visitor visitor)
      throws Exception {
    Files.deleteIfExists(target());
    try (PstWriter writer = PstWriter.create(target(), options)) {
      writer.folder("Contacts").addContact(contact);
      writer.finish();
    }
    int[] found = {0};
    LibpstFile.read(
        target(),
        (folder, read) -> {
          found[0]++;
          visitor.visit(folder, read);
        });
    assertThat(found[0]).isEqualTo(1);
  }

  private Path target() {
    return folder.resolve("contacts.pst");
  }

  private static void assertSame(PSTContact read, PstContact written) throws Exception {
    assertThat(read.getMessageClass()).isEqualTo("IPM.Contact");
    assertThat(read.getSubject()).isEqualTo(written.text(PstText.DISPLAY_NAME));
    for (Map.Entry<PstText, Function<PSTContact, String>> getter : getters().entrySet()) {
      assertThat(getter.getValue().apply(read))
          .as(getter.getKey().name())
          .isEqualTo(written.text(getter.getKey()));
    }
    assertThat(read.getEmail1EmailAddress()).isEqualTo(written.emails().get(0).address());
    assertThat(read.getEmail1DisplayName()).isEqualTo(written.emails().get(0).name());
    assertThat(read.getEmail1OriginalDisplayName()).isEqualTo(written.emails().get(0).address());
    assertThat(read.getEmail2EmailAddress()).isEqualTo(written.emails().get(1).address());
    assertThat(read.getEmail2DisplayName()).isEqualTo(written.emails().get(1).address());
    PstAddress work = written.addresses().get(PstAddress.Kind.BUSINESS);
    assertThat(read.getWorkAddressStreet()).isEqualTo(work.street());
    assertThat(read.getWorkAddressCity()).isEqualTo(work.city());
    assertThat(read.getWorkAddressPostalCode()).isEqualTo(work.postalCode());
    assertThat(read.getWorkAddress()).isEqualTo(work.whole());
    assertThat(read.getColorCategories()).containsExactlyElementsOf(written.categories());
    assertThat(read.getBirthday())
        .isEqualTo(Date.from(written.birthday().atStartOfDay(ZoneOffset.UTC).toInstant()));
    PstPhoto photo = written.photo();
    assertThat(read.getNumberOfAttachments()).isEqualTo(photo == null ? 0 : 1);
    if (photo != null) {
      assertThat(read.getAttachment(0).getFileInputStream().readAllBytes())
          .isEqualTo(photo.bytes());
    }
    assertThat(read.getCreationTime()).isEqualTo(millis(written.created()));
    assertThat(read.getLastModificationTime()).isEqualTo(millis(written.modified()));
  }

  private static Date millis(Instant time) {
    return Date.from(time);
  }

  static Map<PstText, Function<PSTContact, String>> getters() {
    Map<PstText, Function<PSTContact, String>> getters = new EnumMap<>(PstText.class);
    getters.put(PstText.DISPLAY_NAME, PSTContact::getDisplayName);
    getters.put(PstText.TITLE, PSTContact::getDisplayNamePrefix);
    getters.put(PstText.GIVEN_NAME, PSTContact::getGivenName);
    getters.put(PstText.MIDDLE_NAME, PSTContact::getMiddleName);
    getters.put(PstText.SURNAME, PSTContact::getSurname);
    getters.put(PstText.SUFFIX, PSTContact::getGeneration);
    getters.put(PstText.NICKNAME, PSTContact::getNickname);
    getters.put(PstText.INITIALS, PSTContact::getInitials);
    getters.put(PstText.FILE_AS, PSTContact::getFileUnder);
    getters.put(PstText.COMPANY, PSTContact::getCompanyName);
    getters.put(PstText.JOB_TITLE, PSTContact::getTitle);
    getters.put(PstText.DEPARTMENT, PSTContact::getDepartmentName);
    getters.put(PstText.OFFICE, PSTContact::getOfficeLocation);
    getters.put(PstText.PROFESSION, PSTContact::getProfession);
    getters.put(PstText.MANAGER, PSTContact::getManagerName);
    getters.put(PstText.ASSISTANT, PSTContact::getAssistant);
    getters.put(PstText.SPOUSE, PSTContact::getSpouseName);
    getters.put(PstText.HOBBIES, PSTContact::getHobbies);
    getters.put(PstText.CUSTOMER_ID, PSTContact::getCustomerId);
    getters.put(PstText.GOVERNMENT_ID, PSTContact::getGovernmentIdNumber);
    getters.put(PstText.ACCOUNT, PSTContact::getAccount);
    getters.put(PstText.LANGUAGE, PSTContact::getLanguage);
    getters.put(PstText.LOCATION, PSTContact::getLocation);
    getters.put(PstText.PERSONAL_PAGE, PSTContact::getPersonalHomePage);
    getters.put(PstText.BUSINESS_PAGE, PSTContact::getBusinessHomePage);
    getters.put(PstText.FTP_SITE, PSTContact::getFtpSite);
    getters.put(PstText.IM_ADDRESS, PSTContact::getInstantMessagingAddress);
    getters.put(PstText.NOTES, PSTContact::getBody);
    getters.put(PstText.BUSINESS_PHONE, PSTContact::getBusinessTelephoneNumber);
    getters.put(PstText.BUSINESS_PHONE_2, PSTContact::getBusiness2TelephoneNumber);
    getters.put(PstText.HOME_PHONE, PSTContact::getHomeTelephoneNumber);
    getters.put(PstText.HOME_PHONE_2, PSTContact::getHome2TelephoneNumber);
    getters.put(PstText.MOBILE_PHONE, PSTContact::getMobileTelephoneNumber);
    getters.put(PstText.PRIMARY_PHONE, PSTContact::getPrimaryTelephoneNumber);
    getters.put(PstText.OTHER_PHONE, PSTContact::getOtherTelephoneNumber);
    getters.put(PstText.RADIO_PHONE, PSTContact::getRadioTelephoneNumber);
    getters.put(PstText.CAR_PHONE, PSTContact::getCarTelephoneNumber);
    getters.put(PstText.PAGER, PSTContact::getPagerTelephoneNumber);
    getters.put(PstText.CALLBACK_PHONE, PSTContact::getCallbackTelephoneNumber);
    getters.put(PstText.COMPANY_PHONE, PSTContact::getCompanyMainPhoneNumber);
    getters.put(PstText.ASSISTANT_PHONE, PSTContact::getAssistantTelephoneNumber);
    getters.put(PstText.TTY_PHONE, PSTContact::getTtytddPhoneNumber);
    getters.put(PstText.TELEX, PSTContact::getTelexNumber);
    getters.put(PstText.ISDN, PSTContact::getIsdnNumber);
    getters.put(PstText.BUSINESS_FAX, PSTContact::getBusinessFaxNumber);
    getters.put(PstText.HOME_FAX, PSTContact::getHomeFaxNumber);
    getters.put(PstText.OTHER_FAX, PSTContact::getPrimaryFaxNumber);
    return getters;
  }
}

package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.Progress;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTests {
  @TempDir Path folder;

  @Test
  void anotherReaderFindsEveryCellOfExtremeContacts() throws Exception {
    ExportedMailbox mailbox = ExtremeMailbox.of(200);
    Path file = write(mailbox);

    List<ContactCard> cards = ExtremeMailbox.cards(mailbox);
    try (Reader in = Files.newBufferedReader(file)) {
      assertThat(in.read()).isEqualTo('\uFEFF');
      org.h2.tools.Csv csv = new org.h2.tools.Csv();
      csv.setCaseSensitiveColumnNames(true);
      csv.setPreserveWhitespace(true);
      ResultSet rows = csv.read(in, null);
      for (ContactCard card : cards) {
        assertThat(rows.next()).isTrue();
        for (ContactColumn column : OutlookColumns.ALL) {
          assertThat(Objects.requireNonNullElse(rows.getString(column.title()), ""))
              .as(column.title())
              .isEqualTo(column.of(card));
        }
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void theHeaderIsOutlooks() {
    assertThat(OutlookColumns.ALL).hasSize(92);
    assertThat(
            OutlookColumns.ALL.stream().map(ContactColumn::title).collect(Collectors.joining(",")))
        .isEqualTo(
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,"
                + "Business Street,Business Street 2,Business Street 3,Business City,"
                + "Business State,Business Postal Code,Business Country/Region,"
                + "Home Street,Home Street 2,Home Street 3,Home City,Home State,"
                + "Home Postal Code,Home Country/Region,"
                + "Other Street,Other Street 2,Other Street 3,Other City,Other State,"
                + "Other Postal Code,Other Country/Region,"
                + "Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,"
                + "Car Phone,Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,"
                + "Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,"
                + "TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,"
                + "Billing Information,Birthday,Business Address PO Box,Categories,Children,"
                + "Directory Server,E-mail Address,E-mail Type,E-mail Display Name,"
                + "E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,"
                + "E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,"
                + "Home Address PO Box,Initials,Internet Free Busy,Keywords,Language,Location,"
                + "Manager's Name,Mileage,Notes,Office Location,Organizational ID Number,"
                + "Other Address PO Box,Priority,Private,Profession,Referred By,Sensitivity,"
                + "Spouse,User 1,User 2,User 3,User 4,Web Page");
  }

  @Test
  void everyFieldHasAColumnOrIsNamedAsWithoutOne() {
    ContactCard full = ExtremeMailbox.full();

    for (ContactField field : ContactField.values()) {
      ContactCard alone =
          new ContactCard(Map.of(field, Objects.requireNonNull(full.values().get(field))));
      long said =
          OutlookColumns.ALL.stream()
              .filter(column -> !column.of(alone).equals(column.of(new ContactCard(Map.of()))))
              .count();

      boolean without = OutlookColumns.WITHOUT_COLUMN.contains(field);
      assertThat(said > 0 || isDefault(field, alone)).as(field.name()).isEqualTo(!without);
    }
  }

  private static boolean isDefault(ContactField field, ContactCard card) {
    return field == ContactField.SENSITIVITY && card.text(field).equals("0");
  }

  @Test
  void datesAndLinesOfAStreetAreAsOutlookWritesThem() throws Exception {
    ContactCard card =
        new ContactCard(
            Map.of(
                ContactField.BIRTHDAY,
                LocalDate.of(2000, 2, 29),
                ContactField.ANNIVERSARY,
                "2010-06-11T22:00:00Z",
                ContactField.BUSINESS_ADDRESS,
                new ContactAddress("one\r\ntwo\nthree\nfour", "", "", "", ""),
                ContactField.CATEGORIES,
                List.of("a", "b"),
                ContactField.SENSITIVITY,
                "2",
                ContactField.GENDER,
                "1"));

    Map<String, String> said =
        OutlookColumns.ALL.stream()
            .filter(column -> !column.of(card).isEmpty())
            .collect(Collectors.toMap(ContactColumn::title, column -> column.of(card)));

    assertThat(said)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Birthday", "2/29/2000",
                "Anniversary", "6/12/2010",
                "Business Street", "one",
                "Business Street 2", "two",
                "Business Street 3", "three\nfour",
                "Categories", "a;b",
                "Gender", "Female",
                "Priority", "Normal",
                "Private", "True",
                "Sensitivity", "Private"));
  }

  private Path write(ExportedMailbox mailbox) throws Exception {
    Path file = folder.resolve("contacts.csv");
    new CsvFile().write(mailbox, file, new Counts(Progress.NONE, () -> {}, "writing", 0));
    return file;
  }
}

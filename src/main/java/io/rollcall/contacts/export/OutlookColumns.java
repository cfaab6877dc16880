package io.rollcall.contacts.export;

import static io.rollcall.contacts.export.ContactColumn.address;
import static io.rollcall.contacts.export.ContactColumn.date;
import static io.rollcall.contacts.export.ContactColumn.fixed;
import static io.rollcall.contacts.export.ContactColumn.item;
import static io.rollcall.contacts.export.ContactColumn.joined;
import static io.rollcall.contacts.export.ContactColumn.text;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns that an English Outlook writes when it exports contacts as comma separated values, in
 * its order, and knows by name when it imports them. Dates are month first, as there.
 */
final class OutlookColumns {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);
  private static final int LINES = 3;

  /** The header has no column for them. */
  static final Set<ContactField> WITHOUT_COLUMN =
      EnumSet.of(
          ContactField.DISPLAY_NAME,
          ContactField.FILE_AS,
          ContactField.NICK_NAME,
          ContactField.YOMI_GIVEN_NAME,
          ContactField.YOMI_SURNAME,
          ContactField.YOMI_COMPANY_NAME,
          ContactField.IM_ADDRESSES,
          ContactField.PERSONAL_HOME_PAGE,
          ContactField.FTP_SITE,
          ContactField.CUSTOMER_ID,
          ContactField.FILE_AS_ORDER,
          ContactField.MAILING_ADDRESS);

  static final List<ContactColumn> ALL = all();

  private OutlookColumns() {}

  private static List<ContactColumn> all() {
    List<ContactColumn> columns = new ArrayList<>();
    columns.add(text("Title", ContactField.TITLE));
    columns.add(text("First Name", ContactField.GIVEN_NAME));
    columns.add(text("Middle Name", ContactField.MIDDLE_NAME));
    columns.add(text("Last Name", ContactField.SURNAME));
    columns.add(text("Suffix", ContactField.GENERATION));
    columns.add(text("Company", ContactField.COMPANY_NAME));
    columns.add(text("Department", ContactField.DEPARTMENT));
    columns.add(text("Job Title", ContactField.JOB_TITLE));
    place(columns, "Business", ContactField.BUSINESS_ADDRESS);
    place(columns, "Home", ContactField.HOME_ADDRESS);
    place(columns, "Other", ContactField.OTHER_ADDRESS);
    phones(columns);
    columns.add(text("Account", ContactField.ACCOUNT));
    columns.add(new ContactColumn("Anniversary", OutlookColumns::anniversary));
    columns.add(text("Assistant's Name", ContactField.ASSISTANT_NAME));
    columns.add(fixed("Billing Information", ""));
    columns.add(date("Birthday", ContactField.BIRTHDAY, DATE::format));
    columns.add(text("Business Address PO Box", ContactField.BUSINESS_POST_OFFICE_BOX));
    columns.add(joined("Categories", ContactField.CATEGORIES, ";"));
    columns.add(joined("Children", ContactField.CHILDREN, ";"));
    columns.add(fixed("Directory Server", ""));
    email(columns, "E-mail", 0);
    email(columns, "E-mail 2", 1);
    email(columns, "E-mail 3", 2);
    columns.add(new ContactColumn("Gender", OutlookColumns::gender));
    columns.add(text("Government ID Number", ContactField.GOVERNMENT_ID));
    columns.add(text("Hobby", ContactField.HOBBIES));
    columns.add(text("Home Address PO Box", ContactField.HOME_POST_OFFICE_BOX));
    columns.add(text("Initials", ContactField.INITIALS));
    columns.add(fixed("Internet Free Busy", ""));
    columns.add(fixed("Keywords", ""));
    columns.add(text("Language", ContactField.LANGUAGE));
    columns.add(text("Location", ContactField.LOCATION));
    columns.add(text("Manager's Name", ContactField.MANAGER));
    columns.add(fixed("Mileage", ""));
    columns.add(text("Notes", ContactField.PERSONAL_NOTES));
    columns.add(text("Office Location", ContactField.OFFICE_LOCATION));
    columns.add(fixed("Organizational ID Number", ""));
    columns.add(text("Other Address PO Box", ContactField.OTHER_POST_OFFICE_BOX));
    columns.add(fixed("Priority", "Normal"));
    columns.add(new ContactColumn("Private", card -> isPrivate(card) ? "True" : "False"));
    columns.add(text("Profession", ContactField.PROFESSION));
    columns.add(text("Referred By", ContactField.REFERRED_BY));
    columns.add(new ContactColumn("Sensitivity", OutlookColumns::sensitivity));
    columns.add(text("Spouse", ContactField.SPOUSE_NAME));
    columns.add(text("User 1", ContactField.USER_FIELD_1));
    columns.add(text("User 2", ContactField.USER_FIELD_2));
    columns.add(text("User 3", ContactField.USER_FIELD_3));
    columns.add(text("User 4", ContactField.USER_FIELD_4));
    columns.add(text("Web Page", ContactField.BUSINESS_HOME_PAGE));
    return List.copyOf(columns);
  }

  private static void place(List<ContactColumn> columns, String kind, ContactField field) {
    columns.add(address(kind + " Street", field, place -> line(place, 0)));
    columns.add(address(kind + " Street 2", field, place -> line(place, 1)));
    columns.add(address(kind + " Street 3", field, place -> line(place, 2)));
    columns.add(address(kind + " City", field, ContactAddress::city));
    columns.add(address(kind + " State", field, ContactAddress::state));
    columns.add(address(kind + " Postal Code", field, ContactAddress::postalCode));
    columns.add(address(kind + " Country/Region", field, ContactAddress::country));
  }

  /** The third column takes all lines that are left. */
  private static String line(ContactAddress address, int index) {
    String[] lines = address.street().split("\\R", LINES);
    return index < lines.length ? lines[index] : "";
  }

  private static void phones(List<ContactColumn> columns) {
    columns.add(text("Assistant's Phone", ContactField.ASSISTANT_PHONE));
    columns.add(text("Business Fax", ContactField.BUSINESS_FAX));
    columns.add(item("Business Phone", ContactField.BUSINESS_PHONES, 0));
    columns.add(item("Business Phone 2", ContactField.BUSINESS_PHONES, 1));
    columns.add(text("Callback", ContactField.CALLBACK_PHONE));
    columns.add(text("Car Phone", ContactField.CAR_PHONE));
    columns.add(text("Company Main Phone", ContactField.COMPANY_PHONE));
    columns.add(text("Home Fax", ContactField.HOME_FAX));
    columns.add(item("Home Phone", ContactField.HOME_PHONES, 0));
    columns.add(item("Home Phone 2", ContactField.HOME_PHONES, 1));
    columns.add(text("ISDN", ContactField.ISDN));
    columns.add(text("Mobile Phone", ContactField.MOBILE_PHONE));
    columns.add(text("Other Fax", ContactField.PRIMARY_FAX));
    columns.add(text("Other Phone", ContactField.OTHER_PHONE));
    columns.add(text("Pager", ContactField.PAGER));
    columns.add(text("Primary Phone", ContactField.PRIMARY_PHONE));
    columns.add(text("Radio Phone", ContactField.RADIO_PHONE));
    columns.add(text("TTY/TDD Phone", ContactField.TTY_PHONE));
    columns.add(text("Telex", ContactField.TELEX));
  }

  private static void email(List<ContactColumn> columns, String kind, int index) {
    columns.add(ContactColumn.email(kind + " Address", index, ContactEmail::address));
    columns.add(ContactColumn.email(kind + " Type", index, OutlookColumns::type));
    columns.add(ContactColumn.email(kind + " Display Name", index, ContactEmail::name));
  }

  private static String type(ContactEmail email) {
    if (email.address().isEmpty()) {
      return "";
    }
    return email.address().startsWith("/") ? "EX" : "SMTP";
  }

  /** The day; a text that tells none as it is. */
  private static String anniversary(ContactCard card) {
    LocalDate day = Anniversaries.day(card);
    return day == null ? card.text(ContactField.ANNIVERSARY) : DATE.format(day);
  }

  private static String gender(ContactCard card) {
    return switch (card.text(ContactField.GENDER)) {
      case "1" -> "Female";
      case "2" -> "Male";
      default -> "Unspecified";
    };
  }

  private static String sensitivity(ContactCard card) {
    return switch (card.text(ContactField.SENSITIVITY)) {
      case "1" -> "Personal";
      case "2" -> "Private";
      case "3" -> "Confidential";
      default -> "Normal";
    };
  }

  private static boolean isPrivate(ContactCard card) {
    return card.text(ContactField.SENSITIVITY).equals("2");
  }
}

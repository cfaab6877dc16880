package io.rollcall.pst;

import com.pff.PSTContact;
import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What java-libpst finds in a file, as cards. */
public final class LibpstCards {
  /** Fields that it has no method for, or not for all of their values. */
  public static final Set<ContactField> NOT_OFFERED =
      EnumSet.of(
          ContactField.YOMI_GIVEN_NAME,
          ContactField.YOMI_SURNAME,
          ContactField.YOMI_COMPANY_NAME,
          ContactField.CHILDREN,
          ContactField.IM_ADDRESSES,
          ContactField.GENDER,
          ContactField.FILE_AS_ORDER,
          ContactField.MAILING_ADDRESS,
          ContactField.USER_FIELD_1,
          ContactField.USER_FIELD_2,
          ContactField.USER_FIELD_3,
          ContactField.USER_FIELD_4);

  private LibpstCards() {}

  /** A contact as it was found. */
  public record Read(
      ContactCard card, byte @Nullable [] photo, Instant created, Instant modified) {}

  /** Contacts by the path of their folder; folders without any too. */
  public static Map<String, List<Read>> of(Path file) throws Exception {
    Map<String, List<Read>> found = new HashMap<>();
    LibpstFile.read(
            file,
            (folder, contact) ->
                found.computeIfAbsent(folder, path -> new ArrayList<>()).add(read(contact)))
        .keySet()
        .forEach(folder -> found.putIfAbsent(folder, List.of()));
    return found;
  }

  private static Read read(PSTContact contact) throws Exception {
    byte[] photo =
        contact.getNumberOfAttachments() == 0
            ? null
            : contact.getAttachment(0).getFileInputStream().readAllBytes();
    return new Read(
        card(contact),
        photo,
        contact.getCreationTime().toInstant(),
        contact.getLastModificationTime().toInstant());
  }

  private static ContactCard card(PSTContact contact) throws Exception {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.put(ContactField.DISPLAY_NAME, contact.getDisplayName());
    values.put(ContactField.FILE_AS, contact.getFileUnder());
    values.put(ContactField.TITLE, contact.getDisplayNamePrefix());
    values.put(ContactField.GIVEN_NAME, contact.getGivenName());
    values.put(ContactField.MIDDLE_NAME, contact.getMiddleName());
    values.put(ContactField.SURNAME, contact.getSurname());
    values.put(ContactField.GENERATION, contact.getGeneration());
    values.put(ContactField.INITIALS, contact.getInitials());
    values.put(ContactField.NICK_NAME, contact.getNickname());
    values.put(ContactField.COMPANY_NAME, contact.getCompanyName());
    values.put(ContactField.DEPARTMENT, contact.getDepartmentName());
    values.put(ContactField.JOB_TITLE, contact.getTitle());
    values.put(ContactField.OFFICE_LOCATION, contact.getOfficeLocation());
    values.put(ContactField.PROFESSION, contact.getProfession());
    values.put(ContactField.MANAGER, contact.getManagerName());
    values.put(ContactField.ASSISTANT_NAME, contact.getAssistant());
    values.put(ContactField.SPOUSE_NAME, contact.getSpouseName());
    values.put(ContactField.BUSINESS_HOME_PAGE, contact.getBusinessHomePage());
    values.put(ContactField.EMAIL_ADDRESSES, emails(contact));
    values.put(
        ContactField.BUSINESS_PHONES,
        List.of(contact.getBusinessTelephoneNumber(), contact.getBusiness2TelephoneNumber()));
    values.put(
        ContactField.HOME_PHONES,
        List.of(contact.getHomeTelephoneNumber(), contact.getHome2TelephoneNumber()));
    values.put(ContactField.MOBILE_PHONE, contact.getMobileTelephoneNumber());
    places(contact, values);
    dates(contact, values);
    values.put(ContactField.CATEGORIES, List.of(contact.getColorCategories()));
    values.put(ContactField.PERSONAL_NOTES, contact.getBody());
    extended(contact, values);
    return new ContactCard(values);
  }

  private static List<ContactEmail> emails(PSTContact contact) {
    return List.of(
        email(contact.getEmail1DisplayName(), contact.getEmail1EmailAddress()),
        email(contact.getEmail2DisplayName(), contact.getEmail2EmailAddress()),
        email(contact.getEmail3DisplayName(), contact.getEmail3EmailAddress()));
  }

  /** Where there is no name, programs show the address. */
  private static ContactEmail email(String shown, String address) {
    return new ContactEmail(shown.equals(address) ? "" : shown, address);
  }

  private static void places(PSTContact contact, Map<ContactField, Object> values) {
    values.put(
        ContactField.BUSINESS_ADDRESS,
        new ContactAddress(
            contact.getWorkAddressStreet(),
            contact.getWorkAddressCity(),
            contact.getWorkAddressState(),
            contact.getWorkAddressPostalCode(),
            contact.getWorkAddressCountry()));
    values.put(
        ContactField.HOME_ADDRESS,
        new ContactAddress(
            contact.getHomeAddressStreet(),
            contact.getHomeAddressCity(),
            contact.getHomeAddressStateOrProvince(),
            contact.getHomeAddressPostalCode(),
            contact.getHomeAddressCountry()));
    values.put(
        ContactField.OTHER_ADDRESS,
        new ContactAddress(
            contact.getOtherAddressStreet(),
            contact.getOtherAddressCity(),
            contact.getOtherAddressStateOrProvince(),
            contact.getOtherAddressPostalCode(),
            contact.getOtherAddressCountry()));
    values.put(ContactField.BUSINESS_POST_OFFICE_BOX, contact.getWorkAddressPostOfficeBox());
    values.put(ContactField.HOME_POST_OFFICE_BOX, contact.getHomeAddressPostOfficeBox());
    values.put(ContactField.OTHER_POST_OFFICE_BOX, contact.getOtherAddressPostOfficeBox());
  }

  private static void dates(PSTContact contact, Map<ContactField, Object> values) {
    if (contact.getBirthday() != null) {
      values.put(ContactField.BIRTHDAY, day(contact.getBirthday()));
    }
    if (contact.getAnniversary() != null) {
      values.put(ContactField.ANNIVERSARY, contact.getAnniversary().toInstant().toString());
    }
    if (contact.getSensitivity() != 0) {
      values.put(ContactField.SENSITIVITY, String.valueOf(contact.getSensitivity()));
    }
  }

  private static LocalDate day(Date moment) {
    return LocalDate.ofInstant(moment.toInstant(), ZoneOffset.UTC);
  }

  private static void extended(PSTContact contact, Map<ContactField, Object> values) {
    values.put(ContactField.PAGER, contact.getPagerTelephoneNumber());
    values.put(ContactField.BUSINESS_FAX, contact.getBusinessFaxNumber());
    values.put(ContactField.HOME_FAX, contact.getHomeFaxNumber());
    values.put(ContactField.PRIMARY_FAX, contact.getPrimaryFaxNumber());
    values.put(ContactField.PRIMARY_PHONE, contact.getPrimaryTelephoneNumber());
    values.put(ContactField.OTHER_PHONE, contact.getOtherTelephoneNumber());
    values.put(ContactField.CALLBACK_PHONE, contact.getCallbackTelephoneNumber());
    values.put(ContactField.CAR_PHONE, contact.getCarTelephoneNumber());
    values.put(ContactField.RADIO_PHONE, contact.getRadioTelephoneNumber());
    values.put(ContactField.TELEX, contact.getTelexNumber());
    values.put(ContactField.TTY_PHONE, contact.getTtytddPhoneNumber());
    values.put(ContactField.ISDN, contact.getIsdnNumber());
    values.put(ContactField.COMPANY_PHONE, contact.getCompanyMainPhoneNumber());
    values.put(ContactField.ASSISTANT_PHONE, contact.getAssistantTelephoneNumber());
    values.put(ContactField.PERSONAL_HOME_PAGE, contact.getPersonalHomePage());
    values.put(ContactField.FTP_SITE, contact.getFtpSite());
    values.put(ContactField.HOBBIES, contact.getHobbies());
    values.put(ContactField.REFERRED_BY, contact.getPreferredByName());
    values.put(ContactField.CUSTOMER_ID, contact.getCustomerId());
    values.put(ContactField.GOVERNMENT_ID, contact.getGovernmentIdNumber());
    values.put(ContactField.ACCOUNT, contact.getAccount());
    values.put(ContactField.LANGUAGE, contact.getLanguage());
    values.put(ContactField.LOCATION, contact.getLocation());
  }
}

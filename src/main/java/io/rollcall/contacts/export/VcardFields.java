package io.rollcall.contacts.export;

import ezvcard.parameter.TelephoneType;
import io.rollcall.graph.ContactField;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which field is where in a vCard, for writing and reading alike. */
final class VcardFields {
  /** Before the names of properties that no RFC knows. */
  static final String OWN = "X-ROLLCALL-";

  static final String FOLDER = OWN + "FOLDER";
  static final String EMAIL_NAME = OWN + "EMAIL-NAME";

  /** Telephone numbers by their types; those that RFC 6350 does not know begin with x-. */
  static final Map<ContactField, List<TelephoneType>> PHONES = phones();

  /** The addresses, with their type and the field of their post-office box. */
  static final List<Place> PLACES =
      List.of(
          new Place(ContactField.BUSINESS_ADDRESS, ContactField.BUSINESS_POST_OFFICE_BOX, "work"),
          new Place(ContactField.HOME_ADDRESS, ContactField.HOME_POST_OFFICE_BOX, "home"),
          new Place(ContactField.OTHER_ADDRESS, ContactField.OTHER_POST_OFFICE_BOX, "x-other"));

  /** What no property of the RFCs says. */
  static final Set<ContactField> OWN_PROPERTIES =
      EnumSet.of(
          ContactField.FILE_AS,
          ContactField.INITIALS,
          ContactField.YOMI_GIVEN_NAME,
          ContactField.YOMI_SURNAME,
          ContactField.YOMI_COMPANY_NAME,
          ContactField.OFFICE_LOCATION,
          ContactField.MANAGER,
          ContactField.IM_ADDRESSES,
          ContactField.FTP_SITE,
          ContactField.REFERRED_BY,
          ContactField.CUSTOMER_ID,
          ContactField.GOVERNMENT_ID,
          ContactField.ACCOUNT,
          ContactField.LANGUAGE,
          ContactField.LOCATION,
          ContactField.ANNIVERSARY,
          ContactField.GENDER,
          ContactField.SENSITIVITY,
          ContactField.FILE_AS_ORDER,
          ContactField.MAILING_ADDRESS,
          ContactField.USER_FIELD_1,
          ContactField.USER_FIELD_2,
          ContactField.USER_FIELD_3,
          ContactField.USER_FIELD_4);

  private VcardFields() {}

  record Place(ContactField address, ContactField box, String type) {}

  /** The name of a field's own property. */
  static String own(ContactField field) {
    return OWN + field.name().replace('_', '-').toUpperCase(Locale.ROOT);
  }

  private static Map<ContactField, List<TelephoneType>> phones() {
    Map<ContactField, List<TelephoneType>> phones = new LinkedHashMap<>();
    phones.put(ContactField.BUSINESS_PHONES, List.of(TelephoneType.WORK, TelephoneType.VOICE));
    phones.put(ContactField.HOME_PHONES, List.of(TelephoneType.HOME, TelephoneType.VOICE));
    phones.put(ContactField.MOBILE_PHONE, List.of(TelephoneType.CELL));
    phones.put(ContactField.PAGER, List.of(TelephoneType.PAGER));
    phones.put(ContactField.BUSINESS_FAX, List.of(TelephoneType.WORK, TelephoneType.FAX));
    phones.put(ContactField.HOME_FAX, List.of(TelephoneType.HOME, TelephoneType.FAX));
    phones.put(ContactField.PRIMARY_FAX, List.of(TelephoneType.FAX));
    phones.put(ContactField.TTY_PHONE, List.of(TelephoneType.TEXTPHONE));
    phones.put(ContactField.OTHER_PHONE, List.of(TelephoneType.VOICE));
    for (ContactField field :
        List.of(
            ContactField.PRIMARY_PHONE,
            ContactField.CALLBACK_PHONE,
            ContactField.CAR_PHONE,
            ContactField.RADIO_PHONE,
            ContactField.TELEX,
            ContactField.ISDN,
            ContactField.COMPANY_PHONE,
            ContactField.ASSISTANT_PHONE)) {
      String name = field.name().toLowerCase(Locale.ROOT).replace("_phone", "");
      phones.put(field, List.of(TelephoneType.VOICE, TelephoneType.get("x-" + name)));
    }
    return phones;
  }
}

package io.rollcall.contacts.export;

import io.rollcall.graph.ContactField;
import java.util.Locale;
import java.util.Map;

/** What people call the fields. */
final class FieldNames {
  private static final Map<ContactField, String> OWN =
      Map.of(
          ContactField.NICK_NAME, "Nickname",
          ContactField.YOMI_GIVEN_NAME, "Phonetic given name",
          ContactField.YOMI_SURNAME, "Phonetic surname",
          ContactField.YOMI_COMPANY_NAME, "Phonetic company name",
          ContactField.IM_ADDRESSES, "IM addresses",
          ContactField.TTY_PHONE, "TTY phone",
          ContactField.ISDN, "ISDN",
          ContactField.FTP_SITE, "FTP site",
          ContactField.GOVERNMENT_ID, "Government ID",
          ContactField.CUSTOMER_ID, "Customer ID");

  private FieldNames() {}

  /** {@code FILE_AS} is "File as". */
  static String of(ContactField field) {
    String words = field.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return OWN.getOrDefault(
        field, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }
}

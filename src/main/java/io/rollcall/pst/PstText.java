package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.PropertySet;

/**
 * The texts of a contact, each with the property that mail programs know it by; [MS-OXOCNTC] 2.2.1.
 */
public enum PstText {
  /** The full name. */
  DISPLAY_NAME(0x3001),
  /** What stands before the name, such as Dr. */
  TITLE(0x3A45),
  GIVEN_NAME(0x3A06),
  MIDDLE_NAME(0x3A44),
  SURNAME(0x3A11),
  /** What stands behind the name, such as Jr.; Graph calls it generation. */
  SUFFIX(0x3A05),
  NICKNAME(0x3A4F),
  INITIALS(0x3A0A),
  /** How the contact is sorted in lists. */
  FILE_AS(PropertySet.ADDRESS, 0x8005),
  PHONETIC_GIVEN_NAME(PropertySet.ADDRESS, 0x802C),
  PHONETIC_SURNAME(PropertySet.ADDRESS, 0x802D),
  PHONETIC_COMPANY(PropertySet.ADDRESS, 0x802E),
  COMPANY(0x3A16),
  JOB_TITLE(0x3A17),
  DEPARTMENT(0x3A18),
  OFFICE(0x3A19),
  PROFESSION(0x3A46),
  MANAGER(0x3A4E),
  ASSISTANT(0x3A30),
  SPOUSE(0x3A48),
  HOBBIES(0x3A43),
  REFERRED_BY(0x3A47),
  CUSTOMER_ID(0x3A4A),
  GOVERNMENT_ID(0x3A07),
  ACCOUNT(0x3A00),
  LANGUAGE(0x3A0C),
  LOCATION(0x3A0D),
  USER_FIELD_1(PropertySet.ADDRESS, 0x804F),
  USER_FIELD_2(PropertySet.ADDRESS, 0x8050),
  USER_FIELD_3(PropertySet.ADDRESS, 0x8051),
  USER_FIELD_4(PropertySet.ADDRESS, 0x8052),
  PERSONAL_PAGE(0x3A50),
  /** Written as the contact's web page too. */
  BUSINESS_PAGE(0x3A51),
  FTP_SITE(0x3A4C),
  /** For instant messages. */
  IM_ADDRESS(PropertySet.ADDRESS, 0x8062),
  /** Of any length. */
  NOTES(0x1000),
  BUSINESS_PHONE(0x3A08),
  BUSINESS_PHONE_2(0x3A1B),
  HOME_PHONE(0x3A09),
  HOME_PHONE_2(0x3A2F),
  MOBILE_PHONE(0x3A1C),
  PRIMARY_PHONE(0x3A1A),
  OTHER_PHONE(0x3A1F),
  RADIO_PHONE(0x3A1D),
  CAR_PHONE(0x3A1E),
  PAGER(0x3A21),
  CALLBACK_PHONE(0x3A02),
  COMPANY_PHONE(0x3A57),
  ASSISTANT_PHONE(0x3A2E),
  TTY_PHONE(0x3A4B),
  TELEX(0x3A2C),
  ISDN(0x3A2D),
  BUSINESS_FAX(0x3A24),
  HOME_FAX(0x3A25),
  OTHER_FAX(0x3A23);

  private final boolean named;
  private final PropertySet set;
  private final int number;

  PstText(int id) {
    this.named = false;
    this.set = PropertySet.ADDRESS;
    this.number = id;
  }

  PstText(PropertySet set, int number) {
    this.named = true;
    this.set = set;
    this.number = number;
  }

  /** The property's number in a file with these names. */
  int id(NamedProperties names) {
    return named ? names.id(set, number) : number;
  }
}

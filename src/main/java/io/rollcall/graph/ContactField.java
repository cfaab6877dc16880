package io.rollcall.graph;

import java.util.Arrays;
import java.util.List;

/**
 * What a contact can say: the properties of Graph's contact (<a
 * href="https://learn.microsoft.com/graph/api/resources/contact">contact</a>), and those that only
 * extended properties carry ([MS-OXPROPS], [MS-OXOCNTC]). Left out is what Graph makes anew for
 * each contact (ids, times, change key) and what says the same again ({@code primaryEmailAddress}).
 *
 * <p>The names of the constants are persistent: backups hold them. A constant may be added, none
 * renamed.
 */
public enum ContactField {
  DISPLAY_NAME("displayName", Shape.TEXT),
  /** By what it is sorted; with a life of its own. */
  FILE_AS("fileAs", Shape.TEXT),
  /** Dr., Prof. */
  TITLE("title", Shape.TEXT),
  GIVEN_NAME("givenName", Shape.TEXT),
  MIDDLE_NAME("middleName", Shape.TEXT),
  SURNAME("surname", Shape.TEXT),
  /** Jr., III. */
  GENERATION("generation", Shape.TEXT),
  INITIALS("initials", Shape.TEXT),
  NICK_NAME("nickName", Shape.TEXT),
  YOMI_GIVEN_NAME("yomiGivenName", Shape.TEXT),
  YOMI_SURNAME("yomiSurname", Shape.TEXT),
  YOMI_COMPANY_NAME("yomiCompanyName", Shape.TEXT),
  COMPANY_NAME("companyName", Shape.TEXT),
  DEPARTMENT("department", Shape.TEXT),
  JOB_TITLE("jobTitle", Shape.TEXT),
  OFFICE_LOCATION("officeLocation", Shape.TEXT),
  PROFESSION("profession", Shape.TEXT),
  MANAGER("manager", Shape.TEXT),
  ASSISTANT_NAME("assistantName", Shape.TEXT),
  SPOUSE_NAME("spouseName", Shape.TEXT),
  CHILDREN("children", Shape.TEXTS),
  BUSINESS_HOME_PAGE("businessHomePage", Shape.TEXT),
  /** At most three. */
  EMAIL_ADDRESSES("emailAddresses", Shape.EMAILS),
  IM_ADDRESSES("imAddresses", Shape.TEXTS),
  /** At most two. */
  BUSINESS_PHONES("businessPhones", Shape.TEXTS),
  /** At most two. */
  HOME_PHONES("homePhones", Shape.TEXTS),
  MOBILE_PHONE("mobilePhone", Shape.TEXT),
  BUSINESS_ADDRESS("businessAddress", Shape.ADDRESS),
  HOME_ADDRESS("homeAddress", Shape.ADDRESS),
  OTHER_ADDRESS("otherAddress", Shape.ADDRESS),
  /** A day: Exchange keeps it at 11:59 UTC, and says that the time is to be ignored. */
  BIRTHDAY("birthday", Shape.DATE),
  CATEGORIES("categories", Shape.TEXTS),
  PERSONAL_NOTES("personalNotes", Shape.TEXT),

  PAGER("String 0x3A21", Shape.EXTENDED),
  BUSINESS_FAX("String 0x3A24", Shape.EXTENDED),
  HOME_FAX("String 0x3A25", Shape.EXTENDED),
  PRIMARY_FAX("String 0x3A23", Shape.EXTENDED),
  PRIMARY_PHONE("String 0x3A1A", Shape.EXTENDED),
  OTHER_PHONE("String 0x3A1F", Shape.EXTENDED),
  CALLBACK_PHONE("String 0x3A02", Shape.EXTENDED),
  CAR_PHONE("String 0x3A1E", Shape.EXTENDED),
  RADIO_PHONE("String 0x3A1D", Shape.EXTENDED),
  TELEX("String 0x3A2C", Shape.EXTENDED),
  TTY_PHONE("String 0x3A4B", Shape.EXTENDED),
  ISDN("String 0x3A2D", Shape.EXTENDED),
  COMPANY_PHONE("String 0x3A57", Shape.EXTENDED),
  ASSISTANT_PHONE("String 0x3A2E", Shape.EXTENDED),
  PERSONAL_HOME_PAGE("String 0x3A50", Shape.EXTENDED),
  FTP_SITE("String 0x3A4C", Shape.EXTENDED),
  HOBBIES("String 0x3A43", Shape.EXTENDED),
  REFERRED_BY("String 0x3A47", Shape.EXTENDED),
  CUSTOMER_ID("String 0x3A4A", Shape.EXTENDED),
  GOVERNMENT_ID("String 0x3A07", Shape.EXTENDED),
  ACCOUNT("String 0x3A00", Shape.EXTENDED),
  LANGUAGE("String 0x3A0C", Shape.EXTENDED),
  LOCATION("String 0x3A0D", Shape.EXTENDED),
  HOME_POST_OFFICE_BOX("String 0x3A5E", Shape.EXTENDED),
  OTHER_POST_OFFICE_BOX("String 0x3A64", Shape.EXTENDED),
  BUSINESS_POST_OFFICE_BOX(Shape.ADDRESS_SET + "0x804A", Shape.EXTENDED),
  /** A moment as text: {@code 2010-06-12T11:59:00Z}. */
  ANNIVERSARY("SystemTime 0x3A41", Shape.EXTENDED),
  /** 1 female, 2 male. */
  GENDER("Short 0x3A4D", Shape.EXTENDED),
  /** 0 normal, 1 personal, 2 private, 3 confidential. */
  SENSITIVITY("Integer 0x0036", Shape.EXTENDED),
  /** How {@link #FILE_AS} was made; -1 for a text of its own. */
  FILE_AS_ORDER(Shape.ADDRESS_SET_INTEGER + "0x8006", Shape.EXTENDED),
  /** Which address letters go to: 0 none, 1 home, 2 business, 3 other. */
  MAILING_ADDRESS(Shape.ADDRESS_SET_INTEGER + "0x8022", Shape.EXTENDED),
  USER_FIELD_1(Shape.ADDRESS_SET + "0x804F", Shape.EXTENDED),
  USER_FIELD_2(Shape.ADDRESS_SET + "0x8050", Shape.EXTENDED),
  USER_FIELD_3(Shape.ADDRESS_SET + "0x8051", Shape.EXTENDED),
  USER_FIELD_4(Shape.ADDRESS_SET + "0x8052", Shape.EXTENDED);

  /** How a value is built. */
  public enum Shape {
    /** A {@code String}. */
    TEXT,
    /** A list of {@code String}. */
    TEXTS,
    /** A {@link java.time.LocalDate}. */
    DATE,
    /** A list of {@link ContactEmail}. */
    EMAILS,
    /** A {@link ContactAddress}. */
    ADDRESS,
    /** A {@code String}: the value of a single-value extended property, as Graph writes it. */
    EXTENDED;

    private static final String ADDRESS_SET = "String {00062004-0000-0000-C000-000000000046} Id ";
    private static final String ADDRESS_SET_INTEGER =
        "Integer {00062004-0000-0000-C000-000000000046} Id ";
  }

  private final String graphName;
  private final Shape shape;

  ContactField(String graphName, Shape shape) {
    this.graphName = graphName;
    this.shape = shape;
  }

  /** As Graph writes it; of an extended property its id. */
  public String graphName() {
    return graphName;
  }

  public Shape shape() {
    return shape;
  }

  /** Those of one shape, in their order. */
  public static List<ContactField> of(Shape shape) {
    return Arrays.stream(values()).filter(field -> field.shape == shape).toList();
  }
}

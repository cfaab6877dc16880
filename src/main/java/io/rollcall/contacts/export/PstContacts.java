package io.rollcall.contacts.export;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.pst.PstAddress;
import io.rollcall.pst.PstContact;
import io.rollcall.pst.PstContactBuilder;
import io.rollcall.pst.PstEmail;
import io.rollcall.pst.PstMailing;
import io.rollcall.pst.PstPhoto;
import io.rollcall.pst.PstText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as a PST holds it. What has no place of its own becomes a named text. */
final class PstContacts {
  private static final int EMAILS = 3;

  /** A contact has room for 447 properties in all. */
  private static final int MOST_NUMBERED = 50;

  private static final Map<ContactField, PstText> TEXTS = texts();

  private PstContacts() {}

  static PstContact of(ExportedContact contact) {
    ContactCard card = contact.card();
    PstContactBuilder builder = PstContact.builder();
    TEXTS.forEach((field, text) -> builder.text(text, card.text(field)));
    numbered(builder, card, ContactField.BUSINESS_PHONES, "Business phone");
    numbered(builder, card, ContactField.HOME_PHONES, "Home phone");
    numbered(builder, card, ContactField.IM_ADDRESSES, "IM address");
    emails(builder, card.emails());
    place(builder, card, PstAddress.Kind.BUSINESS);
    place(builder, card, PstAddress.Kind.HOME);
    place(builder, card, PstAddress.Kind.OTHER);
    byte[] photo = contact.photo();
    return builder
        .mailing(mailing(card))
        .categories(card.texts(ContactField.CATEGORIES))
        .children(card.texts(ContactField.CHILDREN))
        .birthday(card.date(ContactField.BIRTHDAY))
        .anniversary(Anniversaries.day(card), Anniversaries.moment(card))
        .gender(number(card.text(ContactField.GENDER), 0, 2))
        .sensitivity(number(card.text(ContactField.SENSITIVITY), 0, 3, 0))
        .fileAsOrder(
            number(card.text(ContactField.FILE_AS_ORDER), Integer.MIN_VALUE, Integer.MAX_VALUE, -1))
        .photo(photo == null || photo.length == 0 ? null : new PstPhoto(photo))
        .created(contact.created())
        .modified(contact.modified())
        .build();
  }

  private static Map<ContactField, PstText> texts() {
    Map<ContactField, PstText> texts = new EnumMap<>(ContactField.class);
    texts.put(ContactField.DISPLAY_NAME, PstText.DISPLAY_NAME);
    texts.put(ContactField.FILE_AS, PstText.FILE_AS);
    texts.put(ContactField.TITLE, PstText.TITLE);
    texts.put(ContactField.GIVEN_NAME, PstText.GIVEN_NAME);
    texts.put(ContactField.MIDDLE_NAME, PstText.MIDDLE_NAME);
    texts.put(ContactField.SURNAME, PstText.SURNAME);
    texts.put(ContactField.GENERATION, PstText.SUFFIX);
    texts.put(ContactField.INITIALS, PstText.INITIALS);
    texts.put(ContactField.NICK_NAME, PstText.NICKNAME);
    texts.put(ContactField.YOMI_GIVEN_NAME, PstText.PHONETIC_GIVEN_NAME);
    texts.put(ContactField.YOMI_SURNAME, PstText.PHONETIC_SURNAME);
    texts.put(ContactField.YOMI_COMPANY_NAME, PstText.PHONETIC_COMPANY);
    texts.put(ContactField.COMPANY_NAME, PstText.COMPANY);
    texts.put(ContactField.DEPARTMENT, PstText.DEPARTMENT);
    texts.put(ContactField.JOB_TITLE, PstText.JOB_TITLE);
    texts.put(ContactField.OFFICE_LOCATION, PstText.OFFICE);
    texts.put(ContactField.PROFESSION, PstText.PROFESSION);
    texts.put(ContactField.MANAGER, PstText.MANAGER);
    texts.put(ContactField.ASSISTANT_NAME, PstText.ASSISTANT);
    texts.put(ContactField.SPOUSE_NAME, PstText.SPOUSE);
    texts.put(ContactField.BUSINESS_HOME_PAGE, PstText.BUSINESS_PAGE);
    texts.put(ContactField.MOBILE_PHONE, PstText.MOBILE_PHONE);
    texts.put(ContactField.PERSONAL_NOTES, PstText.NOTES);
    texts.put(ContactField.PAGER, PstText.PAGER);
    texts.put(ContactField.BUSINESS_FAX, PstText.BUSINESS_FAX);
    texts.put(ContactField.HOME_FAX, PstText.HOME_FAX);
    texts.put(ContactField.PRIMARY_FAX, PstText.OTHER_FAX);
    texts.put(ContactField.PRIMARY_PHONE, PstText.PRIMARY_PHONE);
    texts.put(ContactField.OTHER_PHONE, PstText.OTHER_PHONE);
    texts.put(ContactField.CALLBACK_PHONE, PstText.CALLBACK_PHONE);
    texts.put(ContactField.CAR_PHONE, PstText.CAR_PHONE);
    texts.put(ContactField.RADIO_PHONE, PstText.RADIO_PHONE);
    texts.put(ContactField.TELEX, PstText.TELEX);
    texts.put(ContactField.TTY_PHONE, PstText.TTY_PHONE);
    texts.put(ContactField.ISDN, PstText.ISDN);
    texts.put(ContactField.COMPANY_PHONE, PstText.COMPANY_PHONE);
    texts.put(ContactField.ASSISTANT_PHONE, PstText.ASSISTANT_PHONE);
    texts.put(ContactField.PERSONAL_HOME_PAGE, PstText.PERSONAL_PAGE);
    texts.put(ContactField.FTP_SITE, PstText.FTP_SITE);
    texts.put(ContactField.HOBBIES, PstText.HOBBIES);
    texts.put(ContactField.REFERRED_BY, PstText.REFERRED_BY);
    texts.put(ContactField.CUSTOMER_ID, PstText.CUSTOMER_ID);
    texts.put(ContactField.GOVERNMENT_ID, PstText.GOVERNMENT_ID);
    texts.put(ContactField.ACCOUNT, PstText.ACCOUNT);
    texts.put(ContactField.LANGUAGE, PstText.LANGUAGE);
    texts.put(ContactField.LOCATION, PstText.LOCATION);
    texts.put(ContactField.USER_FIELD_1, PstText.USER_FIELD_1);
    texts.put(ContactField.USER_FIELD_2, PstText.USER_FIELD_2);
    texts.put(ContactField.USER_FIELD_3, PstText.USER_FIELD_3);
    texts.put(ContactField.USER_FIELD_4, PstText.USER_FIELD_4);
    return texts;
  }

  /** The format has room for one or two of them; the rest is named. */
  private static void numbered(
      PstContactBuilder builder, ContactCard card, ContactField field, String name) {
    List<PstText> places =
        switch (field) {
          case BUSINESS_PHONES -> List.of(PstText.BUSINESS_PHONE, PstText.BUSINESS_PHONE_2);
          case HOME_PHONES -> List.of(PstText.HOME_PHONE, PstText.HOME_PHONE_2);
          default -> List.of(PstText.IM_ADDRESS);
        };
    List<String> values = card.texts(field);
    for (int i = 0; i < Math.min(places.size(), values.size()); i++) {
      builder.text(places.get(i), values.get(i));
    }
    further(builder, name, values, places.size());
  }

  /** What the format has no place for: a field of its own each, and the last one takes the rest. */
  private static void further(
      PstContactBuilder builder, String name, List<String> values, int from) {
    for (int i = from; i < Math.min(values.size(), MOST_NUMBERED); i++) {
      boolean last = i + 1 == MOST_NUMBERED;
      builder.named(
          name + " " + (i + 1),
          last ? String.join("\n", values.subList(i, values.size())) : values.get(i));
    }
  }

  private static void emails(PstContactBuilder builder, List<ContactEmail> emails) {
    emails.stream()
        .limit(EMAILS)
        .forEach(email -> builder.email(new PstEmail(email.name(), email.address())));
    further(
        builder,
        "E-mail",
        emails.stream().map(email -> (email.name() + " " + email.address()).strip()).toList(),
        EMAILS);
  }

  private static void place(PstContactBuilder builder, ContactCard card, PstAddress.Kind kind) {
    ContactField field =
        switch (kind) {
          case BUSINESS -> ContactField.BUSINESS_ADDRESS;
          case HOME -> ContactField.HOME_ADDRESS;
          case OTHER -> ContactField.OTHER_ADDRESS;
        };
    ContactField box =
        switch (kind) {
          case BUSINESS -> ContactField.BUSINESS_POST_OFFICE_BOX;
          case HOME -> ContactField.HOME_POST_OFFICE_BOX;
          case OTHER -> ContactField.OTHER_POST_OFFICE_BOX;
        };
    ContactAddress address = card.address(field);
    ContactAddress known = address == null ? new ContactAddress("", "", "", "", "") : address;
    builder.address(
        kind,
        new PstAddress(
            known.street(),
            known.city(),
            known.state(),
            known.postalCode(),
            known.country(),
            card.text(box)));
  }

  private static @Nullable PstMailing mailing(ContactCard card) {
    return switch (card.text(ContactField.MAILING_ADDRESS)) {
      case "0" -> PstMailing.NONE;
      case "1" -> PstMailing.HOME;
      case "2" -> PstMailing.BUSINESS;
      case "3" -> PstMailing.OTHER;
      default -> firstAddress(card);
    };
  }

  /**
   * What a mail program takes for letters when somebody types an address into it: some readers know
   * no parts of a business address but those of the one for letters.
   */
  private static @Nullable PstMailing firstAddress(ContactCard card) {
    if (card.values().containsKey(ContactField.BUSINESS_ADDRESS)) {
      return PstMailing.BUSINESS;
    }
    if (card.values().containsKey(ContactField.HOME_ADDRESS)) {
      return PstMailing.HOME;
    }
    return card.values().containsKey(ContactField.OTHER_ADDRESS) ? PstMailing.OTHER : null;
  }

  private static int number(String text, int least, int most, int otherwise) {
    Integer number = number(text, least, most);
    return number == null ? otherwise : number;
  }

  private static @Nullable Integer number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      return number < least || number > most ? null : Integer.valueOf(number);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}

package io.rollcall.contacts.export;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.parameter.AddressType;
import ezvcard.parameter.ImageType;
import ezvcard.parameter.RelatedType;
import ezvcard.property.Address;
import ezvcard.property.Anniversary;
import ezvcard.property.Birthday;
import ezvcard.property.Categories;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.Gender;
import ezvcard.property.Nickname;
import ezvcard.property.Organization;
import ezvcard.property.Photo;
import ezvcard.property.RawProperty;
import ezvcard.property.Related;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Url;
import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact as a vCard. What has no property of its own there stands in {@code X-ROLLCALL-}
 * properties, so that nothing is lost.
 */
final class VcardWriting {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The first byte of a PNG; all else is taken for JPEG, which Graph promises. */
  private static final int PNG = 0x89;

  private final ContactCard card;
  private final VCard vcard = new VCard(VCardVersion.V4_0);

  private VcardWriting(ContactCard card) {
    this.card = card;
  }

  static VCard of(ExportedContact contact) {
    VcardWriting writing = new VcardWriting(PlainCard.of(contact.card()));
    writing.vcard.addExtendedProperty("PRODID", "-//Rollcall//Contacts//EN");
    writing.names();
    writing.work();
    writing.reach();
    writing.places();
    writing.person();
    writing.own();
    writing.frame(contact);
    return writing.vcard;
  }

  /** As the property says it. */
  static List<String> folder(ExportedContact contact) {
    return contact.folder().stream().map(Characters::vcard).toList();
  }

  private void names() {
    FormattedName name = vcard.setFormattedName(text(ContactField.DISPLAY_NAME));
    if (name.getValue().isEmpty()) {
      // The one property that every vCard has; RFC 9554 has a word for one that is made up.
      name.setValue(madeUpName());
      name.setParameter("DERIVED", "TRUE");
    }
    StructuredName parts = new StructuredName();
    parts.setFamily(textOrNull(ContactField.SURNAME));
    parts.setGiven(textOrNull(ContactField.GIVEN_NAME));
    add(parts.getAdditionalNames(), ContactField.MIDDLE_NAME);
    add(parts.getPrefixes(), ContactField.TITLE);
    add(parts.getSuffixes(), ContactField.GENERATION);
    vcard.setStructuredName(parts);
    if (has(ContactField.NICK_NAME)) {
      Nickname nickname = new Nickname();
      add(nickname.getValues(), ContactField.NICK_NAME);
      vcard.setNickname(nickname);
    }
  }

  private String madeUpName() {
    String full = (text(ContactField.GIVEN_NAME) + " " + text(ContactField.SURNAME)).strip();
    Stream<String> emails =
        card.emails().stream().flatMap(email -> Stream.of(email.name(), email.address()));
    return Stream.concat(
            Stream.of(full, text(ContactField.FILE_AS), text(ContactField.COMPANY_NAME)), emails)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("(no name)");
  }

  private void work() {
    if (has(ContactField.COMPANY_NAME) || has(ContactField.DEPARTMENT)) {
      Organization organization = new Organization();
      organization.getValues().add(text(ContactField.COMPANY_NAME));
      add(organization.getValues(), ContactField.DEPARTMENT);
      vcard.addOrganization(organization);
    }
    if (has(ContactField.JOB_TITLE)) {
      vcard.addTitle(text(ContactField.JOB_TITLE));
    }
    if (has(ContactField.PROFESSION)) {
      vcard.addRole(text(ContactField.PROFESSION));
    }
    url(ContactField.BUSINESS_HOME_PAGE, "work");
    related(ContactField.ASSISTANT_NAME, RelatedType.AGENT);
  }

  private void url(ContactField field, String type) {
    if (has(field)) {
      Url url = new Url(text(field));
      url.setType(type);
      vcard.addUrl(url);
    }
  }

  private void related(ContactField field, RelatedType type) {
    for (String name : texts(field)) {
      Related related = new Related();
      related.setText(name);
      related.getTypes().add(type);
      vcard.addRelated(related);
    }
  }

  private void reach() {
    int number = 0;
    for (ContactEmail email : card.emails()) {
      String group = "email" + ++number;
      if (!email.address().isEmpty()) {
        Email property = new Email(email.address());
        property.setGroup(group);
        property.setPref(Math.min(number, 100));
        vcard.addEmail(property);
      }
      if (!email.name().isEmpty()) {
        raw(VcardFields.EMAIL_NAME, email.name()).setGroup(group);
      }
    }
    VcardFields.PHONES.forEach(
        (field, types) -> {
          for (String phone : texts(field)) {
            Telephone telephone = new Telephone(phone);
            telephone.getTypes().addAll(types);
            vcard.addTelephoneNumber(telephone);
          }
        });
  }

  private void places() {
    for (VcardFields.Place place : VcardFields.PLACES) {
      ContactAddress found = card.address(place.address());
      if (found == null && !has(place.box())) {
        continue;
      }
      Address address = new Address();
      add(address.getPoBoxes(), place.box());
      if (found != null) {
        add(address.getStreetAddresses(), found.street());
        add(address.getLocalities(), found.city());
        add(address.getRegions(), found.state());
        add(address.getPostalCodes(), found.postalCode());
        add(address.getCountries(), found.country());
      }
      address.getTypes().add(AddressType.get(place.type()));
      vcard.addAddress(address);
    }
  }

  private void person() {
    LocalDate birthday = card.date(ContactField.BIRTHDAY);
    if (birthday != null) {
      vcard.setBirthday(new Birthday(birthday));
    }
    LocalDate anniversary = Anniversaries.day(card);
    if (anniversary != null) { // the contact's own property keeps the moment, or what else it says
      vcard.setAnniversary(new Anniversary(anniversary));
    }
    switch (text(ContactField.GENDER)) {
      case "1" -> vcard.setGender(Gender.female());
      case "2" -> vcard.setGender(Gender.male());
      default -> {} // the contact's own property still says it
    }
    related(ContactField.SPOUSE_NAME, RelatedType.SPOUSE);
    related(ContactField.CHILDREN, RelatedType.CHILD);
    url(ContactField.PERSONAL_HOME_PAGE, "home");
    if (has(ContactField.HOBBIES)) {
      vcard.addHobby(text(ContactField.HOBBIES));
    }
    if (has(ContactField.CATEGORIES)) {
      Categories categories = new Categories();
      categories.getValues().addAll(texts(ContactField.CATEGORIES));
      vcard.setCategories(categories);
    }
    if (has(ContactField.PERSONAL_NOTES)) {
      vcard.addNote(text(ContactField.PERSONAL_NOTES));
    }
  }

  private void own() {
    for (ContactField field : VcardFields.OWN_PROPERTIES) {
      texts(field).forEach(text -> raw(VcardFields.own(field), text));
    }
  }

  private void frame(ExportedContact contact) {
    byte[] photo = contact.photo();
    if (photo != null && photo.length > 0) {
      boolean png = (photo[0] & 0xFF) == PNG;
      vcard.addPhoto(new Photo(photo, png ? ImageType.PNG : ImageType.JPEG));
    }
    if (!contact.folder().isEmpty()) {
      vcard.addExtendedProperty(
          VcardFields.FOLDER, lines(VObjectPropertyValues.writeList(folder(contact))));
    }
    Instant created = contact.created();
    if (created != null) {
      vcard.addExtendedProperty("CREATED", STAMP.format(created));
    }
    Instant modified = contact.modified();
    if (modified != null) {
      vcard.setRevision(new Revision(modified));
    }
  }

  private RawProperty raw(String name, String text) {
    return vcard.addExtendedProperty(name, lines(VObjectPropertyValues.escape(text)));
  }

  private static String lines(String escaped) {
    return escaped.replace("\n", "\\n");
  }

  private boolean has(ContactField field) {
    return card.values().containsKey(field);
  }

  private String text(ContactField field) {
    return card.text(field);
  }

  private @Nullable String textOrNull(ContactField field) {
    return has(field) ? text(field) : null;
  }

  /** A text or a list of texts. */
  private List<String> texts(ContactField field) {
    if (field.shape() == ContactField.Shape.TEXTS) {
      return card.texts(field);
    }
    return has(field) ? List.of(text(field)) : List.of();
  }

  private void add(List<String> values, ContactField field) {
    add(values, text(field));
  }

  private static void add(List<String> values, String text) {
    if (!text.isEmpty()) {
      values.add(text);
    }
  }
}

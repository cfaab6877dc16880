package io.rollcall.contacts.export;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import ezvcard.VCard;
import ezvcard.parameter.AddressType;
import ezvcard.parameter.RelatedType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.RawProperty;
import ezvcard.property.Related;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.TextListProperty;
import ezvcard.property.TextProperty;
import ezvcard.property.Url;
import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a vCard of ours says of a contact. */
final class VcardReading {
  private final VCard vcard;
  private final Map<ContactField, Object> values = new EnumMap<>(ContactField.class);

  private VcardReading(VCard vcard) {
    this.vcard = vcard;
  }

  static ContactCard card(VCard vcard) {
    VcardReading reading = new VcardReading(vcard);
    reading.names();
    reading.work();
    reading.emails();
    reading.phones();
    reading.places();
    reading.person();
    reading.own();
    return new ContactCard(reading.values);
  }

  static byte @Nullable [] photo(VCard vcard) {
    return vcard.getPhotos().isEmpty() ? null : vcard.getPhotos().get(0).getData();
  }

  static List<String> folder(VCard vcard) {
    RawProperty folder = vcard.getExtendedProperty(VcardFields.FOLDER);
    return folder == null ? List.of() : VObjectPropertyValues.parseList(folder.getValue());
  }

  private void names() {
    FormattedName name = vcard.getFormattedName();
    if (name != null && name.getParameter("DERIVED") == null) {
      put(ContactField.DISPLAY_NAME, name);
    }
    StructuredName parts = vcard.getStructuredName();
    if (parts != null) {
      put(ContactField.SURNAME, parts.getFamily());
      put(ContactField.GIVEN_NAME, parts.getGiven());
      put(ContactField.MIDDLE_NAME, first(parts.getAdditionalNames()));
      put(ContactField.TITLE, first(parts.getPrefixes()));
      put(ContactField.GENERATION, first(parts.getSuffixes()));
    }
    TextListProperty nickname = vcard.getNickname();
    put(ContactField.NICK_NAME, nickname == null ? null : first(nickname.getValues()));
  }

  private void work() {
    List<String> units =
        vcard.getOrganization() == null ? List.of() : vcard.getOrganization().getValues();
    put(ContactField.COMPANY_NAME, first(units));
    put(ContactField.DEPARTMENT, units.size() > 1 ? units.get(1) : null);
    put(ContactField.JOB_TITLE, first(vcard.getTitles()));
    put(ContactField.PROFESSION, first(vcard.getRoles()));
    for (Url url : vcard.getUrls()) {
      boolean work = "work".equals(url.getType());
      put(work ? ContactField.BUSINESS_HOME_PAGE : ContactField.PERSONAL_HOME_PAGE, url);
    }
    put(ContactField.ASSISTANT_NAME, first(related(RelatedType.AGENT)));
  }

  private List<String> related(RelatedType type) {
    return vcard.getRelations().stream()
        .filter(related -> related.getTypes().contains(type))
        .map(Related::getText)
        .toList();
  }

  /** The parts of one are in one group; a group without an address is one of a name alone. */
  private void emails() {
    Map<Integer, ContactEmail> emails = new TreeMap<>();
    for (Email email : vcard.getEmails()) {
      emails.put(number(email.getGroup()), new ContactEmail("", email.getValue()));
    }
    for (RawProperty name : vcard.getExtendedProperties(VcardFields.EMAIL_NAME)) {
      int number = number(name.getGroup());
      ContactEmail known = emails.getOrDefault(number, new ContactEmail("", ""));
      emails.put(number, new ContactEmail(unescaped(name), known.address()));
    }
    values.put(ContactField.EMAIL_ADDRESSES, List.copyOf(emails.values()));
  }

  private static int number(String group) {
    return Integer.parseInt(group.substring("email".length()));
  }

  private void phones() {
    VcardFields.PHONES.forEach(
        (field, types) -> {
          List<String> numbers = new ArrayList<>();
          for (Telephone telephone : vcard.getTelephoneNumbers()) {
            Set<TelephoneType> found = new HashSet<>(telephone.getTypes());
            if (found.equals(Set.copyOf(types))) {
              numbers.add(telephone.getText());
            }
          }
          putAll(field, numbers);
        });
  }

  private void places() {
    for (VcardFields.Place place : VcardFields.PLACES) {
      for (Address address : vcard.getAddresses()) {
        if (address.getTypes().contains(AddressType.get(place.type()))) {
          put(place.box(), first(address.getPoBoxes()));
          values.put(
              place.address(),
              new ContactAddress(
                  orEmpty(first(address.getStreetAddresses())),
                  orEmpty(first(address.getLocalities())),
                  orEmpty(first(address.getRegions())),
                  orEmpty(first(address.getPostalCodes())),
                  orEmpty(first(address.getCountries()))));
        }
      }
    }
  }

  private void person() {
    if (vcard.getBirthday() != null && vcard.getBirthday().getDate() != null) {
      values.put(ContactField.BIRTHDAY, LocalDate.from(vcard.getBirthday().getDate()));
    }
    put(ContactField.SPOUSE_NAME, first(related(RelatedType.SPOUSE)));
    values.put(ContactField.CHILDREN, related(RelatedType.CHILD));
    put(ContactField.HOBBIES, first(vcard.getHobbies()));
    TextListProperty categories = vcard.getCategories();
    values.put(ContactField.CATEGORIES, categories == null ? List.of() : categories.getValues());
    put(ContactField.PERSONAL_NOTES, first(vcard.getNotes()));
  }

  private void own() {
    for (ContactField field : VcardFields.OWN_PROPERTIES) {
      List<RawProperty> found = vcard.getExtendedProperties(VcardFields.own(field));
      putAll(field, found.stream().map(VcardReading::unescaped).toList());
    }
  }

  private static String unescaped(RawProperty property) {
    return VObjectPropertyValues.unescape(property.getValue()).replace("\r\n", "\n");
  }

  private void putAll(ContactField field, List<String> texts) {
    if (field.shape() == ContactField.Shape.TEXTS) {
      values.put(field, texts);
    } else {
      put(field, first(texts));
    }
  }

  private void put(ContactField field, @Nullable Object value) {
    Object plain = value instanceof TextProperty property ? property.getValue() : value;
    if (plain != null) {
      values.put(field, plain);
    }
  }

  private static <T> @Nullable T first(List<T> values) {
    return values.isEmpty() ? null : values.get(0);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

package io.rollcall.contacts.export;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contact with its texts as a vCard can hold them. */
final class PlainCard {
  private PlainCard() {}

  static ContactCard of(ContactCard card) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    card.values().forEach((field, value) -> values.put(field, plain(value)));
    return new ContactCard(values);
  }

  /** The names of the fields in which two cards differ. */
  static String difference(ContactCard one, ContactCard other) {
    return Stream.of(ContactField.values())
        .filter(field -> !Objects.equals(one.values().get(field), other.values().get(field)))
        .map(ContactField::name)
        .collect(Collectors.joining(", "));
  }

  private static Object plain(Object value) {
    if (value instanceof String text) {
      return Characters.vcard(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainCard::plain).toList();
    }
    if (value instanceof ContactEmail email) {
      return new ContactEmail(Characters.vcard(email.name()), Characters.vcard(email.address()));
    }
    if (value instanceof ContactAddress address) {
      return new ContactAddress(
          Characters.vcard(address.street()),
          Characters.vcard(address.city()),
          Characters.vcard(address.state()),
          Characters.vcard(address.postalCode()),
          Characters.vcard(address.country()));
    }
    return value;
  }
}

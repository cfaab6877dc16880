package io.rollcall.contacts.export;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A column of a file with one row for each contact.
 *
 * @param value what the contact says there; empty for nothing
 */
record ContactColumn(String title, Function<ContactCard, String> value) {

  static ContactColumn text(String title, ContactField field) {
    return new ContactColumn(title, card -> card.text(field));
  }

  /** One of a list, from 0 on. */
  static ContactColumn item(String title, ContactField field, int index) {
    return new ContactColumn(
        title, card -> index < card.texts(field).size() ? card.texts(field).get(index) : "");
  }

  static ContactColumn joined(String title, ContactField field, String separator) {
    return new ContactColumn(title, card -> String.join(separator, card.texts(field)));
  }

  static ContactColumn address(
      String title, ContactField field, Function<ContactAddress, String> part) {
    return new ContactColumn(
        title,
        card -> {
          ContactAddress address = card.address(field);
          return address == null ? "" : part.apply(address);
        });
  }

  /** Of one of the e-mail addresses, from 0 on. */
  static ContactColumn email(String title, int index, Function<ContactEmail, String> part) {
    return new ContactColumn(
        title,
        card -> {
          List<ContactEmail> emails = card.emails();
          return index < emails.size() ? part.apply(emails.get(index)) : "";
        });
  }

  static ContactColumn date(String title, ContactField field, Function<LocalDate, String> shown) {
    return new ContactColumn(
        title,
        card -> {
          LocalDate date = card.date(field);
          return date == null ? "" : shown.apply(date);
        });
  }

  /** A column that is there for the programs, and always says the same. */
  static ContactColumn fixed(String title, String value) {
    return new ContactColumn(title, card -> value);
  }

  String of(ContactCard card) {
    return Objects.requireNonNull(value.apply(card));
  }
}

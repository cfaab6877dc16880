package io.rollcall.contacts.export;

import io.rollcall.contacts.ExtremeContacts;
import io.rollcall.graph.ContactCard;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A mailbox of extreme contacts in nested and empty folders. */
final class ExtremeMailbox {
  static final Instant TAKEN = Instant.parse("2026-11-29T02:00:00Z");
  static final List<List<String>> FOLDERS =
      List.of(
          List.of("Contacts"),
          List.of("Contacts", "Außen 😀; a,b\\c"),
          List.of("Contacts", "Außen 😀; a,b\\c", "פנימי"),
          List.of("Empty"),
          List.of("Empty", "Emptier"));
  private static final ExtremeContacts CONTACTS = new ExtremeContacts(5);

  private ExtremeMailbox() {}

  static ExportedMailbox of(int count) {
    return of(IntStream.range(0, count).mapToObj(ExtremeMailbox::contact).toList());
  }

  static ExportedMailbox of(List<ExportedContact> contacts) {
    return new ExportedMailbox(
        "ada@example.org", 7, TAKEN, FOLDERS, contacts.size(), contacts::stream);
  }

  static ExportedContact contact(int number) {
    return new ExportedContact(
        FOLDERS.get(number % 3),
        CONTACTS.card(number),
        CONTACTS.photo(number),
        CONTACTS.created(number),
        CONTACTS.modified(number));
  }

  static ExportedContact of(ContactCard card) {
    return new ExportedContact(FOLDERS.get(0), card, null, null, null);
  }

  static ContactCard full() {
    return CONTACTS.full(0);
  }

  static ContactCard withNotes(int units) {
    return CONTACTS.withNotes(CONTACTS.full(1), units);
  }

  static List<ContactCard> cards(ExportedMailbox mailbox) {
    try (Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      return contacts.map(ExportedContact::card).toList();
    }
  }
}

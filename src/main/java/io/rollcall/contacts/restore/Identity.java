package io.rollcall.contacts.restore;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a contact is known again when Graph's id tells nothing: its addresses; when it has none,
 * name, company and phones together. Letters' case, blanks and the punctuation of phones do not
 * count.
 */
record Identity(Set<String> addresses, String name, String company, Set<String> phones) {

  Identity {
    addresses = Set.copyOf(addresses);
    phones = Set.copyOf(phones);
  }

  static Identity of(ContactCard card) {
    String shown = normal(card.text(ContactField.DISPLAY_NAME));
    String made =
        normal(card.text(ContactField.GIVEN_NAME) + " " + card.text(ContactField.SURNAME));
    return new Identity(
        card.emails().stream()
            .map(email -> normal(email.address()))
            .filter(address -> !address.isEmpty())
            .collect(Collectors.toSet()),
        shown.isEmpty() ? made : shown,
        normal(card.text(ContactField.COMPANY_NAME)),
        Stream.of(
                card.texts(ContactField.BUSINESS_PHONES),
                card.texts(ContactField.HOME_PHONES),
                List.of(card.text(ContactField.MOBILE_PHONE)))
            .flatMap(List::stream)
            .map(phone -> phone.replaceAll("[^\\p{Nd}+]", ""))
            .filter(phone -> !phone.isEmpty())
            .collect(Collectors.toSet()));
  }

  private static String normal(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** Nothing to know it by: it is no other contact. */
  boolean isEmpty() {
    return addresses.isEmpty() && name.isEmpty() && company.isEmpty() && phones.isEmpty();
  }

  /** Where to look for those that it may mean: each key that both have, in order. */
  SortedSet<String> keys() {
    if (!addresses.isEmpty()) {
      return new TreeSet<>(addresses);
    }
    return isEmpty()
        ? new TreeSet<>()
        : new TreeSet<>(
            Set.of(String.join("\n", name, company, String.join("\n", new TreeSet<>(phones)), "")));
  }

  /** The same in all that it is known by. */
  boolean isExactly(Identity other) {
    return !isEmpty()
        && name.equals(other.name)
        && (addresses.isEmpty() ? equals(other) : addresses.equals(other.addresses));
  }

  /** An address in common, and no other name. */
  boolean sharesAddressAndName(Identity other) {
    return name.equals(other.name) && sharesAddress(other);
  }

  /** The same addresses, under another name: perhaps somebody else who shares them. */
  boolean hasSameAddresses(Identity other) {
    return !addresses.isEmpty() && addresses.equals(other.addresses);
  }

  /** Enough to delete the other for: two people can share addresses, or a name alone. */
  boolean isSurely(Identity other) {
    boolean sharesMore = !company.isEmpty() || !phones.isEmpty();
    return addresses.isEmpty()
        ? sharesMore && isExactly(other)
        : isExactly(other) || sharesAddressAndName(other);
  }

  private boolean sharesAddress(Identity other) {
    return addresses.stream().anyMatch(other.addresses::contains);
  }
}

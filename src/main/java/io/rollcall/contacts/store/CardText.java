package io.rollcall.contacts.store;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A card's fields as one text each, for people to read and compare. */
public final class CardText {

  private CardText() {}

  /**
   * A field that two cards do not have alike.
   *
   * @param before null when the one does not say it
   * @param after null when the other does not say it
   */
  public record Difference(ContactField field, @Nullable String before, @Nullable String after) {}

  /**
   * What differs, in the fields' order.
   *
   * @param before null for no card
   * @param after null for no card
   */
  public static List<Difference> between(
      @Nullable ContactCard before, @Nullable ContactCard after) {
    List<Difference> differences = new ArrayList<>();
    for (ContactField field : ContactField.values()) {
      Object was = value(before, field);
      Object is = value(after, field);
      if (!Objects.equals(was, is)) {
        differences.add(new Difference(field, text(was), text(is)));
      }
    }
    return differences;
  }

  private static @Nullable Object value(@Nullable ContactCard card, ContactField field) {
    return card == null ? null : card.values().get(field);
  }

  /** Every value of a card, each as a text. */
  public static Stream<String> values(ContactCard card) {
    return card.values().values().stream().map(value -> Objects.requireNonNull(text(value)));
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(CardText::text).collect(Collectors.joining("; "));
    }
    if (value instanceof ContactEmail email) {
      return email.address().isEmpty()
          ? email.name()
          : email.name().isEmpty() || email.name().equals(email.address())
              ? email.address()
              : "%s <%s>".formatted(email.name(), email.address());
    }
    if (value instanceof ContactAddress address) {
      String town = joined(" ", address.postalCode(), address.city());
      return joined(", ", address.street(), town, address.state(), address.country());
    }
    return value == null ? null : value.toString();
  }

  private static String joined(String between, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
  }

  /** What a person calls the contact: its name, else company, address or phone; never empty. */
  public static String label(ContactCard card) {
    Map<ContactField, Object> values = card.values();
    return Stream.of(
            ContactField.DISPLAY_NAME,
            ContactField.FILE_AS,
            ContactField.SURNAME,
            ContactField.GIVEN_NAME,
            ContactField.NICK_NAME,
            ContactField.COMPANY_NAME,
            ContactField.EMAIL_ADDRESSES,
            ContactField.MOBILE_PHONE,
            ContactField.BUSINESS_PHONES,
            ContactField.HOME_PHONES)
        .filter(values::containsKey)
        .map(field -> Objects.requireNonNull(text(values.get(field))))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("(without a name)");
  }
}

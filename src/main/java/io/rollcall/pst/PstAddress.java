package io.rollcall.pst;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A postal address. Parts that are not known are empty.
 *
 * @param street of one line or several
 */
public record PstAddress(
    String street,
    String city,
    String state,
    String postalCode,
    String country,
    String postOfficeBox) {

  /** Which of a contact's addresses. */
  public enum Kind {
    BUSINESS,
    HOME,
    OTHER
  }

  /** Whether no part is known. */
  public boolean isEmpty() {
    return Stream.of(street, city, state, postalCode, country, postOfficeBox)
        .allMatch(String::isEmpty);
  }

  /** All of it as lines, as on an envelope. */
  String whole() {
    return join("\r\n", street, postOfficeBox, join(" ", postalCode, city, state), country);
  }

  private static String join(String between, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
  }
}

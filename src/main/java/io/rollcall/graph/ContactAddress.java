package io.rollcall.graph;

/**
 * A postal address of a contact; what is absent is empty. A post-office box is no part of it in
 * Graph, but an extended property (<a
 * href="https://learn.microsoft.com/graph/api/resources/physicaladdress">physicalAddress</a>).
 *
 * @param street may have several lines
 */
public record ContactAddress(
    String street, String city, String state, String postalCode, String country) {

  boolean isEmpty() {
    return street.isEmpty()
        && city.isEmpty()
        && state.isEmpty()
        && postalCode.isEmpty()
        && country.isEmpty();
  }
}

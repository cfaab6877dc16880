package io.rollcall.graph;

/**
 * An e-mail address of a contact. Graph promises neither part: a name alone, or an address that is
 * none of SMTP (an X.500 name), occurs (<a
 * href="https://learn.microsoft.com/graph/api/resources/emailaddress">emailAddress</a>).
 *
 * @param name as shown; empty when there is none
 * @param address as stored; empty when there is none
 */
public record ContactEmail(String name, String address) {

  boolean isEmpty() {
    return name.isEmpty() && address.isEmpty();
  }
}

package io.rollcall.pst;

/**
 * An e-mail address.
 *
 * @param name shown instead of the address; empty for none
 * @param address SMTP, or X.500 when it begins with a slash
 */
public record PstEmail(String name, String address) {

  /** The name, or the address where there is none. */
  String shown() {
    return name.isEmpty() ? address : name;
  }

  /** SMTP, or EX for an address of an Exchange server's own directory. */
  String type() {
    return address.startsWith("/") ? "EX" : "SMTP";
  }
}

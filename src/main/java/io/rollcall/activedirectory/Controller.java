package io.rollcall.activedirectory;

import org.jspecify.annotations.Nullable;

/**
 * A domain controller.
 *
 * @param host the name that its certificate has
 * @param port null for the usual one: 636 for LDAPS, else 389
 */
public record Controller(String host, @Nullable Integer port) {

  /**
   * Reads {@code HOST} or {@code HOST:PORT}; an IPv6 address stands in brackets.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Controller parse(String text) {
    int bracket = text.startsWith("[") ? text.indexOf(']') : 0;
    int colon = bracket < 0 ? -1 : text.indexOf(':', bracket);
    String host = colon < 0 ? text : text.substring(0, colon);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.isBlank() || bare.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@')) {
      throw new IllegalArgumentException("a controller is written HOST or HOST:PORT");
    }
    return new Controller(bare, colon < 0 ? null : port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
    return Integer.parseInt(text);
  }

  int portFor(Security security) {
    if (port != null) {
      return port;
    }
    return security == Security.LDAPS ? 636 : 389;
  }
}

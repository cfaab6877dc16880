package io.rollcall.entra;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Addresses that a token may be sent to. */
public final class CloudAddress {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private CloudAddress() {}

  /**
   * The same without a slash at its end.
   *
   * @throws IllegalArgumentException for an address without host, with a query, or with plain http
   *     anywhere but on the loopback interface: the token would travel readable
   */
  public static URI checked(URI address) {
    String host = address.getHost();
    if (host == null || address.getRawQuery() != null || address.getRawUserInfo() != null) {
      throw new IllegalArgumentException(address + " is no address of a cloud: https://HOST/PATH");
    }
    boolean plain = "http".equals(address.getScheme());
    if (!"https".equals(address.getScheme()) && !(plain && LOOPBACK.contains(host))) {
      throw new IllegalArgumentException(
          address + " must begin with https; plain http is for the loopback interface alone");
    }
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
  }

  /** Scheme, host and port. */
  public static String origin(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return (address.getScheme() + "://" + address.getHost() + port).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a link of an answer leads to where the token may go. The scheme's own port may be
   * written or not, and this machine has several names.
   */
  public static boolean holds(URI address, String link) {
    try {
      URI other = URI.create(link);
      String host = host(address);
      String otherHost = host(other);
      return address.getScheme().equalsIgnoreCase(other.getScheme())
          && port(address) == port(other)
          && (host.equals(otherHost) || (LOOPBACK.contains(host) && LOOPBACK.contains(otherHost)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String host(URI address) {
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}

package io.rollcall.graph;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a cloud signs in and answers. Addresses of the national clouds: <a
 * href="https://learn.microsoft.com/graph/deployments">national cloud deployments</a>.
 *
 * @param graph with the version, without a slash at its end: {@code
 *     https://graph.microsoft.com/v1.0}
 * @param login without the tenant, without a slash at its end: {@code
 *     https://login.microsoftonline.com}
 */
public record GraphEndpoints(URI graph, URI login) {
  /** The worldwide cloud. */
  public static final GraphEndpoints GLOBAL =
      of("https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com");

  /** The cloud of the United States' government (GCC High). */
  public static final GraphEndpoints US_GOVERNMENT =
      of("https://graph.microsoft.us/v1.0", "https://login.microsoftonline.us");

  /** The cloud in China that 21Vianet runs. */
  public static final GraphEndpoints CHINA =
      of(
          "https://microsoftgraph.chinacloudapi.cn/v1.0",
          "https://login.partner.microsoftonline.cn");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /**
   * @throws IllegalArgumentException for an address without host, with a query, or with plain http
   *     anywhere but on the loopback interface: the token would travel readable
   */
  public GraphEndpoints {
    graph = checked(graph);
    login = checked(login);
  }

  /** From two addresses as text. */
  public static GraphEndpoints of(String graph, String login) {
    return new GraphEndpoints(URI.create(graph), URI.create(login));
  }

  /** The right that is asked for at sign-in: all that an administrator consented to. */
  String scope() {
    return origin(graph) + "/.default";
  }

  /** Whether a link of an answer leads to where the token may go. */
  boolean holds(String link) {
    try {
      return origin(URI.create(link)).equals(origin(graph));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String origin(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return (address.getScheme() + "://" + address.getHost() + port).toLowerCase(Locale.ROOT);
  }

  private static URI checked(URI address) {
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
}

package io.rollcall.graph;

import io.rollcall.entra.CloudAddress;
import java.net.URI;

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

  /**
   * @throws IllegalArgumentException for an address without host, with a query, or with plain http
   *     anywhere but on the loopback interface: the token would travel readable
   */
  public GraphEndpoints {
    graph = CloudAddress.checked(graph);
    login = CloudAddress.checked(login);
  }

  /** From two addresses as text. */
  public static GraphEndpoints of(String graph, String login) {
    return new GraphEndpoints(URI.create(graph), URI.create(login));
  }

  /** The right that is asked for at sign-in: all that an administrator consented to. */
  String scope() {
    return CloudAddress.origin(graph) + "/.default";
  }

  /** Whether a link of an answer leads to where the token may go. */
  boolean holds(String link) {
    return CloudAddress.holds(graph, link);
  }
}

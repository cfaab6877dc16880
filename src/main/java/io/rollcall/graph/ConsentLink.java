package io.rollcall.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The address at which an administrator of a tenant agrees to what the application may do (<a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-admin-consent">admin consent</a>).
 * Which permissions that are is written in the application's registration; the page shows them.
 *
 * @param permissions those that the registration must hold, to be shown beside the address
 */
public record ConsentLink(String address, List<Permission> permissions) {

  public ConsentLink {
    permissions = List.copyOf(permissions);
  }

  /**
   * Where the page leads back to when nobody waits for it: an empty page of Microsoft's own, which
   * the registration must name too (<a
   * href="https://learn.microsoft.com/entra/identity-platform/reply-url">redirect URIs</a>).
   */
  public static String emptyPage(GraphEndpoints endpoints) {
    return endpoints.login() + "/common/oauth2/nativeclient";
  }

  /**
   * @param tenantId the tenant's GUID or one of its domains
   * @param redirectUri one that the application's registration names: where the page leads back to,
   *     with {@code admin_consent=True}
   * @param state comes back unchanged, for whoever receives the answer
   * @param permissions {@link Permission#toRead} or {@link Permission#toRestore}
   */
  public static ConsentLink of(
      GraphEndpoints endpoints,
      String tenantId,
      String clientId,
      String redirectUri,
      String state,
      List<Permission> permissions) {
    String address =
        "%s/%s/adminconsent?client_id=%s&state=%s&redirect_uri=%s"
            .formatted(
                endpoints.login(),
                encoded(tenantId),
                encoded(clientId),
                encoded(state),
                encoded(redirectUri));
    return new ConsentLink(address, permissions);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

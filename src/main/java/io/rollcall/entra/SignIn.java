package io.rollcall.entra;

import java.net.URI;

/**
 * All that it takes to sign in to one tenant.
 *
 * @param organization the organization's key, for messages
 * @param tenantId the tenant's GUID or one of its domains
 * @param login without the tenant, without a slash at its end: {@code
 *     https://login.microsoftonline.com}
 * @param scope the right that is asked for: all that an administrator consented to on one resource,
 *     {@code https://graph.microsoft.com/.default}
 * @param consent what to do when the tenant does not know the application, as a next step
 */
public record SignIn(
    String organization,
    String tenantId,
    AppCredential credential,
    URI login,
    String scope,
    Patience patience,
    String consent) {
  private static final String TENANT = "[A-Za-z0-9.-]+";

  /**
   * @throws IllegalArgumentException for a tenant that is neither a GUID nor a domain
   */
  public SignIn {
    requireTenant(organization, tenantId);
  }

  /**
   * @throws IllegalArgumentException for a tenant that is neither a GUID nor a domain
   */
  public static void requireTenant(String organization, String tenantId) {
    if (!tenantId.matches(TENANT)) {
      throw new IllegalArgumentException(
          "organization " + organization + ": the tenant id must be a GUID or a domain");
    }
  }

  /** Where tokens are given. */
  String tokenAddress() {
    return login + "/" + tenantId + "/oauth2/v2.0/token";
  }
}

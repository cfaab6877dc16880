package io.rollcall.graph;

import io.rollcall.entra.AppCredential;
import io.rollcall.entra.Patience;
import io.rollcall.entra.SignIn;

/**
 * All that it takes to read one tenant.
 *
 * @param organization the organization's key, for messages
 * @param tenantId the tenant's GUID or one of its domains
 * @param unitsPerTenSeconds resource units to spend at most in 10 seconds, at least 1; see {@link
 *     #SMALLEST_TENANT_UNITS}
 */
public record GraphConnection(
    String organization,
    String tenantId,
    AppCredential credential,
    GraphEndpoints endpoints,
    Patience patience,
    int unitsPerTenSeconds) {
  /**
   * What a tenant below 50 users grants to one application in 10 seconds; up to 500 users it is
   * 5,000, above 8,000 (<a href="https://learn.microsoft.com/graph/throttling-limits">throttling
   * limits</a>). Delta pages cost one or two, so that a single reader is far below it.
   */
  public static final int SMALLEST_TENANT_UNITS = 3500;

  /**
   * @throws IllegalArgumentException for a tenant that is neither a GUID nor a domain
   */
  public GraphConnection {
    SignIn.requireTenant(organization, tenantId);
  }

  SignIn signIn() {
    return new SignIn(
        organization,
        tenantId,
        credential,
        endpoints.login(),
        endpoints.scope(),
        patience,
        new Explanations(organization).consent());
  }

  /** In the worldwide cloud, with default patience. */
  public static GraphConnection of(String organization, String tenantId, AppCredential credential) {
    return new GraphConnection(
        organization,
        tenantId,
        credential,
        GraphEndpoints.GLOBAL,
        Patience.DEFAULT,
        SMALLEST_TENANT_UNITS);
  }
}

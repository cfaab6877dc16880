package io.rollcall.cli;

import io.rollcall.graph.GraphEndpoints;
import io.rollcall.kernel.Organization;
import org.jspecify.annotations.Nullable;

/** The application that signs in to an organization's tenant, and in which cloud. */
record TenantApplication(String clientId, GraphEndpoints endpoints) {

  /**
   * @param given by the person; null: what the organization's jobs say
   */
  static TenantApplication of(Program program, Organization organization, @Nullable String given) {
    if (given == null) {
      throw Session.wrongUse(
          "no job says which application signs in to " + organization.key(),
          "add --client-id ID: the application's id (client id) in its registration");
    }
    return new TenantApplication(given, GraphEndpoints.GLOBAL);
  }
}

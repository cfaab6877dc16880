package io.rollcall.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenant itself.
 *
 * @param id the tenant's GUID
 * @param displayName its name for people; null when it has none
 * @param verifiedDomains in the order of the answer
 */
public record GraphOrganization(
    String id, @Nullable String displayName, List<VerifiedDomain> verifiedDomains) {

  /**
   * A domain that the tenant has proved to own.
   *
   * @param initial the {@code .onmicrosoft.com} one that the tenant was made with
   * @param mail the tenant receives mail for it
   */
  public record VerifiedDomain(String name, boolean isDefault, boolean initial, boolean mail) {}
}

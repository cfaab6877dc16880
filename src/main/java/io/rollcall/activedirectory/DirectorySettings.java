package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.DN;
import io.rollcall.kernel.SecretRef;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which directory, how it is reached, and where an organization's objects are in it.
 *
 * @param controllers tried in this order until one lets us in; at least one
 * @param trust PEM certificates, of authorities or of the controllers; null for those that Java
 *     trusts
 * @param user a distinguished name, {@code DOMAIN\name} or {@code name@domain}
 * @param base the naming context; null for the controller's default one
 * @param units distinguished names of the organizational units that are read; empty for all below
 *     the base
 * @param acceptedDomainsOnly leave out what has its primary address in none of the organization's
 *     accepted domains
 * @param pageSize entries asked for at once, 1 to 1000 (MaxPageSize of Active Directory)
 */
public record DirectorySettings(
    List<Controller> controllers,
    Security security,
    @Nullable Path trust,
    String user,
    SecretRef password,
    @Nullable String base,
    List<String> units,
    boolean acceptedDomainsOnly,
    int pageSize) {

  /**
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public DirectorySettings {
    controllers = List.copyOf(controllers);
    units = List.copyOf(units);
    require(!controllers.isEmpty(), "controllers: name at least one");
    require(!user.isBlank(), "user is empty");
    require(pageSize >= 1 && pageSize <= 1000, "page-size is 1 to 1000");
    require(base == null || DN.isValidDN(base), "base is no distinguished name");
    require(
        units.stream().allMatch(unit -> !unit.isBlank() && DN.isValidDN(unit)),
        "units are distinguished names: OU=acme,DC=example,DC=com");
    require(security != Security.NONE || trust == null, "trust has no use with security: none");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

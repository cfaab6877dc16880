package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holders of rights that are none of the organization's objects, by the names that Exchange's
 * cmdlets show for them ({@code DOMAIN\name}): else the same holder would be another one in an
 * export. Of the connected domain, and of the SIDs that are the same everywhere (MS-DTYP 2.4.2.4);
 * all others stay SIDs, as Exchange shows those of deleted accounts too.
 */
final class Principals {
  private static final Map<String, String> WELL_KNOWN =
      Map.of(
          "S-1-1-0", "Everyone",
          "S-1-5-7", "NT AUTHORITY\\ANONYMOUS LOGON",
          "S-1-5-11", "NT AUTHORITY\\Authenticated Users",
          "S-1-5-18", "NT AUTHORITY\\SYSTEM",
          "S-1-5-20", "NT AUTHORITY\\NETWORK SERVICE",
          "S-1-5-32-544", "BUILTIN\\Administrators",
          "S-1-5-32-548", "BUILTIN\\Account Operators");

  private final Connection connection;
  private final String base;
  private final String configuration;
  private final Map<String, String> names = new HashMap<>(WELL_KNOWN);
  private @Nullable String domain;

  /**
   * @param base the domain
   * @param configuration where the forest keeps the names of its domains
   */
  Principals(Connection connection, String base, String configuration) {
    this.connection = connection;
    this.base = base;
    this.configuration = configuration;
  }

  /** The name of a SID's holder; the SID where the directory has none for it. */
  String name(String sid) {
    String known = names.get(sid);
    if (known == null) {
      known = look(sid);
      names.put(sid, known);
    }
    return known;
  }

  private String look(String sid) {
    byte[] octets = Octets.ofSid(sid);
    String account =
        octets == null
            ? null
            : only(base, Filter.createEqualityFilter("objectSid", octets), "sAMAccountName");
    return account == null || domain().isEmpty() ? sid : domain() + "\\" + account;
  }

  /** Its short name; empty when the account may not read it. */
  private String domain() {
    if (domain == null) {
      String found =
          only(
              configuration,
              Filter.createANDFilter(
                  Filter.createEqualityFilter("objectClass", "crossRef"),
                  Filter.createEqualityFilter("nCName", base)),
              "nETBIOSName");
      domain = found == null ? "" : found;
    }
    return domain;
  }

  /** What the one entry that answers says; null when there is none, or more than one. */
  private @Nullable String only(String below, Filter filter, String attribute) {
    List<Entry> found = connection.some(below, filter, 2, new Control[0], attribute);
    return found.size() == 1 ? found.get(0).text(attribute) : null;
  }
}

package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Locale;

/** Distinguished names, and the forms in which Exchange shows them. */
final class Names {

  private Names() {}

  /** The same text for all spellings of a name. */
  static String normalized(String dn) {
    try {
      return new DN(dn).toNormalizedString();
    } catch (LDAPException e) {
      return dn.toLowerCase(Locale.ROOT);
    }
  }

  /** The first part's value: of a database's name the database. */
  static String first(String dn) {
    try {
      RDN rdn = new DN(dn).getRDN();
      return rdn == null ? dn : rdn.getAttributeValues()[0];
    } catch (LDAPException e) {
      return dn;
    }
  }

  /** {@code hosting.example/acme/Ada Adler}, as Exchange's cmdlets show references. */
  static String canonical(String dn) {
    try {
      StringBuilder domain = new StringBuilder();
      StringBuilder path = new StringBuilder();
      for (RDN rdn : new DN(dn).getRDNs()) {
        String value = rdn.getAttributeValues()[0];
        if (rdn.getAttributeNames()[0].equalsIgnoreCase("DC")) {
          domain.append(domain.isEmpty() ? "" : ".").append(value);
        } else {
          path.insert(0, "/" + value.replace("\\", "\\\\").replace("/", "\\/"));
        }
      }
      return domain.isEmpty() ? dn : domain.append(path).toString();
    } catch (LDAPException e) {
      return dn;
    }
  }
}

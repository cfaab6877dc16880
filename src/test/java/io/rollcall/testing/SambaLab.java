package io.rollcall.testing;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domain controller of {@code scripts/samba-lab}; started once, and left running. */
public final class SambaLab implements AutoCloseable {
  private final Map<String, String> settings = new HashMap<>();
  private final LDAPConnection ldap;

  public SambaLab() {
    try {
      Process up =
          new ProcessBuilder("scripts/samba-lab", "up")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var lines = up.inputReader()) {
        lines.lines().forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
      }
      if (up.waitFor() != 0) {
        throw new IllegalStateException("scripts/samba-lab up failed; it says why above");
      }
      ldap = new LDAPConnection("localhost", 389, user(), password());
    } catch (IOException | InterruptedException | LDAPException e) {
      throw new IllegalStateException("no Samba to test with", e);
    }
  }

  public String base() {
    return settings.get("LDAP_BASE");
  }

  public String user() {
    return settings.get("LDAP_USER");
  }

  public String password() {
    return settings.get("LDAP_PASSWORD");
  }

  public Path trust() {
    return Path.of(settings.get("LDAP_TRUST"));
  }

  /** A new unit. */
  public String unit(String name) {
    String dn = "OU=" + name + "," + base();
    add(dn, "organizationalUnit", Map.of());
    return dn;
  }

  public void add(String dn, String objectClass, Map<String, ?> values) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", objectClass));
    values.forEach(
        (name, value) ->
            attributes.add(
                value instanceof byte[] octets
                    ? new Attribute(name, octets)
                    : value instanceof List<?> list
                        ? new Attribute(name, list.stream().map(Object::toString).toList())
                        : new Attribute(name, value.toString())));
    try {
      ldap.add(new Entry(dn, attributes));
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  public void set(String dn, String attribute, String value) {
    try {
      ldap.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  @Override
  public void close() {
    ldap.close();
  }
}

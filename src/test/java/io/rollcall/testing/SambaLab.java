package io.rollcall.testing;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domain controller of {@code scripts/samba-lab}; started once, and left running. */
public final class SambaLab implements AutoCloseable {
  private static final String DESCRIPTOR = "nTSecurityDescriptor";

  /** Of the descriptor its DACL alone (MS-ADTS 3.1.1.3.4.1.11). */
  private static final Control DACL =
      new Control(
          "1.2.840.113556.1.4.801",
          true,
          new ASN1OctetString(new ASN1Sequence(new ASN1Integer(4)).encode()));

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

  /** The bytes of an attribute's value. */
  public byte[] octets(String dn, String attribute) {
    try {
      return ldap.getEntry(dn, attribute).getAttributeValueBytes(attribute);
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  /** Lets the holders of these SIDs send as an object: entries at the end of its DACL. */
  public void sendAs(String dn, byte[]... sids) {
    try {
      SearchRequest ask =
          new SearchRequest(
              dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), DESCRIPTOR);
      ask.setControls(DACL);
      byte[] before = ldap.search(ask).getSearchEntries().get(0).getAttributeValueBytes(DESCRIPTOR);
      ModifyRequest change =
          new ModifyRequest(
              dn, new Modification(ModificationType.REPLACE, DESCRIPTOR, longer(before, sids)));
      change.setControls(DACL);
      ldap.modify(change);
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  private static byte[] longer(byte[] descriptor, byte[]... sids) {
    ByteBuffer old = ByteBuffer.wrap(descriptor).order(ByteOrder.LITTLE_ENDIAN);
    int dacl = old.getInt(16);
    int size = old.getShort(dacl + 2) & 0xFFFF;
    byte[][] entries = Arrays.stream(sids).map(TestDirectory::sendAsEntry).toArray(byte[][]::new);
    int more = Arrays.stream(entries).mapToInt(entry -> entry.length).sum();
    ByteBuffer out = ByteBuffer.allocate(20 + size + more).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 1).putShort((short) 0x8004).putInt(0).putInt(0).putInt(0).putInt(20);
    out.putShort((short) 4).putShort((short) (size + more));
    out.putInt((old.getShort(dacl + 4) & 0xFFFF) + entries.length);
    out.put(descriptor, dacl + 8, size - 8);
    Arrays.stream(entries).forEach(out::put);
    return out.array();
  }

  @Override
  public void close() {
    ldap.close();
  }
}

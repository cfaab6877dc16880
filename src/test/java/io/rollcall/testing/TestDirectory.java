package io.rollcall.testing;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A directory with an Exchange-like tree, on loopback, which answers as Active Directory does:
 * pages of 1000, parts of 1500 values, and troubles on demand.
 */
public final class TestDirectory implements AutoCloseable {
  public static final String BASE = "DC=lab,DC=example,DC=test";
  public static final String USER = "CN=svc-rollcall,CN=Users," + BASE;
  public static final String PASSWORD = "Lab-Passw0rd!";

  private static final UUID SEND_AS = UUID.fromString("ab721a54-1e2f-11d0-9819-00aa0040529b");
  private static final int SEND_AS_HEAD = 28;

  private final InMemoryDirectoryServer server;
  private final Troubles troubles = new Troubles();

  private TestDirectory(InMemoryListenerConfig listener) {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.setSchema(null);
      config.addAdditionalBindCredentials(USER, PASSWORD);
      config.setListenerConfigs(listener);
      config.addInMemoryOperationInterceptor(troubles);
      config.setGenerateOperationalAttributes(false);
      config.setMaxConnections(20);
      server = new InMemoryDirectoryServer(config);
      troubles.server = server;
      server.startListening();
      server.add(new Entry(BASE, new Attribute("objectClass", "domainDNS")));
      server.add(new Entry("CN=Users," + BASE, new Attribute("objectClass", "container")));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without TLS. */
  public static TestDirectory plain() {
    try {
      return new TestDirectory(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With TLS from the first byte, or with StartTLS. */
  public static TestDirectory tls(TestCertificate certificate, boolean startTls) {
    try {
      return new TestDirectory(
          startTls
              ? InMemoryListenerConfig.createLDAPConfig(
                  "starttls", null, 0, certificate.context().getSocketFactory())
              : InMemoryListenerConfig.createLDAPSConfig(
                  "ldaps", certificate.context().getServerSocketFactory()));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getListenPort();
  }

  public Troubles troubles() {
    return troubles;
  }

  // the tree

  public String unit(String key) {
    String dn = "OU=" + key + "," + BASE;
    add(dn, Map.of("objectClass", List.of("organizationalUnit")));
    return dn;
  }

  /** Adds an entry; values are text, or octets. */
  public void add(String dn, Map<String, ? extends List<?>> attributes) {
    List<Attribute> all = new ArrayList<>();
    new TreeMap<>(attributes)
        .forEach(
            (name, values) ->
                all.add(
                    new Attribute(
                        name, values.stream().map(TestDirectory::octets).toArray(byte[][]::new))));
    try {
      server.add(new Entry(dn, all));
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  /** Adds an entry without attributes unless it is there. */
  public void addOnce(String dn, String objectClass) {
    addOnce(dn, objectClass, Map.of());
  }

  /** Adds an entry unless it is there. */
  public void addOnce(String dn, String objectClass, Map<String, ? extends List<?>> attributes) {
    try {
      if (server.getEntry(dn) != null) {
        return;
      }
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
    Map<String, List<?>> all = new TreeMap<>(attributes);
    all.put("objectClass", List.of(objectClass));
    add(dn, all);
  }

  public void set(String dn, String attribute, Object... values) {
    byte[][] octets = Arrays.stream(values).map(TestDirectory::octets).toArray(byte[][]::new);
    try {
      server.modify(dn, new Modification(ModificationType.REPLACE, attribute, octets));
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  public void addValue(String dn, String attribute, Object value) {
    try {
      server.modify(dn, new Modification(ModificationType.ADD, attribute, octets(value)));
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  public void delete(String dn) {
    try {
      server.delete(dn);
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  private static byte[] octets(Object value) {
    return value instanceof byte[] bytes
        ? bytes
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A GUID in the order in which Active Directory keeps its bytes. */
  public static byte[] octets(UUID guid) {
    ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    long high = guid.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    return out.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits()).array();
  }

  /** The SID S-1-5-21-1-2-3-NUMBER. */
  public static byte[] sid(int number) {
    ByteBuffer out = ByteBuffer.allocate(28);
    out.put((byte) 1).put((byte) 5).putShort((short) 0).putInt(5).order(ByteOrder.LITTLE_ENDIAN);
    return out.putInt(21).putInt(1).putInt(2).putInt(3).putInt(number).array();
  }

  /** A security descriptor that lets the holders of these SIDs send as the object. */
  public static byte[] sendAs(byte[]... sids) {
    int size = 8 + Arrays.stream(sids).mapToInt(sid -> SEND_AS_HEAD + sid.length).sum();
    ByteBuffer out = ByteBuffer.allocate(20 + size).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 1).putShort((short) 0x8004).putInt(0).putInt(0).putInt(0).putInt(20);
    out.putShort((short) 4).putShort((short) size).putInt(sids.length);
    for (byte[] sid : sids) {
      out.put(sendAsEntry(sid));
    }
    return out.array();
  }

  /** One entry of such a descriptor: an object's allowed extended right (MS-DTYP 2.4.4.3). */
  public static byte[] sendAsEntry(byte[] sid) {
    ByteBuffer out = ByteBuffer.allocate(SEND_AS_HEAD + sid.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 5).putShort((short) out.capacity()).putInt(0x100).putInt(1);
    return out.put(octets(SEND_AS)).put(sid).array();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}

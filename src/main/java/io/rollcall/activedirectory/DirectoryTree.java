package io.rollcall.activedirectory;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.RootDSE;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A directory that we are signed in to, and where the organization's objects are in it.
 *
 * @param bases where to search
 * @param known the attributes that its schema has
 * @param principals who holds rights without being one of the objects
 */
record DirectoryTree(
    Connection connection,
    List<String> bases,
    Scope scope,
    SchemaAttributes known,
    Principals principals) {

  /**
   * LDAP_SERVER_SD_FLAGS_OID (MS-ADTS 3.1.1.3.4.1.11) with DACL_SECURITY_INFORMATION: without it an
   * account that may not read audit rules gets no descriptor at all.
   */
  static final Control[] DACL = {
    new Control(
        "1.2.840.113556.1.4.801",
        false,
        new ASN1OctetString(new ASN1Sequence(new ASN1Integer(4)).encode()))
  };

  private static final int SAMPLES = 100;

  static DirectoryTree of(Connection connection, DirectorySettings settings, Scope scope) {
    RootDSE root = connection.rootDse();
    SchemaAttributes known = SchemaAttributes.of(connection, root.getSubschemaSubentryDN());
    if (!known.hasExchange()) {
      throw Failures.failed(
          "the directory of %s was never prepared for Exchange: its schema has no %s"
              .formatted(connection.name(), RecipientTypes.ATTRIBUTE),
          "name a domain controller of the forest that Exchange uses",
          null);
    }
    String base = settings.base() == null ? defaultBase(connection, root) : settings.base();
    String context = root.getAttributeValue("defaultNamingContext");
    // A base may be a unit; accounts, and the domain's short name, are the whole domain's.
    String domain = context == null ? base : context;
    return new DirectoryTree(
        connection,
        scope.bases(base),
        scope,
        known,
        new Principals(connection, domain, configuration(root, domain)));
  }

  private static String configuration(RootDSE root, String domain) {
    String configuration = root.getAttributeValue("configurationNamingContext");
    return configuration == null ? "CN=Configuration," + domain : configuration;
  }

  private static String defaultBase(Connection connection, RootDSE root) {
    String base = root.getAttributeValue("defaultNamingContext");
    String[] contexts = root.getNamingContextDNs();
    if (base == null && contexts != null && contexts.length == 1) {
      base = contexts[0];
    }
    if (base == null) {
      throw Failures.failed(
          connection.name() + " does not name a default naming context",
          "name the domain in source.base: DC=example,DC=com",
          null);
    }
    return base;
  }

  /** Some of the organization's objects below a base: proof that a search is answered. */
  List<Entry> sample(String base) {
    return connection
        .some(
            base,
            scope.narrowed(RecipientTypes.known()),
            SAMPLES,
            DACL,
            "displayName",
            "objectClass",
            "proxyAddresses",
            "mail",
            RecipientTypes.ATTRIBUTE,
            Permissions.DESCRIPTOR)
        .stream()
        .filter(scope::takes)
        .toList();
  }

  /** All attributes that objects are made of. */
  static List<String> attributes() {
    Set<String> names =
        new TreeSet<>(
            Set.of(
                "objectClass",
                "objectGUID",
                "msExchMailboxGuid",
                "msExchExternalDirectoryObjectId",
                "legacyExchangeDN",
                "sAMAccountName",
                "userPrincipalName",
                "mail",
                RecipientTypes.ATTRIBUTE,
                Permissions.DESCRIPTOR));
    names.addAll(Mailboxes.attributes());
    names.addAll(Lists.attributes());
    names.addAll(Contacts.attributes());
    return new ArrayList<>(names);
  }
}

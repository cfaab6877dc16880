package io.rollcall.bench;

import io.rollcall.testing.TestDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A directory as a hosting company's: units of mailboxes with all that Exchange adds, and lists.
 */
final class LargeDirectory {
  private static final int PER_LIST = 1000;

  private final TestDirectory directory = TestDirectory.plain();
  private final List<String> units = new ArrayList<>();
  private final int mailboxes;
  private final int members;

  private LargeDirectory(int mailboxes, int members) {
    this.mailboxes = mailboxes;
    this.members = Math.min(members, mailboxes);
  }

  static TestDirectory of(int mailboxes, int members, int units) {
    LargeDirectory large = new LargeDirectory(mailboxes, members);
    for (int i = 0; i < units; i++) {
      large.units.add(large.directory.unit("unit" + i));
    }
    for (int i = 0; i < mailboxes; i++) {
      large.mailbox(i);
    }
    for (int i = 0; i < mailboxes / PER_LIST; i++) {
      large.list(i);
    }
    return large.directory;
  }

  private String dn(String name, int number) {
    return "CN=%s%d,%s".formatted(name, number, units.get(number % units.size()));
  }

  private Map<String, List<?>> recipient(String name, int number, String objectClass, long type) {
    String address = name + number + "@" + SourceStandIn.DOMAIN;
    UUID guid = UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
    Map<String, List<?>> values = new HashMap<>();
    values.put("objectClass", List.of("top", objectClass));
    values.put("objectGUID", List.of(TestDirectory.octets(guid)));
    values.put("displayName", List.of("Display name of " + name + " " + number));
    values.put("mailNickname", List.of(name + number));
    values.put("sAMAccountName", List.of(name + number));
    values.put("msExchRecipientTypeDetails", List.of(type));
    values.put("proxyAddresses", List.of("SMTP:" + address, "smtp:old." + address));
    values.put("mail", List.of(address));
    values.put("legacyExchangeDN", List.of("/o=Org/ou=Group/cn=Recipients/cn=" + name + number));
    values.put("whenCreated", List.of("20250913133531.0Z"));
    return values;
  }

  private void mailbox(int number) {
    Map<String, List<?>> values = recipient("m", number, "user", number % 50 == 0 ? 4 : 1);
    values.put("objectSid", List.of(TestDirectory.sid(number)));
    values.put("userAccountControl", List.of(512));
    values.put("userPrincipalName", List.of("m" + number + "@" + SourceStandIn.DOMAIN));
    values.put("givenName", List.of("Given"));
    values.put("sn", List.of("Surname " + number));
    values.put("department", List.of("Department " + number % 40));
    values.put("telephoneNumber", List.of("+49 30 " + number));
    values.put("mDBUseDefaults", List.of(number % 3 == 0 ? "TRUE" : "FALSE"));
    values.put("mDBOverQuotaLimit", List.of(2_097_152 + number));
    values.put("garbageCollPeriod", List.of(1_209_600));
    values.put("protocolSettings", List.of("OWA§1", "POP3§0§1"));
    values.put("homeMDB", List.of("CN=DB01,CN=Databases,CN=Configuration," + TestDirectory.BASE));
    values.put("msExchHomeServerName", List.of("/o=Org/ou=Group/cn=Servers/cn=EX01"));
    if (number % 10 == 0) {
      values.put("publicDelegates", List.of(dn("m", (number + 7) % mailboxes)));
      values.put(
          "nTSecurityDescriptor",
          List.of(TestDirectory.sendAs(TestDirectory.sid((number + 3) % mailboxes))));
    }
    directory.add(dn("m", number), values);
  }

  private void list(int number) {
    Map<String, List<?>> values = recipient("l", number, "group", 256);
    values.put("groupType", List.of(8));
    List<String> in = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      in.add(dn("m", (number * PER_LIST + i) % mailboxes));
    }
    values.put("member", in);
    directory.add(dn("l", number), values);
  }
}

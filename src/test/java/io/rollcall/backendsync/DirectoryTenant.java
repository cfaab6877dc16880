package io.rollcall.backendsync;

import io.rollcall.testing.TestDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An organization's objects in a directory, with the GUIDs that its tenant has for them. */
final class DirectoryTenant {
  private final Tenant tenant;
  private final TestDirectory directory;
  private final String unit;
  private final Map<String, Exported> exported = new LinkedHashMap<>();
  private int sids;

  DirectoryTenant(Tenant tenant, TestDirectory directory) {
    this.tenant = tenant;
    this.directory = directory;
    this.unit = directory.unit(tenant.key);
  }

  String dn(String name) {
    return "CN=" + name + "," + unit;
  }

  private Map<String, List<?>> recipient(String name, String objectClass, long type) {
    Map<String, List<?>> attributes = new HashMap<>();
    attributes.put("objectClass", List.of("top", objectClass));
    attributes.put("objectGUID", List.of(TestDirectory.octets(tenant.guid(name))));
    attributes.put("displayName", List.of(name));
    attributes.put("mailNickname", List.of(name));
    attributes.put("msExchRecipientTypeDetails", List.of(type));
    attributes.put(
        "proxyAddresses",
        List.of("SMTP:" + tenant.address(name), "smtp:" + name + ".old@" + tenant.domain));
    attributes.put("mail", List.of(tenant.address(name)));
    attributes.put("whenCreated", List.of("20250913133531.0Z"));
    return attributes;
  }

  DirectoryTenant mailbox(String name, long type) {
    Map<String, List<?>> attributes = recipient(name, "user", type);
    attributes.put("objectSid", List.of(TestDirectory.sid(1000 + sids++)));
    attributes.put("userAccountControl", List.of(type == 1 ? 512 : 514));
    attributes.put("mDBUseDefaults", List.of("FALSE"));
    attributes.put("mDBOverQuotaLimit", List.of(2097152));
    attributes.put("garbageCollPeriod", List.of(1209600));
    attributes.put("protocolSettings", List.of("OWA§1", "POP3§0§1"));
    attributes.put(
        "homeMDB", List.of("CN=DB01,CN=Databases,CN=Configuration," + TestDirectory.BASE));
    attributes.put("msExchHomeServerName", List.of("/o=Org/ou=Group/cn=Servers/cn=EX01"));
    attributes.put("msExchELCMailboxFlags", List.of(146));
    if (type == 2) {
      attributes.put("msExchMasterAccountSid", List.of(TestDirectory.sid(77)));
    }
    directory.add(dn(name), attributes);
    exported.put(
        name,
        addressed(name, tenant.mailbox(name))
            .set("general", "accountDisabled", type != 1)
            .set("general", "linkedMasterAccount", type == 2 ? "OTHER\\ada" : "")
            .set("general", "whenCreated", "2025-09-13T13:35:31.0000000Z")
            .set("email-address-policy", "emailAddressPolicyEnabled", true)
            .set("email-address-policy", "windowsEmailAddress", tenant.address(name))
            .set("mail-flow", "deliverToMailboxAndForward", false)
            .set("mail-flow", "recipientLimits", "Unlimited")
            .set("mail-flow", "maxSendSize", "Unlimited")
            .set("mail-flow", "maxReceiveSize", "Unlimited")
            .set("mail-flow", "requireSenderAuthenticationEnabled", false)
            .set("mail-flow", "retainDeletedItemsFor", "14.00:00:00")
            .set("mail-flow", "useDatabaseRetentionDefaults", false)
            .set("mail-flow", "messageCopyForSentAsEnabled", true)
            .set("mail-flow", "messageCopyForSendOnBehalfEnabled", false)
            .set("mail-flow", "moderationEnabled", false)
            .set("mail-flow", "sendModerationNotifications", "Always")
            .set("advanced.quota", "useDatabaseQuotaDefaults", false)
            .set("advanced.quota", "issueWarningQuota", "Unlimited")
            .set("advanced.quota", "prohibitSendQuota", "2 GB (2,147,483,648 bytes)")
            .set("advanced.quota", "prohibitSendReceiveQuota", "Unlimited")
            .set("advanced.quota", "recoverableItemsQuota", "Unlimited")
            .set("advanced.quota", "recoverableItemsWarningQuota", "Unlimited")
            .set("advanced.protocols", "owaEnabled", true)
            .set("advanced.protocols", "activeSyncEnabled", true)
            .set("advanced.protocols", "mapiEnabled", true)
            .set("advanced.protocols", "popEnabled", false)
            .set("advanced.protocols", "imapEnabled", true)
            .set("advanced.protocols", "activeSyncMailboxPolicy", "Default")
            .set("database", "database", "DB01")
            .set("database", "serverName", "EX01")
            .set("archive", "archiveGuid", "00000000-0000-0000-0000-000000000000")
            .set("unified-messaging", "umEnabled", false)
            .set("automatic-replies", "autoReplyState", "Disabled")
            .set("retention", "retentionHoldEnabled", false)
            .set("retention", "singleItemRecoveryEnabled", true)
            .set("retention", "litigationHoldEnabled", false)
            .set("retention", "litigationHoldDuration", "Unlimited")
            .trustees("full-access", tenant.ref(name))
            .trustees("send-on-behalf"));
    return this;
  }

  private Exported addressed(String name, Exported object) {
    return object
        .identity("distinguishedName", dn(name))
        .set("general", "alias", name)
        .set("general", "hiddenFromAddressListsEnabled", false)
        .addresses("smtp:" + name + ".old@" + tenant.domain, "SMTP:" + tenant.address(name));
  }

  DirectoryTenant list(String name, long type, String... members) {
    Map<String, List<?>> attributes = recipient(name, "group", type);
    attributes.put("groupType", List.of(type == 1024 ? -2147483640 : 8));
    List<String> dns = new ArrayList<>();
    List<Object> references = new ArrayList<>();
    for (String member : members) {
      dns.add(dn(member));
      references.add(tenant.ref(member));
    }
    attributes.put("member", dns);
    directory.add(dn(name), attributes);
    exported.put(
        name,
        addressed(name, tenant.list(name))
            .set("general", "groupType", "Universal")
            .set("general", "whenCreated", "2025-09-13T13:35:31.0000000Z")
            .set("advanced", "requireSenderAuthenticationEnabled", false)
            .set("advanced", "maxSendSize", "Unlimited")
            .set("advanced", "maxReceiveSize", "Unlimited")
            .set("advanced", "memberJoinRestriction", "Closed")
            .set("advanced", "memberDepartRestriction", "Closed")
            .set("advanced", "reportToManagerEnabled", false)
            .set("advanced", "reportToOriginatorEnabled", false)
            .set("advanced", "sendOofMessageToOriginatorEnabled", false)
            .set("advanced", "moderationEnabled", false)
            .set("advanced", "sendModerationNotifications", "Always")
            .set("advanced", "bypassNestedModerationEnabled", false)
            .members(references.toArray())
            .trustees("send-on-behalf"));
    return this;
  }

  void addMember(String list, String dn) {
    directory.add(dn, Map.of("objectClass", List.of("user")));
    directory.addValue(dn(list), "member", dn);
  }

  DirectoryTenant dynamic(String name) {
    Map<String, List<?>> attributes = recipient(name, "msExchDynamicDistributionList", 2048);
    attributes.put("msExchDynamicDLFilter", List.of("(mailNickname=*)"));
    attributes.put("msExchDynamicDLBaseDN", List.of(unit));
    directory.add(dn(name), attributes);
    return this;
  }

  DirectoryTenant contact(String name) {
    Map<String, List<?>> attributes = recipient(name, "contact", 64);
    attributes.put("targetAddress", List.of("SMTP:" + name + "@client.example"));
    directory.add(dn(name), attributes);
    exported.put(
        name,
        addressed(name, tenant.contact(name))
            .set("general", "externalEmailAddress", name + "@client.example")
            .set("mail-flow", "useMapiRichTextFormat", "UseDefaultSettings")
            .set("mail-flow", "messageFormat", "Mime")
            .set("mail-flow", "requireSenderAuthenticationEnabled", false)
            .set("mail-flow", "maxReceiveSize", "Unlimited")
            .set("mail-flow", "maxRecipientPerMessage", "Unlimited")
            .set("mail-flow", "moderationEnabled", false)
            .set("mail-flow", "sendModerationNotifications", "Always"));
    return this;
  }

  /** A mailbox in the unit whose address is in nobody's domain. */
  void elsewhere(String name) {
    Map<String, List<?>> attributes = recipient(name, "user", 1);
    attributes.put("proxyAddresses", List.of("SMTP:" + name + "@elsewhere.example"));
    directory.add(dn(name), attributes);
  }

  /** One of them as the export script would write it. */
  Exported exported(String name) {
    return exported.get(name);
  }

  /** The same objects as the export script would write them. */
  List<Exported> exported() {
    exported
        .get("ada")
        .set("mail-flow", "forwardingAddress", tenant.ref("bob"))
        .trustees("send-on-behalf", tenant.ref("bob"));
    return List.copyOf(exported.values());
  }
}

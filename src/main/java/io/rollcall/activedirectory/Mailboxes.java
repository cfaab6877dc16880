package io.rollcall.activedirectory;

import static io.rollcall.activedirectory.Mapping.NOT_AVAILABLE;

import io.rollcall.exchange.Group;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Section;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The groups of a mailbox, after the attributes that Exchange's own properties are kept in. */
final class Mailboxes {
  private static final int DISABLED_ACCOUNT = 2;

  // msExchELCMailboxFlags; it has more bits than are known.
  private static final long RETENTION_HOLD = 1;
  private static final long LITIGATION_HOLD = 8;
  private static final long SINGLE_ITEM_RECOVERY = 16;

  private static final long UM_ENABLED = 1;

  /** The bit of msExchOmaAdminWirelessEnable that forbids ActiveSync. */
  private static final long ACTIVE_SYNC_DISABLED = 4;

  /** Stands in msExchPoliciesExcluded when the address policy does not apply. */
  private static final String ADDRESS_POLICY = "26491cfc-9e50-4857-861b-0cb8df22b5d7";

  private static final String IN_THE_STORE = "it is kept in the mailbox and not in the directory";

  private static final Mapping GENERAL =
      SharedSettings.person(SharedSettings.names(new Mapping(Section.MAILBOX_GENERAL)))
          .nameOf("addressBookPolicy", "msExchAddressBookPolicyLink")
          .set(
              "accountDisabled",
              (entry, recipients) -> entry.bit("userAccountControl", DISABLED_ACCOUNT),
              "userAccountControl")
          .set(
              "linkedMasterAccount",
              (entry, recipients) -> entry.has("msExchMasterAccountSid") ? NOT_AVAILABLE : null,
              "msExchMasterAccountSid")
          .text("whenCreated", "whenCreated")
          .set(
              "whenMailboxCreated",
              (entry, recipients) -> time(entry.text("msExchWhenMailboxCreated")),
              "msExchWhenMailboxCreated");

  private static final Mapping ADDRESS_POLICY_SETTINGS =
      new Mapping(Section.MAILBOX_EMAIL_ADDRESS_POLICY)
          .set(
              "emailAddressPolicyEnabled",
              (entry, recipients) ->
                  entry.texts("msExchPoliciesExcluded").stream()
                      .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(ADDRESS_POLICY)),
              "msExchPoliciesExcluded")
          .text("windowsEmailAddress", "mail");

  private static final Mapping MAIL_FLOW =
      SharedSettings.moderation(
          SharedSettings.senders(new Mapping(Section.MAILBOX_MAIL_FLOW))
              .reference("forwardingAddress", "altRecipient")
              .text("forwardingSmtpAddress", "msExchGenericForwardingAddress")
              .flag("deliverToMailboxAndForward", "deliverAndRedirect")
              .limit("recipientLimits", "msExchRecipLimit")
              .bytes("maxSendSize", "submissionContLength")
              .bytes("maxReceiveSize", "delivContLength")
              .set(
                  "retainDeletedItemsFor",
                  (entry, recipients) -> entry.number("garbageCollPeriod"),
                  "garbageCollPeriod")
              .set(
                  "useDatabaseRetentionDefaults",
                  (entry, recipients) -> usesDatabaseRetention(entry),
                  "deletedItemFlags",
                  "garbageCollPeriod"));

  private static final Mapping QUOTA =
      new Mapping(Section.MAILBOX_QUOTA)
          .flag("useDatabaseQuotaDefaults", "mDBUseDefaults")
          .bytes("issueWarningQuota", "mDBStorageQuota")
          .bytes("prohibitSendQuota", "mDBOverQuotaLimit")
          .bytes("prohibitSendReceiveQuota", "mDBOverHardQuotaLimit")
          .bytes("recoverableItemsQuota", "msExchDumpsterQuota")
          .bytes("recoverableItemsWarningQuota", "msExchDumpsterWarningQuota")
          .set(
              "resourceCapacity",
              (entry, recipients) -> entry.number("msExchResourceCapacity"),
              "msExchResourceCapacity")
          .set(
              "resourceType",
              (entry, recipients) -> resourceType(entry),
              "msExchRecipientTypeDetails");

  private static final Mapping PROTOCOLS =
      new Mapping(Section.MAILBOX_PROTOCOLS)
          .set("owaEnabled", (entry, recipients) -> allows(entry, "OWA"), "protocolSettings")
          .set("mapiEnabled", (entry, recipients) -> allows(entry, "MAPI"), "protocolSettings")
          .set("popEnabled", (entry, recipients) -> allows(entry, "POP3"), "protocolSettings")
          .set("imapEnabled", (entry, recipients) -> allows(entry, "IMAP4"), "protocolSettings")
          .set(
              "activeSyncEnabled",
              (entry, recipients) ->
                  !entry.bit("msExchOmaAdminWirelessEnable", ACTIVE_SYNC_DISABLED),
              "msExchOmaAdminWirelessEnable")
          .set(
              "ewsEnabled",
              (entry, recipients) ->
                  entry.has("msExchEwsEnabled") ? entry.flag("msExchEwsEnabled") : null,
              "msExchEwsEnabled")
          // Without a link Exchange shows the organization's default policy.
          .set(
              "activeSyncMailboxPolicy",
              (entry, recipients) -> {
                String dn = entry.text("msExchMobileMailboxPolicyLink");
                return dn == null ? NOT_AVAILABLE : Names.first(dn);
              },
              "msExchMobileMailboxPolicyLink")
          .nameOf("owaMailboxPolicy", "msExchOWAPolicy");

  private static final Mapping DATABASE =
      new Mapping(Section.MAILBOX_DATABASE)
          .nameOf("database", "homeMDB")
          .set(
              "serverName",
              (entry, recipients) -> serverName(entry.text("msExchHomeServerName")),
              "msExchHomeServerName");

  private static final Mapping ARCHIVE =
      new Mapping(Section.MAILBOX_ARCHIVE)
          .set(
              "archiveGuid",
              (entry, recipients) -> entry.guid("msExchArchiveGUID"),
              "msExchArchiveGUID")
          .set(
              "archiveName",
              (entry, recipients) -> entry.texts("msExchArchiveName"),
              "msExchArchiveName")
          .nameOf("archiveDatabase", "msExchArchiveDatabaseLink")
          .bytes("archiveQuota", "msExchArchiveQuota")
          .bytes("archiveWarningQuota", "msExchArchiveWarnQuota")
          .set(
              "archiveStatus",
              (entry, recipients) -> entry.bit("msExchArchiveStatus", 1) ? "Active" : "None",
              "msExchArchiveStatus");

  private static final Mapping UNIFIED_MESSAGING =
      new Mapping(Section.MAILBOX_UNIFIED_MESSAGING)
          .set(
              "umEnabled",
              (entry, recipients) -> entry.bit("msExchUMEnabledFlags", UM_ENABLED),
              "msExchUMEnabledFlags")
          .nameOf("umMailboxPolicy", "msExchUMTemplateLink")
          .text("operatorNumber", "msExchUMOperatorNumber")
          .set("extensions", (entry, recipients) -> extensions(entry), "proxyAddresses");

  private static final Mapping RETENTION =
      new Mapping(Section.MAILBOX_RETENTION)
          .nameOf("retentionPolicy", "msExchMailboxTemplateLink")
          .set(
              "retentionHoldEnabled",
              (entry, recipients) -> entry.bit("msExchELCMailboxFlags", RETENTION_HOLD),
              "msExchELCMailboxFlags")
          .set(
              "startDateForRetentionHold",
              (entry, recipients) -> time(entry.text("msExchELCExpirySuspensionStart")),
              "msExchELCExpirySuspensionStart")
          .set(
              "endDateForRetentionHold",
              (entry, recipients) -> time(entry.text("msExchELCExpirySuspensionEnd")),
              "msExchELCExpirySuspensionEnd")
          .set(
              "singleItemRecoveryEnabled",
              (entry, recipients) -> entry.bit("msExchELCMailboxFlags", SINGLE_ITEM_RECOVERY),
              "msExchELCMailboxFlags")
          .set(
              "litigationHoldEnabled",
              (entry, recipients) -> entry.bit("msExchELCMailboxFlags", LITIGATION_HOLD),
              "msExchELCMailboxFlags")
          .set(
              "litigationHoldDate",
              (entry, recipients) -> time(entry.text("msExchLitigationHoldDate")),
              "msExchLitigationHoldDate")
          .text("litigationHoldOwner", "msExchLitigationHoldOwner")
          .text("retentionComment", "msExchRetentionComment")
          .text("retentionUrl", "msExchRetentionURL");

  private static final Map<Section, Mapping> MAPPINGS =
      Map.of(
          Section.MAILBOX_GENERAL, GENERAL,
          Section.MAILBOX_EMAIL_ADDRESS_POLICY, ADDRESS_POLICY_SETTINGS,
          Section.MAILBOX_MAIL_FLOW, MAIL_FLOW,
          Section.MAILBOX_QUOTA, QUOTA,
          Section.MAILBOX_PROTOCOLS, PROTOCOLS,
          Section.MAILBOX_DATABASE, DATABASE,
          Section.MAILBOX_RETENTION, RETENTION);

  private Mailboxes() {}

  static Set<String> attributes() {
    Set<String> names = new HashSet<>(Set.of("proxyAddresses", "publicDelegates"));
    MAPPINGS.values().forEach(mapping -> names.addAll(mapping.attributes()));
    names.addAll(ARCHIVE.attributes());
    names.addAll(UNIFIED_MESSAGING.attributes());
    return names;
  }

  static Map<Section, Group> groups(Entry entry, Recipients recipients, Predicate<String> known) {
    Map<Section, Group> groups = new EnumMap<>(Section.class);
    MAPPINGS.forEach(
        (section, mapping) -> groups.put(section, mapping.group(entry, recipients, known)));
    groups.put(Section.MAILBOX_EMAIL_ADDRESSES, Group.addresses(entry.texts("proxyAddresses")));
    groups.put(Section.MAILBOX_ARCHIVE, archive(entry, recipients, known));
    groups.put(Section.MAILBOX_UNIFIED_MESSAGING, unifiedMessaging(entry, recipients, known));
    groups.put(Section.MAILBOX_BOOKING, Group.notAvailable(IN_THE_STORE));
    groups.put(Section.MAILBOX_AUTOMATIC_REPLIES, Group.notAvailable(IN_THE_STORE));
    groups.put(Section.MAILBOX_FULL_ACCESS, Group.notAvailable(IN_THE_STORE));
    groups.put(Section.MAILBOX_SEND_AS, Permissions.sendAs(entry, recipients));
    groups.put(Section.MAILBOX_SEND_ON_BEHALF, Permissions.sendOnBehalf(entry, recipients, known));
    return groups;
  }

  private static Group archive(Entry entry, Recipients recipients, Predicate<String> known) {
    if (!known.test("msExchArchiveGUID")) {
      return Group.notAvailable("the schema has no msExchArchiveGUID");
    }
    return entry.guid("msExchArchiveGUID") == null
        ? Group.read(Map.of())
        : ARCHIVE.group(entry, recipients, known);
  }

  private static Group unifiedMessaging(
      Entry entry, Recipients recipients, Predicate<String> known) {
    if (!known.test("msExchUMEnabledFlags")) {
      return Group.notSupported("the directory's schema has no unified messaging");
    }
    try {
      return entry.bit("msExchUMEnabledFlags", UM_ENABLED)
          ? UNIFIED_MESSAGING.group(entry, recipients, known)
          : Group.read(Map.of("umEnabled", false));
    } catch (Unreadable e) {
      return Group.failed(e.reason());
    }
  }

  /** GeneralizedTime as text; a FILETIME, which some versions write there, as a number. */
  static @Nullable Object time(@Nullable String text) {
    boolean ticks = text != null && text.matches("\\d{15,19}");
    return ticks ? (Object) Long.valueOf(text) : text;
  }

  /** DeletedItemFlags: 0 DatabaseDefault, 3 and 5 a period of the mailbox's own. */
  private static boolean usesDatabaseRetention(Entry entry) throws Unreadable {
    Long flags = entry.number("deletedItemFlags");
    return flags == null ? entry.text("garbageCollPeriod") == null : flags == 0;
  }

  private static @Nullable String resourceType(Entry entry) {
    RecipientType type = RecipientTypes.of(entry);
    if (type == RecipientType.ROOM) {
      return "Room";
    }
    return type == RecipientType.EQUIPMENT ? "Equipment" : null;
  }

  /** {@code OWA§1§...}: the second field is 1 or 0; a protocol without an entry is allowed. */
  private static boolean allows(Entry entry, String protocol) {
    for (String setting : entry.texts("protocolSettings")) {
      List<String> fields = List.of(setting.split("§", -1));
      if (fields.get(0).equalsIgnoreCase(protocol) && fields.size() > 1) {
        return !fields.get(1).equals("0");
      }
    }
    return true;
  }

  /** The last part of {@code /o=Org/ou=.../cn=Servers/cn=EX01}. */
  private static @Nullable String serverName(@Nullable String legacyDn) {
    if (legacyDn == null) {
      return null;
    }
    int last = legacyDn.toLowerCase(Locale.ROOT).lastIndexOf("/cn=");
    return last < 0 ? legacyDn : legacyDn.substring(last + 4);
  }

  /** {@code EUM:4711;phone-context=plan.example} among the addresses. */
  private static List<String> extensions(Entry entry) {
    return entry.texts("proxyAddresses").stream()
        .filter(address -> address.regionMatches(true, 0, "EUM:", 0, 4))
        .map(address -> address.substring(4).split(";", 2)[0])
        .toList();
  }
}

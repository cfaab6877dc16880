package io.rollcall.sandbox;

import io.rollcall.exchange.RecipientType;
import java.util.ArrayList;
import java.util.List;

/** The groups of a mailbox. */
final class GeneratedMailbox {
  private GeneratedMailbox() {}

  static void groups(GeneratedObject o, JsonText json) {
    general(o, json);
    Groups.read(json, "email-addresses").put("addresses", o.addresses());
    Groups.end(json);
    Groups.read(json, "email-address-policy")
        .put("emailAddressPolicyEnabled", o.chance("policy", 80))
        .put("windowsEmailAddress", o.primaryAddress());
    Groups.end(json);
    mailFlow(o, json);
    quota(o, json);
    protocols(o, json);
    if (o.type() == RecipientType.ROOM || o.type() == RecipientType.EQUIPMENT) {
      booking(o, json);
    }
    permissions(o, json);
    Groups.read(json, "database")
        .put("database", "DB" + (10 + o.roll("database", 40)))
        .put("serverName", "EX0" + (1 + o.roll("server", 6)));
    Groups.end(json);
    archive(o, json);
    json.open("unified-messaging")
        .put("state", "NOT_SUPPORTED")
        .put("reason", "this version of Exchange has no unified messaging")
        .close();
    automaticReplies(o, json);
    retention(o, json);
  }

  private static void general(GeneratedObject o, JsonText json) {
    Groups.read(json, "general");
    Groups.names(o, json);
    Groups.person(o, json);
    json.put("addressBookPolicy", o.world().organization() + " address book")
        .put("accountDisabled", o.type() != RecipientType.USER);
    if (o.type() == RecipientType.LINKED) {
      json.put("linkedMasterAccount", "ACCOUNTS\\" + o.alias());
    }
    json.put("whenCreated", created(o)).put("whenMailboxCreated", created(o));
    Groups.end(json);
  }

  private static String created(GeneratedObject o) {
    StringBuilder time = new StringBuilder("20");
    two(time, 10 + o.roll("year", 15)).append('-');
    two(time, 1 + o.roll("month", 12)).append('-');
    two(time, 1 + o.roll("day", 28)).append('T');
    two(time, o.roll("hour", 24)).append(':');
    two(time, o.roll("minute", 60)).append(":00.0000000Z");
    return time.toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static void mailFlow(GeneratedObject o, JsonText json) {
    Groups.read(json, "mail-flow")
        .raw("forwardingAddress", o.chance("forwards", 3) ? o.reference("forward") : null);
    if (o.chance("forwards-out", 2)) {
      json.put("forwardingSmtpAddress", "smtp:" + o.alias() + "@elsewhere.example");
    }
    json.put("deliverToMailboxAndForward", o.chance("keeps", 3))
        .put("recipientLimits", o.chance("limited", 20) ? "500" : "Unlimited")
        .put("maxSendSize", "35 MB (36,700,160 bytes)")
        .put("maxReceiveSize", o.chance("receive", 10) ? "Unlimited" : "36 MB (37,748,736 bytes)")
        .put("requireSenderAuthenticationEnabled", o.chance("authenticated", 5));
    if (o.chance("accepts", 2)) {
      json.raw("acceptMessagesOnlyFrom", o.references("accept", 3));
    }
    json.put("retainDeletedItemsFor", "14.00:00:00")
        .put("useDatabaseRetentionDefaults", o.chance("retains", 70))
        .put("messageCopyForSentAsEnabled", o.type() == RecipientType.SHARED)
        .put("messageCopyForSendOnBehalfEnabled", o.type() == RecipientType.SHARED)
        .put("moderationEnabled", false)
        .put("sendModerationNotifications", "Always");
    Groups.end(json);
  }

  private static void quota(GeneratedObject o, JsonText json) {
    Integer own = o.change().quotaGigabytes();
    int gigabytes = own != null ? own : 2 + o.roll("quota", 98);
    Groups.read(json, "advanced.quota")
        .put("useDatabaseQuotaDefaults", own == null && o.chance("database-quota", 40))
        .put("issueWarningQuota", Groups.size(gigabytes - 1))
        .put("prohibitSendQuota", Groups.size(gigabytes))
        .put(
            "prohibitSendReceiveQuota",
            o.chance("open", 10) ? "Unlimited" : Groups.size(gigabytes + 1))
        .put("recoverableItemsQuota", Groups.size(30))
        .put("recoverableItemsWarningQuota", Groups.size(20));
    if (o.type() == RecipientType.ROOM) {
      json.put("resourceCapacity", 2 + o.roll("seats", 38)).put("resourceType", "Room");
    } else if (o.type() == RecipientType.EQUIPMENT) {
      json.put("resourceType", "Equipment");
    }
    Groups.end(json);
  }

  private static void protocols(GeneratedObject o, JsonText json) {
    Groups.read(json, "advanced.protocols")
        .put("owaEnabled", o.chance("owa", 97))
        .put("activeSyncEnabled", o.chance("eas", 85))
        .put("mapiEnabled", true)
        .put("popEnabled", o.chance("pop", 15))
        .put("imapEnabled", o.chance("imap", 25))
        .put("ewsEnabled", true)
        .put("activeSyncMailboxPolicy", "Default")
        .put("owaMailboxPolicy", "OwaMailboxPolicy-Default");
    Groups.end(json);
  }

  private static void booking(GeneratedObject o, JsonText json) {
    Groups.read(json, "advanced.booking")
        .put("automateProcessing", "AutoAccept")
        .put("bookingType", "Standard")
        .put("allowConflicts", false)
        .put("allowRecurringMeetings", true)
        .put("bookingWindowInDays", 180)
        .put("maximumDurationInMinutes", 1440)
        .put("conflictPercentageAllowed", 0)
        .put("deleteComments", true)
        .put("deleteSubject", true)
        .put("addOrganizerToSubject", true)
        .put("allBookInPolicy", true)
        .raw("resourceDelegates", o.references("delegate", 2));
    Groups.end(json);
  }

  private static void permissions(GeneratedObject o, JsonText json) {
    boolean shared = o.type() == RecipientType.SHARED;
    List<String> full = new ArrayList<>();
    full.add(
        "{\"trustee\":\"NT AUTHORITY\\\\SELF\",\"rights\":[\"FullAccess, ReadPermission\"],"
            + "\"deny\":false,\"inherited\":false}");
    for (String trustee : o.references("full", shared ? 4 : o.roll("grants", 10) / 8)) {
      full.add(
          "{\"trustee\":"
              + trustee
              + ",\"rights\":[\"FullAccess\"],\"deny\":false,\"inherited\":false}");
    }
    Groups.list(json, "permissions.full-access", "trustees", full);
    Groups.list(json, "permissions.send-as", "trustees", o.references("send-as", shared ? 4 : 0));
    Groups.list(
        json,
        "permissions.send-on-behalf",
        "trustees",
        o.references("behalf", o.chance("behalf", 4) ? 2 : 0));
  }

  private static void archive(GeneratedObject o, JsonText json) {
    Groups.read(json, "archive");
    if (o.chance("archive", 25)) {
      json.put("archiveGuid", o.guid("archive").toString())
          .put("archiveName", List.of("In-Place Archive - " + o.displayName()))
          .put("archiveDatabase", "DB-ARCHIVE-01")
          .put("archiveStatus", "Active")
          .put("archiveState", "Local");
    } else {
      json.put("archiveGuid", "00000000-0000-0000-0000-000000000000");
    }
    json.put("archiveQuota", Groups.size(100)).put("archiveWarningQuota", Groups.size(90));
    Groups.end(json);
  }

  private static void automaticReplies(GeneratedObject o, JsonText json) {
    if (o.chance("unreachable", 1)) {
      json.open("automatic-replies")
          .put("state", "FAILED")
          .put("reason", "The mailbox database is dismounted.")
          .close();
      return;
    }
    Groups.read(json, "automatic-replies");
    if (o.chance("away", 10)) {
      json.put("autoReplyState", "Scheduled")
          .put("startTime", "2026-02-02T08:00:00.0000000Z")
          .put("endTime", "2026-02-13T17:00:00.0000000Z")
          .put("internalMessage", "<html><body>\r\n<p>I am away; ask my team.</p></body></html>")
          .put("externalMessage", "<html><body>\r\n<p>I am away.</p></body></html>");
    } else {
      json.put("autoReplyState", "Disabled");
    }
    json.put("externalAudience", "All");
    Groups.end(json);
  }

  private static void retention(GeneratedObject o, JsonText json) {
    Groups.read(json, "retention")
        .put("retentionPolicy", o.chance("policy", 80) ? "Default MRM Policy" : null)
        .put("retentionHoldEnabled", false)
        .put("singleItemRecoveryEnabled", o.chance("recovery", 50));
    boolean hold = o.chance("hold", 2);
    json.put("litigationHoldEnabled", hold)
        .put("litigationHoldDate", hold ? created(o) : null)
        .put("litigationHoldDuration", "Unlimited");
    Groups.end(json);
  }
}

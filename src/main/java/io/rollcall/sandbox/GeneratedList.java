package io.rollcall.sandbox;

import io.rollcall.exchange.RecipientType;
import java.util.List;

/** The groups of a distribution list. */
final class GeneratedList {
  private GeneratedList() {}

  static void groups(GeneratedObject o, JsonText json) {
    Groups.read(json, "general");
    Groups.names(o, json);
    json.put("groupType", groupType(o.type()))
        .raw("managedBy", o.references("manager", 1 + o.roll("managers", 3)))
        .put("notes", "Kept by " + o.pick("department", Words.DEPARTMENTS))
        .put("customAttribute1", o.world().organization())
        .put("whenCreated", Groups.text("2019-05-%02dT07:30:00.0000000Z", 1 + o.roll("day", 28)));
    Groups.end(json);
    Groups.read(json, "email-addresses").put("addresses", o.addresses());
    Groups.end(json);
    if (o.type() == RecipientType.LIST_DYNAMIC) {
      rule(o, json);
    } else {
      Groups.list(json, "members", "members", o.references("member", members(o)));
    }
    advanced(o, json);
    Groups.list(
        json, "permissions.send-as", "trustees", o.references("send-as", o.roll("senders", 3)));
    Groups.list(json, "permissions.send-on-behalf", "trustees", List.of());
  }

  private static String groupType(RecipientType type) {
    return type == RecipientType.LIST_SECURITY ? "Universal, SecurityEnabled" : "Universal";
  }

  /** Most lists are small, a few are long. */
  private static int members(GeneratedObject o) {
    return o.chance("long", 5) ? 100 + o.roll("members", 200) : 2 + o.roll("members", 40);
  }

  private static void rule(GeneratedObject o, JsonText json) {
    String department = o.pick("department", Words.DEPARTMENTS);
    Groups.read(json, "dynamic-rule")
        .put(
            "recipientFilter",
            "((RecipientType -eq 'UserMailbox') -and (Department -eq '" + department + "'))")
        .put("recipientContainer", "hosting.example/" + o.world().organization())
        .put("includedRecipients", "MailboxUsers")
        .put("conditionalDepartment", List.of(department));
    Groups.end(json);
  }

  private static void advanced(GeneratedObject o, JsonText json) {
    Groups.read(json, "advanced")
        .put("requireSenderAuthenticationEnabled", o.chance("authenticated", 80))
        .put("maxSendSize", "Unlimited")
        .put("maxReceiveSize", "Unlimited")
        .put("memberJoinRestriction", o.chance("join", 20) ? "Open" : "Closed")
        .put("memberDepartRestriction", "Open")
        .put("reportToManagerEnabled", false)
        .put("reportToOriginatorEnabled", true)
        .put("sendOofMessageToOriginatorEnabled", false);
    boolean moderated = o.chance("moderated", 10);
    json.put("moderationEnabled", moderated);
    if (moderated) {
      json.raw("moderatedBy", o.references("moderator", 2));
    }
    json.put("sendModerationNotifications", "Always").put("bypassNestedModerationEnabled", false);
    Groups.end(json);
  }
}

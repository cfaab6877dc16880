package io.rollcall.sandbox;

import java.util.List;

/** The groups of a mail contact. */
final class GeneratedContact {
  private GeneratedContact() {}

  static void groups(GeneratedObject o, JsonText json) {
    Groups.read(json, "general");
    Groups.names(o, json);
    json.put("externalEmailAddress", "SMTP:" + o.alias() + "@partner.example");
    Groups.person(o, json);
    Groups.end(json);
    Groups.read(json, "email-addresses").put("addresses", o.addresses());
    Groups.end(json);
    Groups.read(json, "mail-flow")
        .put("useMapiRichTextFormat", "UseDefaultSettings")
        .put("macAttachmentFormat", "BinHex")
        .put("messageFormat", "Mime")
        .put("messageBodyFormat", "TextAndHtml")
        .put("requireSenderAuthenticationEnabled", false)
        .raw("acceptMessagesOnlyFrom", List.<String>of())
        .put("maxReceiveSize", "Unlimited")
        .put("maxRecipientPerMessage", "Unlimited")
        .put("moderationEnabled", false)
        .put("sendModerationNotifications", "Always");
    Groups.end(json);
  }
}

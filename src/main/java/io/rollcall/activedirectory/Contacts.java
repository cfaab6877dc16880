package io.rollcall.activedirectory;

import io.rollcall.exchange.Group;
import io.rollcall.exchange.Section;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The groups of a mail contact. */
final class Contacts {

  private static final Mapping GENERAL =
      SharedSettings.person(SharedSettings.names(new Mapping(Section.CONTACT_GENERAL)))
          .text("externalEmailAddress", "targetAddress");

  private static final Mapping MAIL_FLOW =
      SharedSettings.moderation(
          SharedSettings.senders(new Mapping(Section.CONTACT_MAIL_FLOW))
              .set("useMapiRichTextFormat", (entry, recipients) -> richText(entry), "mAPIRecipient")
              .bytes("maxReceiveSize", "delivContLength")
              .limit("maxRecipientPerMessage", "msExchRecipLimit"));

  private Contacts() {}

  static Set<String> attributes() {
    Set<String> names = new HashSet<>(Set.of("proxyAddresses"));
    names.addAll(GENERAL.attributes());
    names.addAll(MAIL_FLOW.attributes());
    return names;
  }

  static Map<Section, Group> groups(Entry entry, Recipients recipients, Predicate<String> known) {
    return Map.of(
        Section.CONTACT_GENERAL, GENERAL.group(entry, recipients, known),
        Section.CONTACT_EMAIL_ADDRESSES, Group.addresses(entry.texts("proxyAddresses")),
        Section.CONTACT_MAIL_FLOW, MAIL_FLOW.group(entry, recipients, known));
  }

  private static String richText(Entry entry) throws Unreadable {
    if (!entry.has("mAPIRecipient")) {
      return "UseDefaultSettings";
    }
    return entry.flag("mAPIRecipient") ? "Always" : "Never";
  }
}

package io.rollcall.activedirectory;

/** Settings that several kinds of objects have in common. */
final class SharedSettings {
  private static final long BYPASS_NESTED = 1;

  private SharedSettings() {}

  static Mapping names(Mapping mapping) {
    mapping
        .text("displayName", "displayName")
        .text("alias", "mailNickname")
        .flag("hiddenFromAddressListsEnabled", "msExchHideFromAddressLists");
    for (int i = 1; i <= 15; i++) {
      mapping.text("customAttribute" + i, "extensionAttribute" + i);
    }
    return mapping;
  }

  static Mapping person(Mapping mapping) {
    return mapping
        .text("firstName", "givenName")
        .text("initials", "initials")
        .text("lastName", "sn")
        .text("streetAddress", "streetAddress")
        .text("city", "l")
        .text("stateOrProvince", "st")
        .text("postalCode", "postalCode")
        .set(
            "countryOrRegion",
            (entry, recipients) -> entry.text("co") == null ? entry.text("c") : entry.text("co"),
            "co",
            "c")
        .text("title", "title")
        .text("company", "company")
        .text("department", "department")
        .text("office", "physicalDeliveryOfficeName")
        .reference("manager", "manager")
        .text("phone", "telephoneNumber")
        .text("fax", "facsimileTelephoneNumber")
        .text("homePhone", "homePhone")
        .text("mobilePhone", "mobile")
        .text("pager", "pager")
        .text("webPage", "wWWHomePage")
        .text("notes", "info");
  }

  static Mapping senders(Mapping mapping) {
    return mapping
        .flag("requireSenderAuthenticationEnabled", "msExchRequireAuthToSendTo")
        .references("acceptMessagesOnlyFrom", "authOrig")
        .references("acceptMessagesOnlyFromDLMembers", "dLMemSubmitPerms")
        .references("rejectMessagesFrom", "unauthOrig")
        .references("rejectMessagesFromDLMembers", "dLMemRejectPerms");
  }

  static Mapping moderation(Mapping mapping) {
    return mapping
        .flag("moderationEnabled", "msExchEnableModeration")
        .references("moderatedBy", "msExchModeratedByLink")
        .set(
            "sendModerationNotifications",
            (entry, recipients) -> notifications(entry.number("msExchModerationFlags")),
            "msExchModerationFlags");
  }

  /** Bit 1 is BypassNestedModeration; the next two say who is told. 6 is what setup writes. */
  private static String notifications(@org.jspecify.annotations.Nullable Long flags) {
    if (flags == null) {
      return "Always";
    }
    return switch ((int) (flags & 6)) {
      case 0 -> "Never";
      case 2 -> "Internal";
      default -> "Always";
    };
  }

  static boolean bypassesNested(Entry entry) throws Unreadable {
    return entry.bit("msExchModerationFlags", BYPASS_NESTED);
  }
}

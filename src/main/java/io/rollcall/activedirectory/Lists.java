package io.rollcall.activedirectory;

import io.rollcall.exchange.Group;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups of a distribution list. */
final class Lists {
  static final String MEMBER = "member";

  private static final String DEFAULT_TIP = "default:";

  private static final Mapping GENERAL =
      SharedSettings.names(new Mapping(Section.LIST_GENERAL))
          .set(
              "groupType", (entry, recipients) -> groupType(entry.number("groupType")), "groupType")
          .set(
              "managedBy",
              (entry, recipients) ->
                  recipients.named(
                      Stream.concat(
                              entry.texts("managedBy").stream(),
                              entry.texts("msExchCoManagedByLink").stream())
                          .toList()),
              "managedBy",
              "msExchCoManagedByLink")
          .text("notes", "info")
          .text("whenCreated", "whenCreated");

  private static final Mapping DYNAMIC_RULE =
      new Mapping(Section.LIST_DYNAMIC_RULE)
          .set(
              "recipientFilter",
              (entry, recipients) ->
                  entry.text("msExchQueryFilter") == null
                      ? entry.text("msExchDynamicDLFilter")
                      : entry.text("msExchQueryFilter"),
              "msExchQueryFilter",
              "msExchDynamicDLFilter")
          .set(
              "recipientContainer",
              (entry, recipients) -> {
                String dn = entry.text("msExchDynamicDLBaseDN");
                return dn == null ? null : Names.canonical(dn);
              },
              "msExchDynamicDLBaseDN");

  private static final Mapping ADVANCED =
      SharedSettings.moderation(
          SharedSettings.senders(new Mapping(Section.LIST_ADVANCED))
              .bytes("maxSendSize", "submissionContLength")
              .bytes("maxReceiveSize", "delivContLength")
              .set(
                  "memberJoinRestriction",
                  (entry, recipients) -> restriction(entry, "msExchGroupJoinRestriction"),
                  "msExchGroupJoinRestriction")
              .set(
                  "memberDepartRestriction",
                  (entry, recipients) -> restriction(entry, "msExchGroupDepartRestriction"),
                  "msExchGroupDepartRestriction")
              .flag("reportToManagerEnabled", "reportToOwner")
              .flag("reportToOriginatorEnabled", "reportToOriginator")
              .flag("sendOofMessageToOriginatorEnabled", "oOFReplyToOriginator")
              .references("bypassModerationFromSendersOrMembers", "msExchBypassModerationLink")
              .set(
                  "bypassNestedModerationEnabled",
                  (entry, recipients) ->
                      isDynamic(entry) ? null : (Object) SharedSettings.bypassesNested(entry),
                  "msExchModerationFlags")
              .text("expansionServer", "msExchExpansionServerName")
              .set(
                  "mailTip",
                  (entry, recipients) -> defaultTip(entry.texts("msExchSenderHintTranslations")),
                  "msExchSenderHintTranslations")
              .set(
                  "mailTipTranslations",
                  (entry, recipients) -> entry.texts("msExchSenderHintTranslations"),
                  "msExchSenderHintTranslations"));

  private Lists() {}

  static Set<String> attributes() {
    Set<String> names = new HashSet<>(Set.of("proxyAddresses", "publicDelegates", MEMBER));
    for (Mapping mapping : List.of(GENERAL, DYNAMIC_RULE, ADVANCED)) {
      names.addAll(mapping.attributes());
    }
    return names;
  }

  static Map<Section, Group> groups(Entry entry, Recipients recipients, Predicate<String> known) {
    Map<Section, Group> groups = new EnumMap<>(Section.class);
    groups.put(Section.LIST_GENERAL, GENERAL.group(entry, recipients, known));
    groups.put(Section.LIST_EMAIL_ADDRESSES, Group.addresses(entry.texts("proxyAddresses")));
    groups.put(Section.LIST_ADVANCED, ADVANCED.group(entry, recipients, known));
    groups.put(Section.LIST_SEND_AS, Permissions.sendAs(entry, recipients));
    groups.put(Section.LIST_SEND_ON_BEHALF, Permissions.sendOnBehalf(entry, recipients, known));
    if (isDynamic(entry)) {
      groups.put(Section.LIST_DYNAMIC_RULE, DYNAMIC_RULE.group(entry, recipients, known));
    } else {
      groups.put(Section.LIST_MEMBERS, Group.members(members(entry, recipients)));
    }
    return groups;
  }

  private static List<Reference> members(Entry entry, Recipients recipients) {
    List<Reference> members = new ArrayList<>();
    entry.texts(MEMBER).forEach(dn -> members.add(recipients.member(dn)));
    return members;
  }

  private static boolean isDynamic(Entry entry) {
    return RecipientTypes.of(entry) == RecipientType.LIST_DYNAMIC;
  }

  /** The words that Exchange has for the bits of groupType; null for a dynamic list's none. */
  private static @Nullable String groupType(@Nullable Long type) {
    if (type == null) {
      return null;
    }
    List<String> words = new ArrayList<>();
    if ((type & 2) != 0) {
      words.add("Global");
    }
    if ((type & 4) != 0) {
      words.add("DomainLocal");
    }
    if ((type & 8) != 0) {
      words.add("Universal");
    }
    if ((type & 0x8000_0000L) != 0) {
      words.add("SecurityEnabled");
    }
    return String.join(", ", words);
  }

  private static @Nullable String restriction(Entry entry, String attribute) throws Unreadable {
    if (isDynamic(entry)) {
      return null;
    }
    Long number = entry.number(attribute);
    return switch (number == null ? 0 : Math.toIntExact(Math.max(-1, Math.min(number, 99)))) {
      case 0 -> "Closed";
      case 1 -> "Open";
      case 2 -> "ApprovalRequired";
      default -> throw new Unreadable(attribute + " has an unknown value");
    };
  }

  private static @Nullable String defaultTip(List<String> translations) {
    return translations.stream()
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(DEFAULT_TIP))
        .map(text -> text.substring(DEFAULT_TIP.length()))
        .findFirst()
        .orElse(null);
  }
}

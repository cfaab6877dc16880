package io.rollcall.exchange.online;

import io.rollcall.exchange.Field;
import io.rollcall.exchange.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is asked for, and which properties (<a
 * href="https://learn.microsoft.com/powershell/module/exchange/">the cmdlets</a>).
 */
final class Cmdlets {
  /** What names an object, and what stands beside its settings. */
  private static final List<String> OWN =
      List.of(
          "guid",
          "externalDirectoryObjectId",
          "identity",
          "name",
          "distinguishedName",
          "primarySmtpAddress",
          "emailAddresses",
          "recipientTypeDetails",
          "exchangeGuid",
          "legacyExchangeDN",
          "samAccountName",
          "userPrincipalName",
          "grantSendOnBehalfTo");

  /** What Get-User and Get-Contact alone have. */
  private static final List<String> PERSON =
      List.of(
          "firstName",
          "initials",
          "lastName",
          "streetAddress",
          "city",
          "stateOrProvince",
          "postalCode",
          "countryOrRegion",
          "title",
          "company",
          "department",
          "office",
          "manager",
          "phone",
          "fax",
          "homePhone",
          "mobilePhone",
          "pager",
          "webPage",
          "notes");

  private static final List<String> KEYS = List.of("guid", "externalDirectoryObjectId");

  static final Invocation RECIPIENTS = Invocation.ofAll("Get-Recipient", RecipientNames.PROPERTIES);

  static final Invocation MAILBOXES =
      Invocation.ofAll(
          "Get-Mailbox",
          properties(
              OWN,
              Section.MAILBOX_GENERAL,
              Section.MAILBOX_EMAIL_ADDRESS_POLICY,
              Section.MAILBOX_MAIL_FLOW,
              Section.MAILBOX_QUOTA,
              Section.MAILBOX_DATABASE,
              Section.MAILBOX_ARCHIVE,
              Section.MAILBOX_RETENTION));

  static final Invocation USERS = Invocation.ofAll("Get-User", joined(KEYS, PERSON));

  static final Invocation PROTOCOLS =
      Invocation.ofAll("Get-CASMailbox", properties(KEYS, Section.MAILBOX_PROTOCOLS));

  static final Invocation LISTS =
      Invocation.ofAll(
              "Get-DistributionGroup", properties(OWN, Section.LIST_GENERAL, Section.LIST_ADVANCED))
          .keeping("notes");

  static final Invocation DYNAMIC_LISTS =
      Invocation.ofAll(
          "Get-DynamicDistributionGroup",
          joined(
              properties(
                  OWN, Section.LIST_GENERAL, Section.LIST_ADVANCED, Section.LIST_DYNAMIC_RULE),
              List.of("notes")));

  /** Get-DistributionGroup has no notes. */
  static final Invocation NOTES = Invocation.ofAll("Get-Group", joined(KEYS, List.of("notes")));

  static final Invocation MAIL_CONTACTS =
      Invocation.ofAll(
          "Get-MailContact", properties(OWN, Section.CONTACT_GENERAL, Section.CONTACT_MAIL_FLOW));

  static final Invocation CONTACTS = Invocation.ofAll("Get-Contact", joined(KEYS, PERSON));

  private static final List<String> SEND_AS_PROPERTIES =
      List.of(
          "identity",
          "trustee",
          "trusteeSidString",
          "accessRights",
          "accessControlType",
          "isInherited");

  /** Of all objects: each object alone would cost a second. */
  static final Invocation SEND_AS = Invocation.ofAll("Get-RecipientPermission", SEND_AS_PROPERTIES);

  private Cmdlets() {}

  static Invocation sendAs(String identity) {
    return Invocation.ofOne("Get-RecipientPermission", identity, SEND_AS_PROPERTIES);
  }

  static Invocation fullAccess(String identity) {
    return Invocation.ofOne(
        "Get-MailboxPermission",
        identity,
        List.of("user", "userSid", "accessRights", "deny", "isInherited"));
  }

  static Invocation automaticReplies(String identity) {
    return Invocation.ofOne(
        "Get-MailboxAutoReplyConfiguration",
        identity,
        properties(List.of(), Section.MAILBOX_AUTOMATIC_REPLIES));
  }

  static Invocation booking(String identity) {
    return Invocation.ofOne(
        "Get-CalendarProcessing", identity, properties(List.of(), Section.MAILBOX_BOOKING));
  }

  static Invocation members(String identity) {
    return new Invocation(
        "Get-DistributionGroupMember",
        Map.of("Identity", identity, "ResultSize", "Unlimited"),
        List.of(
            "guid",
            "externalDirectoryObjectId",
            "distinguishedName",
            "name",
            "identity",
            "primarySmtpAddress"),
        List.of());
  }

  /** Those of people are left out: asked of another cmdlet, they would come as empty ones. */
  private static List<String> properties(List<String> more, Section... sections) {
    Set<String> names = new LinkedHashSet<>(more);
    for (Section section : sections) {
      section.fields().stream()
          .map(Field::name)
          .filter(name -> !PERSON.contains(name))
          .forEach(names::add);
    }
    return List.copyOf(names);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.of(some, more).flatMap(List::stream).toList();
  }
}

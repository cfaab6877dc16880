package io.rollcall.sandbox.exchange;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What each cmdlet answers. */
record CmdletDesk(OrganizationRows rows) {
  private static final List<Section> OF_MAILBOXES =
      List.of(
          Section.MAILBOX_GENERAL,
          Section.MAILBOX_EMAIL_ADDRESS_POLICY,
          Section.MAILBOX_MAIL_FLOW,
          Section.MAILBOX_QUOTA,
          Section.MAILBOX_DATABASE,
          Section.MAILBOX_ARCHIVE,
          Section.MAILBOX_RETENTION);

  /** What people have and their mailboxes do not. */
  private static final List<String> PERSON =
      List.of(
          "FirstName",
          "Initials",
          "LastName",
          "StreetAddress",
          "City",
          "StateOrProvince",
          "PostalCode",
          "CountryOrRegion",
          "Title",
          "Company",
          "Department",
          "Office",
          "Manager",
          "Phone",
          "Fax",
          "HomePhone",
          "MobilePhone",
          "Pager",
          "WebPage",
          "Notes");

  /** A cmdlet that this organization does not know. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** An object that cannot be read, with Exchange's reason. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** Which objects a cmdlet for all of them gives. */
  IntPredicate covers(String cmdlet) {
    return switch (cmdlet) {
      case "Get-Recipient", "Get-RecipientPermission" -> i -> true;
      case "Get-Mailbox", "Get-User", "Get-CASMailbox" -> i -> rows.kind(i) == ObjectKind.MAILBOX;
      case "Get-Group" -> i -> isGroup(i);
      case "Get-DistributionGroup" -> i -> isGroup(i);
      case "Get-DynamicDistributionGroup" -> i -> rows.type(i) == RecipientType.LIST_DYNAMIC;
      case "Get-MailContact", "Get-Contact" -> i -> rows.kind(i) == ObjectKind.CONTACT;
      default -> throw new Unknown();
    };
  }

  private boolean isGroup(int i) {
    return rows.kind(i) == ObjectKind.LIST && rows.type(i) != RecipientType.LIST_DYNAMIC;
  }

  /** The rows of one object. */
  List<Map<String, @Nullable Object>> answer(String cmdlet, int i) {
    return switch (cmdlet) {
      case "Get-Recipient" -> List.of(rows.identity(i));
      case "Get-Mailbox" -> List.of(mailbox(i));
      case "Get-User" -> List.of(person(i, Section.MAILBOX_GENERAL));
      case "Get-Contact" -> List.of(person(i, Section.CONTACT_GENERAL));
      case "Get-CASMailbox" ->
          List.of(with(rows.identity(i), i, List.of(Section.MAILBOX_PROTOCOLS)));
      case "Get-DistributionGroup" ->
          List.of(list(i, List.of(Section.LIST_GENERAL, Section.LIST_ADVANCED)));
      case "Get-Group" -> List.of(with(rows.identity(i), i, List.of(Section.LIST_GENERAL)));
      case "Get-DynamicDistributionGroup" ->
          List.of(
              list(
                  i,
                  List.of(Section.LIST_GENERAL, Section.LIST_ADVANCED, Section.LIST_DYNAMIC_RULE)));
      case "Get-MailContact" ->
          List.of(
              with(
                  rows.identity(i),
                  i,
                  List.of(Section.CONTACT_GENERAL, Section.CONTACT_MAIL_FLOW)));
      case "Get-RecipientPermission" -> rows.sendAs(i);
      case "Get-MailboxPermission" -> rows.fullAccess(i);
      case "Get-DistributionGroupMember" -> rows.members(i);
      case "Get-MailboxAutoReplyConfiguration" -> of(i, Section.MAILBOX_AUTOMATIC_REPLIES);
      case "Get-CalendarProcessing" -> of(i, Section.MAILBOX_BOOKING);
      default -> throw new Unknown();
    };
  }

  private List<Map<String, @Nullable Object>> of(int i, Section section) {
    String failure = rows.failure(i, section);
    if (failure != null) {
      throw new Refused(failure);
    }
    return List.of(rows.settings(i, section));
  }

  private Map<String, @Nullable Object> mailbox(int i) {
    Map<String, @Nullable Object> row = with(rows.identity(i), i, OF_MAILBOXES);
    PERSON.forEach(row::remove);
    row.put("GrantSendOnBehalfTo", rows.names(i, Section.MAILBOX_SEND_ON_BEHALF, "trustees"));
    return row;
  }

  private Map<String, @Nullable Object> list(int i, List<Section> sections) {
    Map<String, @Nullable Object> row = with(rows.identity(i), i, sections);
    if (isGroup(i)) {
      row.remove("Notes");
    }
    row.put("GrantSendOnBehalfTo", rows.names(i, Section.LIST_SEND_ON_BEHALF, "trustees"));
    return row;
  }

  private Map<String, @Nullable Object> person(int i, Section section) {
    return with(rows.identity(i), i, List.of(section));
  }

  private Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> identity, int i, List<Section> sections) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(identity);
    sections.forEach(section -> row.putAll(rows.settings(i, section)));
    return row;
  }
}

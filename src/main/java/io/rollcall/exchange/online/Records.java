package io.rollcall.exchange.online;

import io.rollcall.exchange.BackendObject;
import io.rollcall.exchange.Classification;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.Identity;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Section;
import io.rollcall.exchange.online.Unfinished.Wanted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the rows of several cmdlets to one object. */
final class Records {
  private final Groups groups;
  private final SendAs sendAs;
  private final Warnings warnings;
  private long withoutPerson;

  Records(RecipientNames names, SendAs sendAs, Warnings warnings) {
    this.groups = new Groups(names);
    this.sendAs = sendAs;
    this.warnings = warnings;
  }

  Unfinished mailbox(Row row, Spool users, Spool protocols) {
    RecipientType type = type(row, ObjectKind.MAILBOX);
    if (type == null) {
      return leftOut(ObjectKind.MAILBOX, row);
    }
    Map<Section, Group> read = new EnumMap<>(Section.class);
    read.put(
        Section.MAILBOX_GENERAL, groups.settings(Section.MAILBOX_GENERAL, row, person(row, users)));
    read.put(Section.MAILBOX_EMAIL_ADDRESSES, groups.addresses(row));
    for (Section section :
        List.of(
            Section.MAILBOX_EMAIL_ADDRESS_POLICY,
            Section.MAILBOX_MAIL_FLOW,
            Section.MAILBOX_QUOTA,
            Section.MAILBOX_DATABASE,
            Section.MAILBOX_RETENTION)) {
      read.put(section, groups.settings(section, row));
    }
    Row protocol = protocols.get(row.guids());
    read.put(
        Section.MAILBOX_PROTOCOLS,
        protocol == null
            ? Group.failed("Get-CASMailbox did not give this mailbox")
            : groups.settings(Section.MAILBOX_PROTOCOLS, protocol));
    read.put(Section.MAILBOX_SEND_ON_BEHALF, groups.sendOnBehalf(row));
    read.put(Section.MAILBOX_ARCHIVE, groups.archive(row));
    read.put(
        Section.MAILBOX_UNIFIED_MESSAGING,
        Group.notSupported("Exchange Online has no unified messaging"));
    List<Wanted> wanted = new ArrayList<>();
    String id = row.guids().get(0).toString();
    wanted.add(new Wanted(Section.MAILBOX_FULL_ACCESS, Cmdlets.fullAccess(id), groups::fullAccess));
    wanted.add(
        new Wanted(
            Section.MAILBOX_AUTOMATIC_REPLIES,
            Cmdlets.automaticReplies(id),
            rows -> single(rows, groups::automaticReplies)));
    if (type == RecipientType.ROOM || type == RecipientType.EQUIPMENT) {
      wanted.add(
          new Wanted(
              Section.MAILBOX_BOOKING,
              Cmdlets.booking(id),
              rows -> single(rows, one -> groups.settings(Section.MAILBOX_BOOKING, one))));
    }
    sendAs(Section.MAILBOX_SEND_AS, row, read, wanted);
    return unfinished(ObjectKind.MAILBOX, row, read, wanted);
  }

  Unfinished list(Row row, Spool notes) {
    RecipientType type = type(row, ObjectKind.LIST);
    if (type == null) {
      return leftOut(ObjectKind.LIST, row);
    }
    Map<Section, Group> read = new EnumMap<>(Section.class);
    read.put(
        Section.LIST_GENERAL, groups.settings(Section.LIST_GENERAL, row, notes.get(row.guids())));
    read.put(Section.LIST_EMAIL_ADDRESSES, groups.addresses(row));
    read.put(Section.LIST_ADVANCED, groups.settings(Section.LIST_ADVANCED, row));
    read.put(Section.LIST_SEND_ON_BEHALF, groups.sendOnBehalf(row));
    List<Wanted> wanted = new ArrayList<>();
    if (type == RecipientType.LIST_DYNAMIC) {
      read.put(Section.LIST_DYNAMIC_RULE, groups.settings(Section.LIST_DYNAMIC_RULE, row));
    } else {
      String id = row.guids().get(0).toString();
      wanted.add(new Wanted(Section.LIST_MEMBERS, Cmdlets.members(id), groups::members));
    }
    sendAs(Section.LIST_SEND_AS, row, read, wanted);
    return unfinished(ObjectKind.LIST, row, read, wanted);
  }

  Unfinished contact(Row row, Spool contacts) {
    if (type(row, ObjectKind.CONTACT) == null) {
      return leftOut(ObjectKind.CONTACT, row);
    }
    Map<Section, Group> read = new EnumMap<>(Section.class);
    read.put(
        Section.CONTACT_GENERAL,
        groups.settings(Section.CONTACT_GENERAL, row, person(row, contacts)));
    read.put(Section.CONTACT_EMAIL_ADDRESSES, groups.addresses(row));
    read.put(Section.CONTACT_MAIL_FLOW, groups.settings(Section.CONTACT_MAIL_FLOW, row));
    return unfinished(ObjectKind.CONTACT, row, read, List.of());
  }

  /** What a reader of the report should know. */
  void tellWhatWasMissing() {
    if (withoutPerson > 0) {
      warnings.add(
          "Get-User and Get-Contact",
          "gave no row for %d objects; their personal fields stay as they are"
              .formatted(withoutPerson));
    }
  }

  /** Of an object that was made between two answers, there is none. */
  private @Nullable Row person(Row row, Spool people) {
    Row person = people.get(row.guids());
    if (person == null) {
      withoutPerson++;
    }
    return person;
  }

  private void sendAs(Section section, Row row, Map<Section, Group> read, List<Wanted> wanted) {
    UUID guid = row.guids().get(0);
    if (sendAs.complete()) {
      read.put(section, groups.sendAs(sendAs.of(guid)));
    } else {
      wanted.add(new Wanted(section, Cmdlets.sendAs(guid.toString()), groups::sendAs));
    }
  }

  private interface FromRow {
    Group of(Row row);
  }

  private static Group single(List<Row> rows, FromRow group) {
    return rows.size() == 1
        ? group.of(rows.get(0))
        : Group.failed("the answer has " + rows.size() + " rows");
  }

  /** Null for what is no object of this kind, or of a type that nobody knows. */
  private static @Nullable RecipientType type(Row row, ObjectKind kind) {
    RecipientType type = Classification.of(typeWord(row)).type();
    return type != null && type.kind() == kind ? type : null;
  }

  private static String typeWord(Row row) {
    String word = row.text("recipientTypeDetails");
    return word == null ? "" : word;
  }

  /**
   * Only named: a system mailbox is passed over by the reader, an unknown type becomes a problem.
   */
  private static Unfinished leftOut(ObjectKind kind, Row row) {
    return unfinished(kind, row, Map.of(), List.of());
  }

  private static Unfinished unfinished(
      ObjectKind kind, Row row, Map<Section, Group> read, List<Wanted> wanted) {
    Identity identity =
        new Identity(
            row.guids().get(0),
            row.guid("exchangeGuid"),
            row.guid("externalDirectoryObjectId"),
            row.text("distinguishedName"),
            row.text("legacyExchangeDN"),
            row.text("samAccountName"),
            row.text("userPrincipalName"));
    return new Unfinished(
        new BackendObject(kind, typeWord(row), identity, Map.copyOf(read)), wanted);
  }
}

package io.rollcall.exchange.online;

import io.rollcall.exchange.Field;
import io.rollcall.exchange.FieldType;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From rows to settings groups. The properties have the names of the settings. */
record Groups(RecipientNames names) {

  /** The settings of a section from one row. */
  Group settings(Section section, Row row) {
    return settings(section, row, null);
  }

  /**
   * The settings of a section.
   *
   * @param more what the first row does not have is looked for here
   * @return what neither row has is marked as not available
   */
  Group settings(Section section, Row row, @Nullable Row more) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Set<String> notAvailable = new LinkedHashSet<>();
    for (Field field : section.fields()) {
      Row owner = row.has(field.name()) ? row : more;
      if (owner == null || !owner.has(field.name())) {
        notAvailable.add(field.name());
      } else {
        values.put(field.name(), value(field, owner));
      }
    }
    return Group.read(values, notAvailable);
  }

  private @Nullable Object value(Field field, Row row) {
    if (field.type() == FieldType.REFERENCE) {
      String name = row.text(field.name());
      return name == null ? null : names.reference(name);
    }
    if (field.type() == FieldType.REFERENCES) {
      return references(row.texts(field.name()));
    }
    return row.get(field.name());
  }

  private List<Reference> references(List<String> given) {
    return given.stream().map(names::reference).toList();
  }

  Group addresses(Row row) {
    return row.has("emailAddresses")
        ? Group.addresses(row.texts("emailAddresses"))
        : Group.notAvailable("the answer has no EmailAddresses");
  }

  /** An archive that is not there has quotas all the same. */
  Group archive(Row row) {
    boolean none = row.has("archiveGuid") && row.guid("archiveGuid") == null;
    return none ? Group.read(Map.of()) : settings(Section.MAILBOX_ARCHIVE, row);
  }

  /** The hours count only while a reply is scheduled: else they are those of the asking. */
  Group automaticReplies(Row row) {
    Group all = settings(Section.MAILBOX_AUTOMATIC_REPLIES, row);
    if ("Scheduled".equalsIgnoreCase(row.text("autoReplyState"))) {
      return all;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>(all.values());
    values.keySet().removeAll(Set.of("startTime", "endTime"));
    return Group.read(values, all.notAvailable());
  }

  Group sendOnBehalf(Row row) {
    return row.has("grantSendOnBehalfTo")
        ? Group.trustees(references(row.texts("grantSendOnBehalfTo")))
        : Group.notAvailable("the answer has no GrantSendOnBehalfTo");
  }

  Group members(List<Row> rows) {
    return Group.members(rows.stream().map(names::member).toList());
  }

  /** From rows of Get-MailboxPermission. */
  Group fullAccess(List<Row> rows) {
    return trustees(rows, "user", "userSid", "FullAccess");
  }

  /** From rows of Get-RecipientPermission. */
  Group sendAs(List<Row> rows) {
    return trustees(rows, "trustee", "trusteeSidString", "SendAs");
  }

  private Group trustees(List<Row> rows, String who, String sid, String right) {
    List<Reference> trustees = new ArrayList<>();
    for (Row row : rows) {
      String name = row.text(who);
      if (name != null && grants(row, right) && !isSelf(name) && !isSelf(row.text(sid))) {
        trustees.add(names.reference(name));
      }
    }
    return Group.trustees(trustees.stream().distinct().toList());
  }

  /** Rows that give a right to somebody else than the owner. */
  static boolean sendAsOfOthers(Row row) {
    String trustee = row.text("trustee");
    return trustee != null
        && grants(row, "SendAs")
        && !isSelf(trustee)
        && !isSelf(row.text("trusteeSidString"));
  }

  /** Over REST several rights come as one text with commas, in a list. */
  private static boolean grants(Row row, String right) {
    String control = row.text("accessControlType");
    boolean allowed = control == null || control.equalsIgnoreCase("Allow");
    return allowed
        && !row.flag("deny")
        && !row.flag("isInherited")
        && row.texts("accessRights").stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .anyMatch(single -> single.strip().equalsIgnoreCase(right));
  }

  private static boolean isSelf(@Nullable String name) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.equals("nt authority\\self") || lower.equals("s-1-5-10");
  }
}

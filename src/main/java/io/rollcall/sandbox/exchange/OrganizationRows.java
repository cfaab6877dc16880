package io.rollcall.sandbox.exchange;

import io.rollcall.exchange.Field;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.Section;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.graph.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The objects of an export as rows of cmdlets: names in place of GUIDs, all properties there, empty
 * ones as null, as "" or as [].
 */
final class OrganizationRows {
  private static final String SELF = "NT AUTHORITY\\SELF";

  private final ExportGenerator organization;
  private final Map<String, String> namesByGuid = new ConcurrentHashMap<>();
  private final Map<String, Integer> placesByGuid = new ConcurrentHashMap<>();

  OrganizationRows(ExportGenerator organization) {
    this.organization = organization;
    learnNames();
  }

  /** After the organization was changed. */
  void learnNames() {
    for (int i = 0; i < organization.size(); i++) {
      String guid = organization.guid(i).toString();
      namesByGuid.put(guid, name(i));
      placesByGuid.put(guid, i);
    }
  }

  int size() {
    return organization.size();
  }

  boolean exists(int i) {
    return organization.exists(i);
  }

  ObjectKind kind(int i) {
    return organization.type(i).kind();
  }

  RecipientType type(int i) {
    return organization.type(i);
  }

  /** By GUID; below zero when there is none. */
  int find(String guid) {
    int place = placesByGuid.getOrDefault(guid, -1);
    return place >= 0 && organization.exists(place) ? place : -1;
  }

  /** What every cmdlet tells of an object. */
  Map<String, @Nullable Object> identity(int i) {
    JsonNode line = line(i);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : line.path("identity").properties()) {
      String name = one.getKey().equals("legacyExchangeDn") ? "LegacyExchangeDN" : one.getKey();
      row.put(spelled(name), one.getValue().asString(""));
    }
    row.put("ExternalDirectoryObjectId", "");
    row.put("Identity", name(i));
    row.put("Name", name(i));
    row.put("PrimarySmtpAddress", organization.primaryAddress(i));
    row.put("EmailAddresses", list(values(line, "email-addresses").path("addresses")));
    row.put("EmailAddresses@odata.type", "#Collection(String)");
    row.put("RecipientTypeDetails", line.path("recipientType").asString(""));
    row.put("WhenChanged", "2026-01-05T01:00:00.0000000+00:00");
    row.put("WhenChanged@data.type", "System.DateTime");
    return row;
  }

  /** The settings of a group, by Exchange's names. */
  Map<String, @Nullable Object> settings(int i, Section section) {
    JsonNode values = values(line(i), section.key());
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Field field : section.fields()) {
      row.put(spelled(field.name()), property(field, values.path(field.name())));
    }
    return row;
  }

  /** Why a group cannot be read; null when it can. */
  @Nullable String failure(int i, Section section) {
    JsonNode group = line(i).path("groups").path(section.key());
    return group.path("state").asString("").equals("FAILED")
        ? group.path("reason").asString("")
        : null;
  }

  /** Names of those whom a list of a group names. */
  List<String> names(int i, Section section, String list) {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : values(line(i), section.key()).path(list)) {
      JsonNode who = entry.has("trustee") ? entry.path("trustee") : entry;
      if (who.isObject()) {
        names.add(name(who));
      }
    }
    return names;
  }

  List<Map<String, @Nullable Object>> members(int i) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (JsonNode reference : values(line(i), "members").path("members")) {
      String guid = reference.path("guid").asString("");
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("Guid", guid);
      row.put("Name", name(reference));
      row.put("Identity", name(reference));
      row.put("PrimarySmtpAddress", "");
      rows.add(row);
    }
    return rows;
  }

  /** With what every mailbox has beside the grants: its owner, an inherited and a denied right. */
  List<Map<String, @Nullable Object>> fullAccess(int i) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    rows.add(access(SELF, "FullAccess, ReadPermission", false, false));
    rows.add(access("Organization Management", "FullAccess", false, true));
    rows.add(access("Nobody", "FullAccess", true, false));
    for (String name : names(i, Section.MAILBOX_FULL_ACCESS, "trustees")) {
      rows.add(access(name, "FullAccess, ReadPermission", false, false));
    }
    return rows;
  }

  private static Map<String, @Nullable Object> access(
      String user, String rights, boolean deny, boolean inherited) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("User", user);
    row.put("AccessRights", List.of(rights));
    row.put("Deny", deny);
    row.put("IsInherited", inherited);
    row.put("UserSid", user.equals(SELF) ? "S-1-5-10" : "S-1-5-21-1-2-3-1000");
    return row;
  }

  List<Map<String, @Nullable Object>> sendAs(int i) {
    List<String> trustees = new ArrayList<>();
    trustees.add(SELF);
    Section section = Section.of(kind(i), "permissions.send-as");
    if (section != null) {
      trustees.addAll(names(i, section, "trustees"));
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (String trustee : trustees) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("Identity", name(i));
      row.put("Trustee", trustee);
      row.put("AccessRights", List.of("SendAs"));
      row.put("AccessControlType", "Allow");
      row.put("IsInherited", false);
      row.put("TrusteeSidString", trustee.equals(SELF) ? "S-1-5-10" : "S-1-5-21-1-2-3-1000");
      rows.add(row);
    }
    return rows;
  }

  private JsonNode line(int i) {
    return Reply.JSON.readTree(organization.line(i));
  }

  private static JsonNode values(JsonNode line, String section) {
    return line.path("groups").path(section).path("values");
  }

  /** Its local part: unique, as the directory's names are. */
  private String name(int i) {
    String address = organization.primaryAddress(i);
    return address.substring(0, address.indexOf('@'));
  }

  private String name(JsonNode reference) {
    String guid = reference.path("guid").asString("");
    return namesByGuid.getOrDefault(guid, guid);
  }

  private @Nullable Object property(Field field, JsonNode value) {
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(one -> list.add(one.isObject() ? name(one) : one.asString("")));
      return list;
    }
    if (value.isObject()) {
      return name(value);
    }
    if (value.isMissingNode()) {
      return switch (field.type()) {
        case REFERENCES, TEXTS -> List.of();
        case TEXT -> field.name().length() % 2 == 0 ? "" : null;
        case GUID -> "00000000-0000-0000-0000-000000000000";
        default -> null;
      };
    }
    return value.isBoolean()
        ? value.booleanValue()
        : value.isNumber() ? value.longValue() : value.asString("");
  }

  private static List<String> list(JsonNode node) {
    List<String> list = new ArrayList<>();
    node.forEach(one -> list.add(one.asString("")));
    return list;
  }

  private static String spelled(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}

package io.rollcall.backendsync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** One object of an export, written by hand. */
final class Exported {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String kind;
  private String recipientType;
  private final Map<String, Object> identity = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();

  Exported(String kind, String recipientType, UUID guid, String displayName) {
    this.kind = kind;
    this.recipientType = recipientType;
    identity.put("guid", guid.toString());
    set("general", "displayName", displayName);
  }

  Exported type(String type) {
    recipientType = type;
    return this;
  }

  Exported identity(String key, Object value) {
    identity.put(key, value.toString());
    return this;
  }

  /** A field of a group that was read. */
  @SuppressWarnings("unchecked")
  Exported set(String group, String field, Object value) {
    Map<String, Object> read =
        groups.computeIfAbsent(
            group,
            key -> new LinkedHashMap<>(Map.of("state", "READ", "values", new LinkedHashMap<>())));
    ((Map<String, Object>) read.get("values")).put(field, value);
    return this;
  }

  /** A field that the source cannot give, of a group that was read. */
  Exported unable(String group, String field) {
    groups.get(group).put("notAvailable", List.of(field));
    return this;
  }

  Exported displayName(String name) {
    return set("general", "displayName", name);
  }

  /** All addresses, as Exchange writes them: {@code SMTP:} in capitals is the primary one. */
  Exported addresses(String... addresses) {
    return set("email-addresses", "addresses", List.of(addresses));
  }

  Exported members(Object... references) {
    return set("members", "members", List.of(references));
  }

  Exported trustees(String permission, Object... references) {
    return set("permissions." + permission, "trustees", List.of(references));
  }

  /** A group that was not read. */
  Exported unread(String group, String state) {
    groups.put(group, new LinkedHashMap<>(Map.of("state", state, "reason", "the server said no")));
    return this;
  }

  Exported without(String group) {
    groups.remove(group);
    return this;
  }

  String kind() {
    return kind;
  }

  String line() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("type", kind);
    record.put("recipientType", recipientType);
    record.put("identity", identity);
    record.put("groups", groups);
    return JSON.writeValueAsString(record);
  }

  /** A whole export with a right trailer; lines that are no records are counted as mailboxes. */
  static List<String> file(String organization, List<String> records) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List.of("mailbox", "list", "contact").forEach(kind -> counts.put(kind, 0));
    for (String line : records) {
      String kind =
          line.startsWith("{\"type\":\"list\"")
              ? "list"
              : line.startsWith("{\"type\":\"contact\"") ? "contact" : "mailbox";
      counts.merge(kind, 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    lines.add(header(organization));
    lines.addAll(records);
    lines.add(
        "{\"type\":\"trailer\",\"counts\":%s,\"finishedAt\":\"2026-01-05T02:20:00Z\"}"
            .formatted(JSON.writeValueAsString(counts)));
    return lines;
  }

  static String header(String organization) {
    return "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":1,\"organization\":\""
        + organization
        + "\",\"source\":\"on-premises\",\"host\":\"mgmt01\",\"startedAt\":\"2026-01-05T02:00:00Z\"}";
  }
}

package io.rollcall.exchange.online;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a cmdlet's answer. Null, "", blanks and [] all mean empty there, and are one here.
 *
 * @param values by name in lower case; an empty one is there with null, one that the answer does
 *     not have is not
 */
record Row(Map<String, @Nullable Object> values) {

  /**
   * @param wanted names in lower case; empty for all. A row has some 336 properties, with a sibling
   *     for the type of many
   */
  static Row of(JsonNode object, Set<String> wanted) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      String name = property.getKey().toLowerCase(Locale.ROOT);
      if (wanted.isEmpty() ? name.indexOf('@') < 0 : wanted.contains(name)) {
        values.put(name, value(property.getValue()));
      }
    }
    return new Row(values);
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        Object value = value(element);
        if (value != null) {
          list.add(value);
        }
      }
      return list.isEmpty() ? null : list;
    }
    if (node.isObject()) {
      return ofObject(node);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    String text = node.isNull() ? "" : node.asString("");
    return text.isBlank() ? null : text;
  }

  /** What a shell wraps around a limit; other objects stay as their text. */
  private static @Nullable Object ofObject(JsonNode node) {
    for (String unlimited : List.of("IsUnlimited", "isUnlimited")) {
      if (node.path(unlimited).asBoolean(false)) {
        return "Unlimited";
      }
    }
    for (String value : List.of("Value", "value")) {
      if (node.has(value)) {
        return value(node.path(value));
      }
    }
    return node.toString();
  }

  boolean has(String name) {
    return values.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** Text, number, flag or a list of them; null for an empty or missing one. */
  @Nullable Object get(String name) {
    return values.get(name.toLowerCase(Locale.ROOT));
  }

  /** A single value as text. */
  @Nullable String text(String name) {
    List<String> all = texts(name);
    return all.isEmpty() ? null : all.get(0);
  }

  /** A list, or a single value as a list of one. */
  List<String> texts(String name) {
    Object value = get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(text(name));
  }

  /** A GUID that is none of all zeros. */
  @Nullable UUID guid(String name) {
    String text = text(name);
    try {
      UUID guid = text == null || text.length() != 36 ? null : UUID.fromString(text);
      return guid == null || guid.equals(new UUID(0, 0)) ? null : guid;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The GUIDs under which other cmdlets name the same object, its identity first. */
  List<UUID> guids() {
    List<UUID> guids = new ArrayList<>(3);
    for (String name : List.of("guid", "externaldirectoryobjectid", "exchangeguid")) {
      UUID guid = guid(name);
      if (guid != null) {
        guids.add(guid);
      }
    }
    return guids;
  }
}

package io.rollcall.backendsync;

import io.rollcall.exchange.Field;
import io.rollcall.exchange.Limit;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.Reference;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canonical JSON of a settings group: fields in the order of their definition, empty ones
 * absent, a reference by the object it was resolved to, else by its normalised text. Equal settings
 * give equal text, whatever source they came from.
 */
final class Content {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Content() {}

  /**
   * Writes a group's settings.
   *
   * @param resolved the object that a reference stands for, or null
   */
  static String of(Map<String, Object> settings, Function<Reference, @Nullable Long> resolved) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      settings.forEach(
          (name, value) -> {
            json.writeName(name);
            write(json, value, resolved);
          });
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Writes a group's settings; those that the source cannot give stay what they were.
   *
   * @param before the group's newest content; null for none
   */
  static String of(
      Reading reading, @Nullable String before, Function<Reference, @Nullable Long> resolved) {
    if (reading.notAvailable().isEmpty() || before == null) {
      return of(reading.settings(), resolved);
    }
    JsonNode known = JSON.readTree(before);
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Field field : reading.section().fields()) {
        String name = field.name();
        Object value = reading.settings().get(name);
        if (reading.notAvailable().contains(name)) {
          if (known.has(name)) {
            json.writeName(name);
            json.writeTree(known.get(name));
          }
        } else if (value != null) {
          json.writeName(name);
          write(json, value, resolved);
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(
      JsonGenerator json, Object value, Function<Reference, @Nullable Long> resolved) {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Limit limit) {
      json.writeString(limit.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    } else if (value instanceof Reference reference) {
      writeReference(json, reference, resolved.apply(reference));
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      sorted(list, resolved).forEach(element -> write(json, element, resolved));
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("no settings value: " + value.getClass());
    }
  }

  /** References sort by what they were resolved to: their raw texts differ between sources. */
  private static List<?> sorted(List<?> list, Function<Reference, @Nullable Long> resolved) {
    if (list.isEmpty() || !(list.get(0) instanceof Reference)) {
      return list;
    }
    return list.stream()
        .map(Reference.class::cast)
        .sorted(
            java.util.Comparator.comparing(
                reference -> Links.targetKey(reference, resolved.apply(reference))))
        .toList();
  }

  private static void writeReference(
      JsonGenerator json, Reference reference, @Nullable Long object) {
    json.writeStartObject();
    if (object == null) {
      json.writeStringProperty("raw", Links.normalised(reference));
    } else {
      json.writeNumberProperty("object", object);
    }
    json.writeEndObject();
  }
}

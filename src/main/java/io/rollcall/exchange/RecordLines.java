package io.rollcall.exchange;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The lines of an export of a live backend. Equal objects give equal lines, whatever order the
 * backend answered in: keys stand in the order of their definition, lists are sorted. What JSON can
 * spell and no database column holds is left to the reader, who refuses it record by record.
 */
final class RecordLines {
  private static final JsonFactory FACTORY = new JsonFactory();

  private RecordLines() {}

  private interface Content {
    void write(JsonGenerator json);
  }

  private static byte[] line(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static byte[] header(String organization, String source, Instant startedAt) {
    return line(
        json -> {
          json.writeStringProperty("type", "header");
          json.writeStringProperty("format", Envelope.FORMAT);
          json.writeNumberProperty("version", Envelope.VERSION);
          json.writeStringProperty("organization", organization);
          json.writeStringProperty("source", source);
          json.writeStringProperty("startedAt", startedAt.toString());
        });
  }

  static byte[] trailer(Map<ObjectKind, Long> counts, Instant finishedAt) {
    return line(
        json -> {
          json.writeStringProperty("type", "trailer");
          json.writeName("counts");
          json.writeStartObject();
          counts.forEach((kind, count) -> json.writeNumberProperty(kind.key(), count));
          json.writeEndObject();
          json.writeStringProperty("finishedAt", finishedAt.toString());
        });
  }

  static byte[] of(BackendObject object) {
    return line(
        json -> {
          json.writeStringProperty("type", object.kind().key());
          json.writeStringProperty("recipientType", object.recipientType());
          json.writeName("identity");
          identity(json, object.identity());
          json.writeName("groups");
          json.writeStartObject();
          for (Section section : Section.of(object.kind())) {
            Group group = object.groups().get(section);
            if (group != null) {
              json.writeName(section.key());
              group(json, section, group);
            }
          }
          json.writeEndObject();
        });
  }

  private static void identity(JsonGenerator json, Identity identity) {
    json.writeStartObject();
    property(json, "guid", identity.backendGuid());
    property(json, "exchangeGuid", identity.exchangeGuid());
    property(json, "entraId", identity.entraId());
    property(json, "distinguishedName", identity.distinguishedName());
    property(json, "legacyExchangeDn", identity.legacyExchangeDn());
    property(json, "samAccountName", identity.samAccountName());
    property(json, "userPrincipalName", identity.userPrincipalName());
    json.writeEndObject();
  }

  private static void property(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }

  private static void group(JsonGenerator json, Section section, Group group) {
    json.writeStartObject();
    json.writeStringProperty("state", group.state().name());
    property(json, "reason", group.reason());
    if (group.state() == GroupState.READ) {
      if (!group.notAvailable().isEmpty()) {
        json.writeName(SectionReader.NOT_AVAILABLE);
        value(json, new TreeSet<>(group.notAvailable()));
      }
      json.writeName("values");
      values(json, section, group.values());
    }
    json.writeEndObject();
  }

  private static void values(
      JsonGenerator json, Section section, Map<String, ? extends @Nullable Object> values) {
    json.writeStartObject();
    List<String> names =
        section.shape() == Section.Shape.SETTINGS
            ? section.fields().stream().map(Field::name).toList()
            : List.of(SectionReader.contentName(section.shape()));
    if (!names.containsAll(values.keySet())) {
      throw new IllegalArgumentException(section + " has no such settings: " + values.keySet());
    }
    for (String name : names) {
      Object value = values.get(name);
      if (value != null) {
        json.writeName(name);
        value(json, value);
      }
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) {
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Reference reference) {
      reference(json, reference);
    } else if (value instanceof Collection<?> list) {
      json.writeStartArray();
      sorted(list).forEach(element -> value(json, element));
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }

  private static List<?> sorted(Collection<?> list) {
    if (list.stream().allMatch(Reference.class::isInstance)) {
      return list.stream()
          .map(Reference.class::cast)
          .sorted(
              Comparator.comparing(Reference::raw)
                  .thenComparing(Reference::guid, Comparator.nullsLast(UUID::compareTo))
                  .thenComparing(
                      Reference::address, Comparator.nullsLast(Comparator.naturalOrder())))
          .toList();
    }
    return list.stream().map(Object::toString).sorted().toList();
  }

  private static void reference(JsonGenerator json, Reference reference) {
    json.writeStartObject();
    property(json, "guid", reference.guid());
    property(json, "address", reference.address());
    json.writeStringProperty("raw", reference.raw());
    json.writeEndObject();
  }
}

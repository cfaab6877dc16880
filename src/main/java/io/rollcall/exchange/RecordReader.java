package io.rollcall.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one line; what was read before a refusal names the object in the refusal. */
final class RecordReader {
  private static final int MAX_NAME_CHARS = 4_096;

  private final byte[] line;
  private final List<String> notices = new ArrayList<>(0);
  private final Map<Section, Reading> readings = new EnumMap<>(Section.class);
  private @Nullable ObjectKind kind;
  private @Nullable String typeRaw;
  private Map<String, @Nullable Object> identity = Map.of();
  private @Nullable Statistics statistics;

  RecordReader(byte[] line) {
    this.line = line;
  }

  Parsed read() {
    try (JsonParser parser = Json.parser(line)) {
      readLine(parser);
      return record();
    } catch (JacksonException e) {
      return refused(
          "is no valid JSON: " + Json.clip(String.valueOf(e.getOriginalMessage())),
          "Export again with scripts/Export-ExchangeObjects.ps1.");
    } catch (Refusal e) {
      return refused(e.reason(), e.advice());
    }
  }

  private void readLine(JsonParser parser) throws Refusal {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Refusal("is no JSON object");
    }
    Set<String> names = new HashSet<>(8);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (!names.add(name)) {
        throw Refusal.duplicateKey(name);
      }
      parser.nextToken();
      readPart(parser, name);
    }
    if (parser.nextToken() != null) {
      throw new Refusal("is followed by something else on its line");
    }
  }

  private void readPart(JsonParser parser, String name) throws Refusal {
    switch (name) {
      case "type" -> kind = kind(Json.read(parser));
      case "recipientType" -> typeRaw = typeRaw(Json.read(parser));
      case "identity" -> identity = identity(parser);
      case "groups" -> readGroups(parser);
      case "statistics" -> statistics = statistics(Json.read(parser));
      default -> {
        Json.read(parser);
        notices.add(unknown("the record", "property", name));
      }
    }
  }

  private static ObjectKind kind(@Nullable Object type) throws Refusal {
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.key().equals(type)) {
        return kind;
      }
    }
    throw new Refusal(
        "has the unknown type \"" + Json.clip(String.valueOf(type)) + "\"",
        "A record is a mailbox, a list or a contact.");
  }

  private static @Nullable String typeRaw(@Nullable Object value) {
    if (value instanceof String text && text.length() < 80) {
      return text;
    }
    return value == null ? null : Json.clip(value);
  }

  private static Map<String, @Nullable Object> identity(JsonParser parser) throws Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new Refusal("has an identity that is no object");
    }
    return Json.object(parser);
  }

  private void readGroups(JsonParser parser) throws Refusal {
    ObjectKind known = kind;
    if (known == null) {
      throw new Refusal(
          "does not begin with its type", "Write \"type\" first; the export script does.");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new Refusal("has groups that are no object");
    }
    if (isExcluded()) {
      parser.skipChildren(); // a system mailbox need not be in order
      return;
    }
    Set<String> others = new HashSet<>(0);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Section section = Section.of(known, name);
      parser.nextToken();
      if (section == null ? !others.add(name) : readings.containsKey(section)) {
        throw Refusal.duplicateKey(name);
      }
      if (section == null) {
        Json.read(parser);
        notices.add(unknown("a " + known.key(), "group", name));
      } else {
        readings.put(section, SectionReader.read(parser, section, notices));
      }
    }
  }

  private boolean isExcluded() {
    return typeRaw != null
        && Classification.of(typeRaw).verdict() == Classification.Verdict.EXCLUDED;
  }

  private @Nullable Statistics statistics(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    try {
      Object items = Values.convert(new Field("itemCount", FieldType.NUMBER), map.get("itemCount"));
      Object bytes = Values.convert(new Field("bytes", FieldType.SIZE), map.get("totalItemSize"));
      Object logon = map.get("lastLogonTime");
      return new Statistics(
          items instanceof Long count ? count : null,
          bytes instanceof Long size ? size : null,
          logon == null ? null : Times.instant(logon));
    } catch (WrongForm e) {
      notices.add("the statistics could not be read: " + e.reason());
      return null;
    }
  }

  private Parsed record() throws Refusal {
    ObjectKind given = kind;
    String raw = typeRaw;
    if (given == null || raw == null) {
      throw new Refusal("does not say its " + (given == null ? "type" : "recipient type"));
    }
    Classification classification = Classification.of(raw);
    RecipientType type = classification.type();
    if (classification.verdict() == Classification.Verdict.EXCLUDED) {
      return new Parsed.Excluded(raw, guidOrNull());
    }
    if (type == null) {
      throw new Refusal(
          "has the recipient type \"" + raw + "\", which this program does not know",
          "The object was left out; report the type, so that it can be added.");
    }
    if (type.kind() != given) {
      throw new Refusal(
          "is called a %s, but its recipient type %s is a %s"
              .formatted(given.key(), raw, type.kind().key()));
    }
    return new Parsed.Read(object(type, raw), List.copyOf(notices));
  }

  private ExchangeObject object(RecipientType type, String raw) throws Refusal {
    Identity names = identity();
    for (Section section : Section.of(type.kind())) {
      readings.computeIfAbsent(
          section, absent -> Reading.without(absent, GroupState.NOT_AVAILABLE, null));
    }
    return new ExchangeObject(
        type,
        raw,
        names,
        displayName(),
        primarySmtp(),
        Collections.unmodifiableMap(readings),
        statistics);
  }

  private Identity identity() throws Refusal {
    UUID backend = guid("guid");
    if (backend == null) {
      throw new Refusal(
          "names no GUID", "An object is known by its GUID; export again with the script.");
    }
    for (String name : identity.keySet()) {
      if (!IDENTITY.contains(name)) {
        notices.add(unknown("the identity", "property", name));
      }
    }
    return new Identity(
        backend,
        guid("exchangeGuid"),
        guid("entraId"),
        name("distinguishedName"),
        name("legacyExchangeDn"),
        name("samAccountName"),
        name("userPrincipalName"));
  }

  /** The keys of an identity in an export. */
  static final List<String> IDENTITY =
      List.of(
          "guid",
          "exchangeGuid",
          "entraId",
          "distinguishedName",
          "legacyExchangeDn",
          "samAccountName",
          "userPrincipalName");

  private @Nullable UUID guid(String key) throws Refusal {
    Object value = identity.get(key);
    try {
      return value == null ? null : Values.guid(value.toString());
    } catch (WrongForm e) {
      throw new Refusal("has a wrong " + key + ": " + e.reason());
    }
  }

  private @Nullable String name(String key) throws Refusal {
    Object value = identity.get(key);
    try {
      return value == null ? null : Values.text(value, MAX_NAME_CHARS);
    } catch (WrongForm e) {
      throw new Refusal("has a wrong " + key + ": " + e.reason());
    }
  }

  private @Nullable UUID guidOrNull() {
    try {
      return guid("guid");
    } catch (Refusal e) {
      return null;
    }
  }

  private @Nullable String displayName() {
    Section general = kind == null ? null : Section.of(kind, "general");
    Reading reading = general == null ? null : readings.get(general);
    return reading != null && reading.settings().get("displayName") instanceof String name
        ? name
        : null;
  }

  private @Nullable String primarySmtp() {
    Section section = kind == null ? null : Section.of(kind, "email-addresses");
    Reading reading = section == null ? null : readings.get(section);
    if (reading == null || reading.addresses().isEmpty()) {
      return null;
    }
    Address first = reading.addresses().get(0);
    return first.primary() ? first.value() : null;
  }

  private Parsed.Refused refused(String what, String advice) {
    UUID guid = guidOrNull();
    String address = primarySmtp();
    String item = address != null ? address : guid == null ? "" : guid.toString();
    String subject = kind == null ? "record" : kind.key().toLowerCase(Locale.ROOT);
    return new Parsed.Refused(guid, item, "The " + subject + " " + what + ".", advice);
  }

  private static String unknown(String where, String what, String name) throws Refusal {
    return "%s has the %s \"%s\", which this program does not know"
        .formatted(where, what, Json.clip(Json.checked(name)));
  }
}

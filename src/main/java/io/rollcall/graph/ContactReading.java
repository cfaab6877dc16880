package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From Graph's JSON of a contact to a card. Properties that nobody has heard of are passed over;
 * one of another shape than Graph's is an {@link IllegalStateException}: nothing of a contact is
 * left out without a word.
 */
final class ContactReading {
  static final String EXTENDED = "singleValueExtendedProperties";

  /** PidLidHasPicture ([MS-OXOCNTC] 2.2.1.8.1). */
  static final String HAS_PICTURE = "Boolean {00062004-0000-0000-C000-000000000046} Id 0x8015";

  private ContactReading() {}

  static GraphContact contact(JsonObject json, Map<String, String> extended) {
    EnumMap<ContactField, Object> values = new EnumMap<>(ContactField.class);
    for (ContactField field : ContactField.values()) {
      Object value = value(field, json, extended);
      if (value != null) {
        values.put(field, value);
      }
    }
    String picture = extended.get(key(HAS_PICTURE));
    return new GraphContact(
        id(json),
        text(json, "changeKey"),
        instant(json, "createdDateTime"),
        instant(json, "lastModifiedDateTime"),
        picture == null ? null : Boolean.valueOf(picture),
        new ContactCard(values));
  }

  private static @Nullable Object value(
      ContactField field, JsonObject json, Map<String, String> extended) {
    String name = field.graphName();
    return switch (field.shape()) {
      case TEXT -> text(json, name);
      case TEXTS -> texts(json, name);
      case DATE -> day(json, name);
      case EMAILS -> emails(json, name);
      case ADDRESS -> address(json, name);
      case EXTENDED -> extended.get(key(name));
    };
  }

  /** The extended properties of an answer, by {@link #key}. */
  static void extended(JsonObject json, Map<String, String> into) {
    for (JsonElement one : array(json, EXTENDED)) {
      JsonObject property = object(one, EXTENDED);
      String id = text(property, "id");
      String value = text(property, "value");
      if (id != null && value != null) {
        into.put(key(id), value);
      }
    }
  }

  /** Ids come back in another spelling than they were asked for. */
  static String key(String extendedId) {
    return extendedId.toLowerCase(Locale.ROOT);
  }

  static String id(JsonObject json) {
    String id = text(json, "id");
    if (id == null || id.isEmpty()) {
      throw new IllegalStateException("it has no id");
    }
    return id;
  }

  static @Nullable String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null || value.isJsonNull() ? null : text(value, name);
  }

  private static String text(JsonElement value, String name) {
    if (!value.isJsonPrimitive()) {
      throw new IllegalStateException(name + " is no text");
    }
    return value.getAsString();
  }

  private static @Nullable Instant instant(JsonObject json, String name) {
    String text = text(json, name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalStateException(name + " is no time", e);
    }
  }

  /**
   * The day that was meant. Exchange keeps it at 11:59 UTC; other programs write the midnight of
   * their own zone, which east of Greenwich is on the day before.
   */
  private static @Nullable LocalDate day(JsonObject json, String name) {
    String text = text(json, name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return moment.toLocalTime().isAfter(LocalTime.NOON)
          ? moment.toLocalDate().plusDays(1)
          : moment.toLocalDate();
    } catch (DateTimeException e) {
      throw new IllegalStateException(name + " is no time", e);
    }
  }

  private static List<String> texts(JsonObject json, String name) {
    List<String> found = new ArrayList<>();
    array(json, name).forEach(one -> found.add(one.isJsonNull() ? "" : text(one, name)));
    return found;
  }

  private static List<ContactEmail> emails(JsonObject json, String name) {
    List<ContactEmail> found = new ArrayList<>();
    for (JsonElement one : array(json, name)) {
      if (!one.isJsonNull()) {
        JsonObject email = object(one, name);
        found.add(new ContactEmail(part(email, "name"), part(email, "address")));
      }
    }
    return found;
  }

  private static @Nullable ContactAddress address(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      return null;
    }
    JsonObject address = object(value, name);
    return new ContactAddress(
        part(address, "street"),
        part(address, "city"),
        part(address, "state"),
        part(address, "postalCode"),
        part(address, "countryOrRegion"));
  }

  private static String part(JsonObject json, String name) {
    String text = text(json, name);
    return text == null ? "" : text;
  }

  private static JsonArray array(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      return new JsonArray();
    }
    if (!(value instanceof JsonArray array)) {
      throw new IllegalStateException(name + " is no list");
    }
    return array;
  }

  private static JsonObject object(JsonElement value, String name) {
    if (!(value instanceof JsonObject object)) {
      throw new IllegalStateException(name + " is no object");
    }
    return object;
  }
}

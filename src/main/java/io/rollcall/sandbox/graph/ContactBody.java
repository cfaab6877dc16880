package io.rollcall.sandbox.graph;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * What a request wants a contact to say, and what Exchange makes of it: a birthday becomes a day at
 * 11:59, a name that is not said is made of others, and what only the server may say is refused or
 * passed over.
 */
final class ContactBody {
  private static final Map<String, Integer> MOST =
      Map.of("emailAddresses", 3, "businessPhones", 2, "homePhones", 2);
  private static final Set<String> READ_ONLY =
      Set.of("id", "changeKey", "createdDateTime", "lastModifiedDateTime", "parentFolderId");

  private final Map<String, @Nullable Object> values;

  private ContactBody(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** Null when the body is no JSON object. */
  static @Nullable ContactBody of(Request request) {
    try {
      Map<String, @Nullable Object> values =
          new LinkedHashMap<>(
              Reply.JSON.readValue(request.body(), new TypeReference<Map<String, Object>>() {}));
      return new ContactBody(values);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Why it is refused; null when it is not. */
  @Nullable Reply refusal(Set<Trait> traits) {
    for (Map.Entry<String, @Nullable Object> property : values.entrySet()) {
      String name = property.getKey();
      if (READ_ONLY.contains(name) && traits.contains(Trait.READ_ONLY_REFUSED)) {
        return Reply.outlook(
            400, "ErrorInvalidPropertySet", "Property '" + name + "' is read-only.");
      }
      if (!isKnown(name)) {
        return Reply.outlook(
            400,
            "RequestBodyRead",
            "The property '%s' does not exist on type 'microsoft.graph.contact'.".formatted(name));
      }
      int most = MOST.getOrDefault(name, Integer.MAX_VALUE);
      if (property.getValue() instanceof List<?> list && list.size() > most) {
        return Reply.outlook(
            400,
            "ErrorInvalidArgument",
            "The multi value property %s has %d entries, that exceeds the max allowed value of %d"
                .formatted(
                    Character.toUpperCase(name.charAt(0)) + name.substring(1), list.size(), most));
      }
    }
    return birthday() == null && values.get("birthday") != null
        ? Reply.outlook(400, "ErrorInvalidArgument", "The value of birthday is not valid.")
        : null;
  }

  /** Writes it into a contact. */
  void into(SandboxContact contact, boolean created) {
    values.forEach(
        (name, value) -> {
          if (name.equals(SandboxMailbox.EXTENDED) && value instanceof List<?> list) {
            for (Object one : list) {
              Map<?, ?> property = (Map<?, ?>) one;
              contact.extended.put(
                  String.valueOf(property.get("id")), String.valueOf(property.get("value")));
            }
          } else if (name.equals("birthday")) {
            LocalDate day = birthday();
            contact.values.put(name, day == null ? null : day + "T11:59:00Z");
          } else if (!READ_ONLY.contains(name) && !name.startsWith("@")) {
            contact.values.put(name, value);
          }
        });
    if (!values.containsKey("displayName") && (created || namesPerson())) {
      contact.values.put("displayName", made(contact, " ", "givenName", "surname"));
    }
    if (!values.containsKey("fileAs") && (created || namesPerson())) {
      contact.values.put("fileAs", made(contact, ", ", "surname", "givenName"));
    }
  }

  private boolean namesPerson() {
    return values.containsKey("givenName")
        || values.containsKey("surname")
        || values.containsKey("companyName");
  }

  private static String made(SandboxContact contact, String between, String... parts) {
    String name =
        Stream.of(parts)
            .map(part -> Objects.toString(contact.values.get(part), ""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(between));
    return name.isEmpty() ? Objects.toString(contact.values.get("companyName"), "") : name;
  }

  private @Nullable LocalDate birthday() {
    try {
      return values.get("birthday") instanceof String text
          ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
          : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static boolean isKnown(String name) {
    return name.startsWith("@")
        || READ_ONLY.contains(name)
        || name.equals(SandboxMailbox.EXTENDED)
        || ContactJson.LISTS.contains(name)
        || ContactJson.ADDRESSES.contains(name)
        || ContactJson.TEXTS.contains(name);
  }
}

package io.rollcall.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From the forms in which PowerShell and REST write a value to its one canonical form. Null, "",
 * and an empty list all mean empty, which is absent here.
 */
final class Values {
  private static final int MAX_REFERENCE_CHARS = 2_048;
  private static final String WHOLE_SECOND = ".0000000Z";
  private static final UUID NO_GUID = new UUID(0, 0);

  private Values() {}

  /** The canonical value, or null for an empty one. */
  static @Nullable Object convert(Field field, @Nullable Object given) throws WrongForm {
    Object value = unwrap(given);
    if (value == null) {
      return null;
    }
    return switch (field.type()) {
      case TEXT -> text(value, field.maxChars());
      case ADDRESS -> smtp(text(value, MAX_REFERENCE_CHARS));
      case TEXTS -> texts(value, field.maxChars());
      case FLAG -> flag(value);
      case NUMBER -> number(value);
      case SIZE -> size(value);
      case DURATION -> duration(value);
      case TIME -> time(value);
      case GUID -> guidText(value);
      case REFERENCE -> reference(value);
      case REFERENCES -> references(value);
    };
  }

  /**
   * Undoes what PowerShell wraps around a value: the Unlimited type of a local Exchange shell
   * ({@code IsUnlimited}, {@code Value}), the {@code value} of a decorated date, a list of one.
   */
  private static @Nullable Object unwrap(@Nullable Object given) throws WrongForm {
    if (given instanceof Map<?, ?> map) {
      if (Boolean.TRUE.equals(map.get("IsUnlimited"))
          || Boolean.TRUE.equals(map.get("isUnlimited"))) {
        return Limit.UNLIMITED;
      }
      if (map.containsKey("Value")) {
        return unwrap(map.get("Value"));
      }
      return map.containsKey("value") ? unwrap(map.get("value")) : given;
    }
    if (given instanceof List<?> list && list.size() <= 1) {
      return list.isEmpty() ? null : unwrap(list.get(0));
    }
    return given instanceof String text && text.isBlank() ? null : given;
  }

  static @Nullable String text(Object value, int maxChars) throws WrongForm {
    if (value instanceof Map || value instanceof List) {
      throw new WrongForm("single text", value);
    }
    String text = value == Limit.UNLIMITED ? "Unlimited" : value.toString();
    if (text.length() > maxChars) {
      throw new WrongForm("text of at most " + maxChars + " characters", text);
    }
    return text.isBlank() ? null : text;
  }

  private static @Nullable String smtp(@Nullable String text) {
    return text != null && text.regionMatches(true, 0, "smtp:", 0, 5) ? text.substring(5) : text;
  }

  private static @Nullable List<String> texts(Object value, int maxChars) throws WrongForm {
    TreeSet<String> sorted = new TreeSet<>();
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      String text = element == null ? null : text(element, maxChars);
      if (text != null) {
        sorted.add(text);
      }
    }
    return sorted.isEmpty() ? null : List.copyOf(sorted);
  }

  private static Boolean flag(Object value) throws WrongForm {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new WrongForm("true or false", value);
    };
  }

  private static Object number(Object value) throws WrongForm {
    if (value instanceof Long || value instanceof Limit) {
      return value;
    }
    String text = value.toString().trim();
    if (isUnlimited(text)) {
      return Limit.UNLIMITED;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new WrongForm("number", value);
    }
  }

  private static Object size(Object value) throws WrongForm {
    if ((value instanceof Long bytes && bytes >= 0) || value instanceof Limit) {
      return value;
    }
    return value instanceof String text ? Sizes.bytes(text.trim()) : wrong("size", value);
  }

  private static Object duration(Object value) throws WrongForm {
    if ((value instanceof Long seconds && seconds >= 0) || value instanceof Limit) {
      return value;
    }
    if (value instanceof Map<?, ?> span && span.get("Ticks") instanceof Long ticks && ticks >= 0) {
      return ticks / 10_000_000;
    }
    String text = value instanceof String given ? given.trim() : "";
    return isUnlimited(text) ? Limit.UNLIMITED : (Object) seconds(text, value);
  }

  private static Long seconds(String text, Object value) throws WrongForm {
    return text.isEmpty() ? (Long) wrong("duration", value) : Times.seconds(text);
  }

  static boolean isUnlimited(String text) {
    return text.equalsIgnoreCase("unlimited");
  }

  private static @Nullable String time(Object value) throws WrongForm {
    var instant = Times.instant(value);
    if (instant != null && value instanceof String text && isCanonicalButForItsFraction(text)) {
      return text.substring(0, 19) + "Z";
    }
    return instant == null ? null : instant.toString();
  }

  /** What the export script writes; to print an instant costs as much as to read a whole group. */
  private static boolean isCanonicalButForItsFraction(String text) {
    return text.length() == 28 && text.charAt(10) == 'T' && text.endsWith(WHOLE_SECOND);
  }

  private static @Nullable String guidText(Object value) throws WrongForm {
    UUID guid = value instanceof String text ? guid(text) : (UUID) wrong("GUID", value);
    return guid == null ? null : guid.toString();
  }

  /** All zeros is how Exchange writes that there is none. */
  static @Nullable UUID guid(String given) throws WrongForm {
    String text = given.trim();
    if (text.startsWith("{") && text.endsWith("}")) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.isEmpty()) {
      return null;
    }
    if (!looksLikeGuid(text)) {
      throw new WrongForm("GUID", given);
    }
    UUID guid = UUID.fromString(text);
    return guid.equals(NO_GUID) ? null : guid;
  }

  private static boolean looksLikeGuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.chars().allMatch(c -> c < 128);
  }

  /** A text names an object by GUID, by address or by what only the backend can resolve. */
  static @Nullable Reference reference(@Nullable Object value) throws WrongForm {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      String raw = text(value, MAX_REFERENCE_CHARS);
      return raw == null ? null : reference(raw);
    }
    UUID guid = map.get("guid") instanceof String text ? guid(text) : null;
    String address = smtp(part(map, "address"));
    String raw = part(map, "raw");
    if (raw == null) {
      raw = address != null ? address : guid == null ? null : guid.toString();
    }
    return raw == null ? null : new Reference(guid, address, raw);
  }

  private static Reference reference(String raw) throws WrongForm {
    if (looksLikeGuid(raw)) {
      return new Reference(guid(raw), null, raw);
    }
    String bare = raw.regionMatches(true, 0, "smtp:", 0, 5) ? raw.substring(5) : raw;
    int at = bare.indexOf('@');
    boolean address =
        at > 0 && at == bare.lastIndexOf('@') && bare.indexOf(' ') < 0 && bare.indexOf('=') < 0;
    return new Reference(null, address ? bare : null, raw);
  }

  private static @Nullable String part(Map<?, ?> map, String key) throws WrongForm {
    Object value = map.get(key);
    return value == null ? null : text(value, MAX_REFERENCE_CHARS);
  }

  private static @Nullable List<Reference> references(Object value) throws WrongForm {
    List<Reference> references = new ArrayList<>();
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      Reference reference = reference(element);
      if (reference != null) {
        references.add(reference);
      }
    }
    return references.isEmpty() ? null : sorted(references);
  }

  /** Sorted by raw text; of several that name the same object, the first is kept. */
  static List<Reference> sorted(List<Reference> references) {
    if (references.size() < 2) {
      return List.copyOf(references);
    }
    references.sort(
        Comparator.comparing(Reference::raw)
            .thenComparing(Reference::guid, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Reference::address, Comparator.nullsLast(Comparator.naturalOrder())));
    var seen = new HashSet<Object>();
    references.removeIf(reference -> !seen.add(name(reference)));
    return List.copyOf(references);
  }

  private static Object name(Reference reference) {
    UUID guid = reference.guid();
    if (guid != null) {
      return guid;
    }
    String address = reference.address();
    return (address == null ? reference.raw() : address).toLowerCase(Locale.ROOT);
  }

  private static Object wrong(String expected, Object value) throws WrongForm {
    throw new WrongForm(expected, value);
  }
}

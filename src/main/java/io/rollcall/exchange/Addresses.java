package io.rollcall.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses of an object, from EmailAddresses. */
final class Addresses {

  /** Longer than any address mail can be sent to (RFC 5321: 256), short enough for an X500 one. */
  private static final int MAX_CHARS = 500;

  private static final Comparator<Address> ORDER =
      Comparator.comparing((Address address) -> !address.primary()).thenComparing(Address::key);

  private Addresses() {}

  /**
   * Sorted, the primary one first, each key once. Upper-case {@code SMTP:} marks the primary
   * address; the case of any other prefix says nothing.
   */
  static List<Address> read(ObjectKind kind, @Nullable Object value) throws Refusal {
    Map<String, Address> byKey = new LinkedHashMap<>();
    for (Object element : elements(value)) {
      if (!(element instanceof String text)) {
        throw new Refusal("has an address that is no text: " + Json.clip(String.valueOf(element)));
      }
      Address address = address(text);
      byKey.merge(address.key(), address, Addresses::either);
    }
    requireOnePrimary(kind, byKey);
    List<Address> sorted = new ArrayList<>(byKey.values());
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }

  /** Of two spellings always the same one, in whatever order the backend gives them. */
  private static Address either(Address a, Address b) {
    if (a.primary() != b.primary()) {
      return a.primary() ? a : b;
    }
    return a.value().compareTo(b.value()) <= 0 ? a : b;
  }

  private static List<?> elements(@Nullable Object value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static Address address(String given) throws Refusal {
    String text = given.trim();
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "smtp" : text.substring(0, colon).trim();
    String value = text.substring(colon + 1).trim();
    if (value.isEmpty() || prefix.isEmpty() || (colon < 0 && value.indexOf('@') < 0)) {
      throw new Refusal("has an address without a value: \"" + Json.clip(given) + "\"");
    }
    if (text.length() > MAX_CHARS) {
      throw new Refusal(
          "has an address of %d characters, more than %d: \"%s\""
              .formatted(text.length(), MAX_CHARS, Json.clip(given)));
    }
    return new Address(prefix.toLowerCase(Locale.ROOT), value, prefix.equals("SMTP"));
  }

  private static void requireOnePrimary(ObjectKind kind, Map<String, Address> byKey)
      throws Refusal {
    List<String> primary =
        byKey.values().stream().filter(Address::primary).map(Address::value).sorted().toList();
    if (primary.size() > 1) {
      throw new Refusal(
          "has %d primary addresses: %s".formatted(primary.size(), Json.clip(primary)));
    }
    if (primary.isEmpty() && kind == ObjectKind.MAILBOX) {
      throw new Refusal("has no primary address (SMTP: in capitals)");
    }
  }
}

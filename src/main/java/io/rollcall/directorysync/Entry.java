package io.rollcall.directorysync;

import io.rollcall.graph.ProxyAddresses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A user or a list as the panel keeps it.
 *
 * @param fields by Graph's names, without those that have no value
 * @param addresses the primary one first, if there is one; no two with the same key
 */
record Entry(Kind kind, String id, Map<String, String> fields, List<Address> addresses) {

  /** An address as it is written. */
  record Address(String address, boolean primary) {

    /** What it is looked up by. */
    String key() {
      return address.toLowerCase(Locale.ROOT);
    }
  }

  Entry {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields)); // in order: the digest is of it
    addresses = List.copyOf(addresses);
  }

  /**
   * From values as Graph gives them.
   *
   * @param content by Graph's names: texts, booleans, lists of texts, null
   */
  static Entry of(Kind kind, String id, Map<String, @Nullable Object> content) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Kind.Column column : kind.columns()) {
      String text = text(content.get(column.field()));
      if (text != null) {
        fields.put(column.field(), text);
      }
    }
    return new Entry(kind, id, fields, addresses(content.get(Kind.PROXY_ADDRESSES)));
  }

  /** An empty list is no value; lists have no order of their own. */
  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<String> texts = list.stream().map(String::valueOf).sorted().toList();
      return texts.isEmpty() ? null : String.join(", ", texts);
    }
    return value == null ? null : value.toString();
  }

  private static List<Address> addresses(@Nullable Object proxies) {
    List<String> texts =
        proxies instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    ProxyAddresses parsed = ProxyAddresses.of(texts);
    List<Address> addresses = new ArrayList<>();
    if (parsed.primary() != null) {
      addresses.add(new Address(parsed.primary(), true));
    }
    parsed.aliases().stream().sorted().forEach(alias -> addresses.add(new Address(alias, false)));
    return addresses;
  }

  /** The values that would make it, by Graph's names, for laying newer ones over them. */
  Map<String, @Nullable Object> content() {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(fields);
    content.put(
        Kind.PROXY_ADDRESSES,
        addresses.stream()
            .map(address -> (address.primary() ? "SMTP:" : "smtp:") + address.address())
            .toList());
    return content;
  }

  @Nullable String primary() {
    return addresses.stream()
        .filter(Address::primary)
        .map(Address::address)
        .findFirst()
        .orElse(null);
  }

  Entry withAddresses(List<Address> others) {
    return new Entry(kind, id, fields, others);
  }

  /** For people: user name or address, else name, else id. */
  String label() {
    String named = kind == Kind.USER ? fields.get(Kind.USER_PRINCIPAL_NAME) : primary();
    return Objects.requireNonNullElseGet(
        named, () -> fields.getOrDefault(Kind.MAIL, fields.getOrDefault("displayName", id)));
  }
}

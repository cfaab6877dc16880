package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.testing.TestHome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the panel should hold of a directory, worked out from the directory itself in the plainest
 * way: each time anew and all of it.
 */
final class ExpectedPanel {
  private static final Map<String, String> USER_COLUMNS = new LinkedHashMap<>();
  private static final Map<String, String> LIST_COLUMNS = new LinkedHashMap<>();

  static {
    USER_COLUMNS.put("user_principal_name", "userPrincipalName");
    USER_COLUMNS.put("display_name", "displayName");
    USER_COLUMNS.put("given_name", "givenName");
    USER_COLUMNS.put("surname", "surname");
    USER_COLUMNS.put("mail", "mail");
    USER_COLUMNS.put("account_enabled", "accountEnabled");
    USER_COLUMNS.put("user_type", "userType");
    USER_COLUMNS.put("licenses", "assignedLicenses");
    USER_COLUMNS.put("on_premises_sync", "onPremisesSyncEnabled");
    USER_COLUMNS.put("job_title", "jobTitle");
    USER_COLUMNS.put("department", "department");
    USER_COLUMNS.put("business_phones", "businessPhones");
    LIST_COLUMNS.put("display_name", "displayName");
    LIST_COLUMNS.put("description", "description");
    LIST_COLUMNS.put("mail", "mail");
    LIST_COLUMNS.put("mail_nickname", "mailNickname");
    LIST_COLUMNS.put("mail_enabled", "mailEnabled");
    LIST_COLUMNS.put("security_enabled", "securityEnabled");
    LIST_COLUMNS.put("group_types", "groupTypes");
  }

  /**
   * Who belongs into the panel.
   *
   * @param domains accepted ones; empty for all
   * @param excluded beginnings of addresses; none when empty
   */
  record Rules(
      Set<String> domains,
      boolean guests,
      boolean disabled,
      boolean licensedOnly,
      String excluded) {

    /** As the job's definition says them. */
    String yaml() {
      return "{accepted-domains: %s, guests: %s, disabled-accounts: %s, licensed-only: %s, exclude: [%s]}"
          .formatted(
              !domains.isEmpty(),
              guests,
              disabled,
              licensedOnly,
              excluded.isEmpty() ? "" : "\"" + excluded + "*\"");
    }

    private boolean take(Kind kind, Map<String, @Nullable Object> values) {
      String primary = primary(values);
      String name = kind == Kind.USER ? "userPrincipalName" : "mail";
      String counts = primary == null ? text(values.get(name)) : primary;
      boolean guest = kind == Kind.USER && "Guest".equals(values.get("userType"));
      boolean outside =
          !domains.isEmpty()
              && !guest
              && !domains.contains(
                  Objects.requireNonNullElse(counts, "")
                      .replaceFirst(".*@", "")
                      .toLowerCase(Locale.ROOT));
      boolean left =
          !excluded.isEmpty()
              && java.util.stream.Stream.of(
                      text(values.get("userPrincipalName")), text(values.get("mail")), primary)
                  .filter(Objects::nonNull)
                  .anyMatch(one -> one.toLowerCase(Locale.ROOT).startsWith(excluded));
      if (kind == Kind.GROUP) {
        return Boolean.TRUE.equals(values.get("mailEnabled")) && !outside && !left;
      }
      return (guests || !guest)
          && !outside
          && !left
          && (disabled || !Boolean.FALSE.equals(values.get("accountEnabled")))
          && (!licensedOnly || text(values.get("assignedLicenses")) != null);
    }
  }

  private final Map<String, Map<String, String>> objects = new TreeMap<>();
  private final Map<String, Set<String>> members = new TreeMap<>();

  /** By address in lower case: who has it, and whether as the primary one. */
  private final Map<String, Map<String, Boolean>> claims = new TreeMap<>();

  ExpectedPanel(SandboxDirectory directory, Rules rules) {
    for (Kind kind : Kind.values()) {
      directory
          .live(kind)
          .forEach(
              (id, values) -> {
                if (rules.take(kind, values)) {
                  add(kind, id, values, directory);
                }
              });
    }
  }

  private void add(
      Kind kind, String id, Map<String, @Nullable Object> values, SandboxDirectory directory) {
    Map<String, String> columns = new TreeMap<>();
    (kind == Kind.USER ? USER_COLUMNS : LIST_COLUMNS)
        .forEach(
            (column, field) -> {
              String text = text(values.get(field));
              if (text != null) {
                columns.put(column, text);
              }
            });
    objects.put(id, columns);
    String primary = primary(values);
    addresses(values)
        .forEach(
            address ->
                claims
                    .computeIfAbsent(address, key -> new HashMap<>())
                    .put(id, primary != null && address.equals(primary.toLowerCase(Locale.ROOT))));
    if (kind == Kind.GROUP) {
      members.put(id, new TreeSet<>(directory.members(id)));
    }
  }

  /** Whether an address is claimed by several, of whom only one can have it. */
  boolean hasClashes() {
    return claims.values().stream().anyMatch(claimants -> claimants.size() > 1);
  }

  /** Compares with what the panel holds. */
  void requireOf(TestHome home, long organization, String when) {
    Map<String, Map<String, String>> held = new TreeMap<>();
    rows(home, "user", USER_COLUMNS.keySet(), organization, held);
    rows(home, "list", LIST_COLUMNS.keySet(), organization, held);
    assertThat(held.keySet()).as(when).isEqualTo(objects.keySet());
    held.forEach(
        (id, columns) -> assertThat(columns).as("%s: %s", when, id).isEqualTo(objects.get(id)));
    Map<String, Set<String>> heldMembers = new TreeMap<>();
    members.keySet().forEach(list -> heldMembers.put(list, new TreeSet<>()));
    home.jdbc()
        .query(
            "SELECT list_id, member_id FROM panel_directory_member_current WHERE organization_id = ?",
            row -> {
              heldMembers
                  .computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                  .add(row.getString(2));
            },
            organization);
    assertThat(heldMembers).as(when).isEqualTo(members);
    Map<String, String> holders = new TreeMap<>();
    home.jdbc()
        .query(
            "SELECT address_key, holder_id, is_primary FROM panel_directory_address_current WHERE organization_id = ?",
            row -> {
              String key = row.getString(1);
              String holder = row.getString(2);
              holders.put(key, holder);
              Map<String, Boolean> claimants = claims.getOrDefault(key, Map.of());
              assertThat(claimants).as("%s: who may have %s", when, key).containsKey(holder);
              assertThat(row.getBoolean(3))
                  .as("%s: primary %s", when, key)
                  .isEqualTo(claimants.get(holder));
            },
            organization);
    assertThat(holders.keySet()).as(when).isEqualTo(claims.keySet());
  }

  private static void rows(
      TestHome home,
      String table,
      Set<String> columns,
      long organization,
      Map<String, Map<String, String>> into) {
    home.jdbc()
        .query(
            "SELECT * FROM panel_directory_%s_current WHERE organization_id = ?".formatted(table),
            row -> {
              Map<String, String> values = new TreeMap<>();
              for (String column : columns) {
                Object value = row.getObject(column);
                if (value != null) {
                  values.put(
                      column,
                      value instanceof Boolean flag ? flag.toString() : row.getString(column));
                }
              }
              into.put(row.getString("graph_id"), values);
            },
            organization);
  }

  private static @Nullable String primary(Map<String, @Nullable Object> values) {
    return proxies(values).stream()
        .filter(address -> address.startsWith("SMTP:"))
        .map(address -> address.substring("SMTP:".length()))
        .findFirst()
        .orElse(null);
  }

  private static Set<String> addresses(Map<String, @Nullable Object> values) {
    return proxies(values).stream()
        .filter(address -> address.toLowerCase(Locale.ROOT).startsWith("smtp:"))
        .map(address -> address.substring("smtp:".length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> proxies(Map<String, @Nullable Object> values) {
    return values.get("proxyAddresses") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** No value and an empty list are one and the same; lists have no order. */
  private static @Nullable String text(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return value == null ? null : value.toString();
    }
    List<String> texts = new ArrayList<>();
    for (Object one : list) {
      texts.add(
          one instanceof Map<?, ?> license ? String.valueOf(license.get("skuId")) : one.toString());
    }
    return texts.isEmpty() ? null : texts.stream().sorted().collect(Collectors.joining(", "));
  }
}

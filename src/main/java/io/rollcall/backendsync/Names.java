package io.rollcall.backendsync;

import io.rollcall.plan.InQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What people call the panel's objects and organizations. */
@Component
class Names {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcTemplate jdbc;
  private final InQuery in;

  Names(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
  }

  /**
   * The primary addresses of objects; of those that have none, the last one that they had, else any
   * address, else the display name, else the account's name. An object without any of them, or that
   * the panel does not have, is absent.
   */
  Map<Long, String> of(Collection<Long> objects) {
    // By keys alone: of a further condition H2 makes the one by which it searches a view, whole.
    Map<Long, String> names = new HashMap<>();
    in.forEach(
        "SELECT object_id, address, is_primary FROM panel_address_current WHERE object_id IN (:keys)",
        objects,
        row -> {
          if (row.getBoolean(3)) {
            names.put(row.getLong(1), row.getString(2));
          }
        });
    Map<Long, String> once = new HashMap<>();
    in.forEach(
        "SELECT object_id, address FROM panel_address WHERE object_id IN (:keys) ORDER BY is_primary, observed_at, version",
        without(objects, names),
        row -> once.put(row.getLong(1), row.getString(2)));
    names.putAll(once);
    in.forEach(
        "SELECT object_id, content, section FROM panel_settings_current WHERE object_id IN (:keys)",
        without(objects, names),
        row -> {
          if (row.getString(3).equals("general")) {
            putName(names, row.getLong(1), displayName(row.getString(2)));
          }
        });
    in.forEach(
        "SELECT object_id, user_principal_name, sam_account_name FROM panel_identity_current WHERE object_id IN (:keys)",
        without(objects, names),
        row ->
            putName(
                names,
                row.getLong(1),
                Stream.of(row.getString(2), row.getString(3))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null)));
    return names;
  }

  /** The key of an organization. */
  String organization(long id) {
    return jdbc
        .queryForList(
            "SELECT organization_key FROM panel_organization WHERE id = ?", String.class, id)
        .stream()
        .findFirst()
        .orElse("number " + id);
  }

  /** The keys of the organizations that have accepted domains, by domain. */
  Map<String, String> owners(Collection<String> domains) {
    Map<String, String> owners = new HashMap<>();
    in.forEach(
        """
        SELECT d.domain, o.organization_key FROM panel_domain d
        JOIN panel_organization o ON o.id = d.organization_id WHERE d.domain IN (:keys)
        """,
        domains,
        row -> owners.put(row.getString(1), row.getString(2)));
    return owners;
  }

  private static List<Long> without(Collection<Long> objects, Map<Long, String> named) {
    return objects.stream().filter(id -> !named.containsKey(id)).toList();
  }

  private static void putName(Map<Long, String> names, long object, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.put(object, name);
    }
  }

  private static @Nullable String displayName(String content) {
    try {
      return JSON.readTree(content).path("displayName").stringValue(null);
    } catch (JacksonException e) {
      return null;
    }
  }
}

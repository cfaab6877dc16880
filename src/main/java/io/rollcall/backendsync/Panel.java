package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.ObjectChange.LinkFact;
import io.rollcall.backendsync.ObjectChange.SettingsFact;
import io.rollcall.exchange.Identity;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.plan.InQuery;
import io.rollcall.plan.RowStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the panel holds now, asked for many objects at once. */
@Component
class Panel {
  private final JdbcTemplate jdbc;
  private final InQuery in;
  private final boolean mysql;

  Panel(JdbcTemplate jdbc, RowStream rows) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
    this.mysql = rows.mysql();
  }

  /**
   * An object of the panel.
   *
   * @param identity its newest identity; null for an object made by hand that the backend never
   *     matched
   */
  record Known(long id, long organizationId, String kind, @Nullable IdentityFact identity) {

    boolean gone() {
      return identity != null && identity.state().equals(ObjectChange.GONE);
    }

    /**
     * Whether nobody in another organization may have its addresses. A mail contact's are those of
     * somebody elsewhere, whom many organizations may know.
     */
    boolean claimsAddresses() {
      return !gone() && !kind.equals(ObjectKind.CONTACT.key());
    }
  }

  /** The newest version of an address in one organization. */
  record AddressHead(
      String key,
      long organizationId,
      int version,
      String state,
      String address,
      long objectId,
      boolean primary) {

    boolean present() {
      return state.equals(ObjectChange.PRESENT);
    }
  }

  /** The newest facts of one object. */
  record Facts(
      Map<String, SettingsFact> settings,
      Map<String, AddressHead> addresses,
      Map<String, LinkFact> members,
      Map<String, Map<String, LinkFact>> grants) {

    static Facts none() {
      return new Facts(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  /** Objects that an identifier of these records ever named, each looked for in its own column. */
  Set<Long> everNamedByIdentities(Collection<Identity> identities) {
    Set<Long> ids = new HashSet<>();
    everNamed("backend_guid", present(identities, Identity::backendGuid), ids);
    everNamed("exchange_guid", present(identities, Identity::exchangeGuid), ids);
    everNamed("entra_id", present(identities, Identity::entraId), ids);
    return ids;
  }

  /** Objects that any of these GUIDs ever named in one of the columns of identities. */
  Set<Long> everNamedBy(String column, Collection<UUID> guids) {
    Set<Long> ids = new HashSet<>();
    everNamed(column, guids.stream().map(Guids::bytes).toList(), ids);
    return ids;
  }

  private static List<byte[]> present(
      Collection<Identity> identities, Function<Identity, @Nullable UUID> guid) {
    List<byte[]> keys = new ArrayList<>();
    for (Identity identity : identities) {
      UUID value = guid.apply(identity);
      if (value != null) {
        keys.add(Guids.bytes(value));
      }
    }
    return keys;
  }

  private void everNamed(String column, List<byte[]> guids, Set<Long> ids) {
    in.forEach(
        "SELECT object_id FROM panel_identity WHERE " + column + " IN (:keys)",
        guids,
        row -> ids.add(row.getLong(1)));
  }

  /** Objects that a name of that column's kind ever stood for. */
  Set<Long> everHashed(String hashColumn, Collection<Long> hashes) {
    Set<Long> ids = new HashSet<>();
    in.forEach(
        "SELECT object_id FROM panel_identity WHERE " + hashColumn + " IN (:keys)",
        hashes,
        row -> ids.add(row.getLong(1)));
    return ids;
  }

  /** Objects with their newest identity. */
  Map<Long, Known> known(Collection<Long> ids) {
    Map<Long, Known> known = new HashMap<>();
    in.forEach(
        """
        SELECT o.id AS id, o.organization_id AS organization_id, o.kind AS kind, i.*
        FROM panel_object o LEFT JOIN panel_identity i ON i.object_id = o.id
        WHERE o.id IN (:keys)
        """,
        ids,
        row -> {
          Known next =
              new Known(
                  row.getLong("id"),
                  row.getLong("organization_id"),
                  row.getString("kind"),
                  identity(row));
          known.merge(next.id(), next, Panel::newer);
        });
    return known;
  }

  private static Known newer(Known one, Known other) {
    return versionOf(one) >= versionOf(other) ? one : other;
  }

  private static int versionOf(Known known) {
    return known.identity() == null ? 0 : known.identity().version();
  }

  private static @Nullable IdentityFact identity(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    if (row.wasNull()) {
      return null;
    }
    return new IdentityFact(
        version,
        row.getString("state"),
        row.getString("type"),
        row.getString("type_raw"),
        Guids.text(row.getBytes("backend_guid")),
        Guids.text(row.getBytes("exchange_guid")),
        Guids.text(row.getBytes("entra_id")),
        row.getString("distinguished_name"),
        row.getString("legacy_exchange_dn"),
        row.getString("sam_account_name"),
        row.getString("user_principal_name"));
  }

  /** The newest versions of addresses, in whatever organizations have them. */
  Map<String, List<AddressHead>> addressHeads(Collection<String> keys) {
    return addressHeads(keys, "");
  }

  /**
   * The same, with the rows locked against writers, other transactions' uncommitted ones waited
   * for.
   */
  Map<String, List<AddressHead>> addressHeadsLocked(Collection<String> keys) {
    // H2 has no FOR SHARE, and needs none: it admits one process, and that applies one organization
    // at a time.
    return mysql ? addressHeads(keys, " FOR SHARE") : Map.of();
  }

  private Map<String, List<AddressHead>> addressHeads(Collection<String> keys, String lock) {
    Map<String, Map<Long, AddressHead>> heads = new HashMap<>();
    in.forEach(
        "SELECT * FROM panel_address WHERE address_key IN (:keys)" + lock,
        keys,
        row -> {
          AddressHead head = head(row);
          heads
              .computeIfAbsent(head.key(), key -> new HashMap<>())
              .merge(
                  head.organizationId(),
                  head,
                  (one, other) -> one.version() >= other.version() ? one : other);
        });
    Map<String, List<AddressHead>> result = new HashMap<>();
    heads.forEach((key, byOrganization) -> result.put(key, List.copyOf(byOrganization.values())));
    return result;
  }

  private static AddressHead head(ResultSet row) throws SQLException {
    return new AddressHead(
        row.getString("address_key"),
        row.getLong("organization_id"),
        row.getInt("version"),
        row.getString("state"),
        row.getString("address"),
        row.getLong("object_id"),
        row.getBoolean("is_primary"));
  }

  /** The newest facts of objects; an object without any has an empty entry. */
  Map<Long, Facts> facts(Collection<Long> ids) {
    Map<Long, Facts> facts = new HashMap<>();
    ids.forEach(id -> facts.put(id, Facts.none()));
    in.forEach(
        "SELECT object_id, section, version, content FROM panel_settings_current WHERE object_id IN (:keys)",
        ids,
        row ->
            of(facts, row.getLong(1))
                .settings()
                .put(
                    row.getString(2),
                    new SettingsFact(row.getString(2), row.getInt(3), null, row.getString(4))));
    in.forEach(
        "SELECT * FROM panel_address_current WHERE object_id IN (:keys)",
        ids,
        row -> {
          AddressHead head = head(row);
          of(facts, head.objectId()).addresses().put(head.key(), head);
        });
    in.forEach(
        "SELECT * FROM panel_member_current WHERE object_id IN (:keys)",
        ids,
        row -> {
          LinkFact link = link(row, null);
          of(facts, row.getLong("object_id")).members().put(link.targetKey(), link);
        });
    in.forEach(
        "SELECT * FROM panel_grant_current WHERE object_id IN (:keys)",
        ids,
        row -> {
          LinkFact link = link(row, row.getString("permission"));
          of(facts, row.getLong("object_id"))
              .grants()
              .computeIfAbsent(Objects.requireNonNull(link.permission()), key -> new HashMap<>())
              .put(link.targetKey(), link);
        });
    return facts;
  }

  private static Facts of(Map<Long, Facts> facts, long id) {
    return Objects.requireNonNull(facts.get(id));
  }

  private static LinkFact link(ResultSet row, @Nullable String permission) throws SQLException {
    long target = row.getLong("target_id");
    Long targetId = row.wasNull() ? null : target;
    return new LinkFact(
        permission,
        row.getString("target_key"),
        row.getInt("version"),
        row.getString("state"),
        targetId,
        row.getString("target_raw"));
  }

  /** Objects of an organization that the backend once had, with an id above another, in order. */
  List<Long> objects(long organizationId, long afterId, int limit) {
    return jdbc.queryForList(
        "SELECT id FROM panel_object WHERE organization_id = ? AND id > ? ORDER BY id LIMIT ?",
        Long.class,
        organizationId,
        afterId,
        limit);
  }

  /** Whether the panel holds any object of an organization that is present on the backend. */
  boolean holdsAny(long organizationId) {
    return !jdbc.queryForList(
            """
            SELECT o.id FROM panel_object o JOIN panel_identity_current i ON i.object_id = o.id
            WHERE o.organization_id = ? AND i.state = 'present' LIMIT 1
            """,
            Long.class,
            organizationId)
        .isEmpty();
  }

  /** Counts of what an organization holds at present, by the kinds of the limits. */
  long held(long organizationId, String kind) {
    String sql =
        switch (kind) {
          case "mailboxes", "lists", "contacts" ->
              """
              SELECT COUNT(*) FROM panel_object o JOIN panel_identity_current i ON i.object_id = o.id
              WHERE o.organization_id = ? AND i.state = 'present' AND o.kind = '%s'
              """
                  .formatted(
                      kind.equals("mailboxes") ? "mailbox" : kind.substring(0, kind.length() - 1));
          case "addresses" ->
              "SELECT COUNT(*) FROM panel_address_current WHERE organization_id = ? AND state = 'present'";
          case "settings" ->
              "SELECT COUNT(*) FROM panel_object o JOIN panel_settings_current s ON s.object_id = o.id WHERE o.organization_id = ?";
          case "members" ->
              """
              SELECT COUNT(*) FROM panel_object o JOIN panel_member_current m ON m.object_id = o.id
              WHERE o.organization_id = ? AND m.state = 'present'
              """;
          case "permissions" ->
              """
              SELECT COUNT(*) FROM panel_object o JOIN panel_grant_current g ON g.object_id = o.id
              WHERE o.organization_id = ? AND g.state = 'present'
              """;
          default -> throw new IllegalArgumentException("no kind " + kind);
        };
    Long count = jdbc.queryForObject(sql, Long.class, organizationId);
    return count == null ? 0 : count;
  }

  /** Names of a record, for the index of references: which column finds them. */
  static List<String> nameColumns() {
    return new ArrayList<>(List.of("dn_hash", "legacy_dn_hash", "sam_hash", "upn_hash"));
  }
}

package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.ObjectChange.LinkFact;
import io.rollcall.backendsync.ObjectChange.SettingsFact;
import io.rollcall.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of one chunk for the panel's tables: collected, then written with one plain INSERT per
 * table. Never anything but INSERT: the shipped grants allow no more.
 */
final class PanelInserts {
  private static final String OBJECT =
      "INSERT INTO panel_object (id, organization_id, kind, run_id, observed_at) VALUES (?, ?, ?, ?, ?)";
  private static final String IDENTITY =
      """
      INSERT INTO panel_identity (object_id, version, state, type, type_raw, backend_guid, exchange_guid, entra_id,
        distinguished_name, legacy_exchange_dn, sam_account_name, user_principal_name,
        dn_hash, legacy_dn_hash, sam_hash, upn_hash, run_id, observed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SETTINGS =
      """
      INSERT INTO panel_settings (object_id, section, version, content, content_hash, run_id, observed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String ADDRESS =
      """
      INSERT INTO panel_address (address_key, organization_id, version, state, address, object_id, is_primary, run_id, observed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String MEMBER =
      """
      INSERT INTO panel_member (object_id, target_key, version, state, target_id, target_raw, run_id, observed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String GRANT =
      """
      INSERT INTO panel_grant (object_id, permission, target_key, version, state, target_id, target_raw, run_id, observed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final long organizationId;
  private final long runId;
  private final LocalDateTime observedAt;
  private final List<Row<String>> objects = new ArrayList<>();
  private final List<Row<IdentityFact>> identities = new ArrayList<>();
  private final List<Row<SettingsFact>> settings = new ArrayList<>();
  private final List<Row<AddressFact>> addresses = new ArrayList<>();
  private final List<Row<LinkFact>> members = new ArrayList<>();
  private final List<Row<LinkFact>> grants = new ArrayList<>();

  private record Row<T>(long objectId, T fact) {}

  PanelInserts(long organizationId, long runId, LocalDateTime observedAt) {
    this.organizationId = organizationId;
    this.runId = runId;
    this.observedAt = observedAt;
  }

  void object(long id, String kind) {
    objects.add(new Row<>(id, kind));
  }

  void identity(long objectId, IdentityFact fact) {
    identities.add(new Row<>(objectId, fact));
  }

  void settings(long objectId, SettingsFact fact) {
    settings.add(new Row<>(objectId, fact));
  }

  void address(long objectId, AddressFact fact) {
    addresses.add(new Row<>(objectId, fact));
  }

  void link(long objectId, LinkFact fact) {
    (fact.permission() == null ? members : grants).add(new Row<>(objectId, fact));
  }

  /** Writes everything, on the calling thread's transaction. */
  void write(JdbcTemplate jdbc) {
    batch(jdbc, OBJECT, objects, this::bindObject);
    batch(jdbc, IDENTITY, identities, this::bindIdentity);
    batch(jdbc, SETTINGS, settings, this::bindSettings);
    batch(jdbc, ADDRESS, addresses, this::bindAddress);
    batch(jdbc, MEMBER, members, (statement, row) -> bindLink(statement, row, false));
    batch(jdbc, GRANT, grants, (statement, row) -> bindLink(statement, row, true));
  }

  private interface Binding<T> {
    void bind(PreparedStatement statement, Row<T> row) throws SQLException;
  }

  private static <T> void batch(
      JdbcTemplate jdbc, String sql, List<Row<T>> rows, Binding<T> binding) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows, 1000, binding::bind);
    }
  }

  private void bindObject(PreparedStatement statement, Row<String> row) throws SQLException {
    statement.setLong(1, row.objectId());
    statement.setLong(2, organizationId);
    statement.setString(3, row.fact());
    observed(statement, 4);
  }

  private void bindIdentity(PreparedStatement statement, Row<IdentityFact> row)
      throws SQLException {
    IdentityFact fact = row.fact();
    statement.setLong(1, row.objectId());
    statement.setInt(2, fact.version());
    statement.setString(3, fact.state());
    statement.setString(4, fact.type());
    statement.setString(5, fact.typeRaw());
    statement.setBytes(6, Guids.bytes(fact.backendGuid()));
    statement.setBytes(7, Guids.bytes(fact.exchangeGuid()));
    statement.setBytes(8, Guids.bytes(fact.entraId()));
    statement.setString(9, fact.distinguishedName());
    statement.setString(10, fact.legacyExchangeDn());
    statement.setString(11, fact.samAccountName());
    statement.setString(12, fact.userPrincipalName());
    hash(statement, 13, fact.distinguishedName());
    hash(statement, 14, fact.legacyExchangeDn());
    hash(statement, 15, fact.samAccountName());
    hash(statement, 16, fact.userPrincipalName());
    observed(statement, 17);
  }

  private void bindSettings(PreparedStatement statement, Row<SettingsFact> row)
      throws SQLException {
    SettingsFact fact = row.fact();
    statement.setLong(1, row.objectId());
    statement.setString(2, fact.section());
    statement.setInt(3, fact.version());
    statement.setString(4, fact.after());
    statement.setBytes(5, Sha256.of(fact.after().getBytes(StandardCharsets.UTF_8)));
    observed(statement, 6);
  }

  private void bindAddress(PreparedStatement statement, Row<AddressFact> row) throws SQLException {
    AddressFact fact = row.fact();
    statement.setString(1, fact.key());
    statement.setLong(2, organizationId);
    statement.setInt(3, fact.version());
    statement.setString(4, fact.state());
    statement.setString(5, fact.address());
    statement.setLong(6, row.objectId());
    statement.setBoolean(7, fact.primary());
    observed(statement, 8);
  }

  private void bindLink(PreparedStatement statement, Row<LinkFact> row, boolean grant)
      throws SQLException {
    LinkFact fact = row.fact();
    int column = 1;
    statement.setLong(column++, row.objectId());
    if (grant) {
      statement.setString(column++, fact.permission());
    }
    statement.setString(column++, fact.targetKey());
    statement.setInt(column++, fact.version());
    statement.setString(column++, fact.state());
    if (fact.targetId() == null) {
      statement.setNull(column++, Types.BIGINT);
    } else {
      statement.setLong(column++, fact.targetId());
    }
    statement.setString(column++, fact.targetRaw());
    observed(statement, column);
  }

  private void observed(PreparedStatement statement, int column) throws SQLException {
    statement.setLong(column, runId);
    statement.setObject(column + 1, observedAt);
  }

  private static void hash(PreparedStatement statement, int column, @Nullable String name)
      throws SQLException {
    Long hash = Guids.hash(name);
    if (hash == null) {
      statement.setNull(column, Types.BIGINT);
    } else {
      statement.setLong(column, hash);
    }
  }
}

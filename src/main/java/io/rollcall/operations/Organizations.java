package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Sequences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The panel's organizations and their accepted domains. */
@Component
public class Organizations {
  private static final String KEY = "[a-z0-9][a-z0-9-]{0,59}";
  private static final String DOMAIN =
      "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)+";
  private static final String TENANT = "[0-9a-zA-Z][0-9a-zA-Z.-]{0,63}";

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Audit audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Organizations(
      JdbcClient jdbc,
      Sequences sequences,
      Audit audit,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.audit = audit;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What a person says of an organization; what is null or empty stays as it is.
   *
   * @param domains accepted domains to add
   */
  public record Details(
      @Nullable String name,
      @Nullable ServerType serverType,
      @Nullable String tenantId,
      List<String> domains) {

    public Details {
      domains = List.copyOf(domains);
    }
  }

  /** All organizations, by key. */
  public List<Organization> all() {
    return jdbc.sql("SELECT * FROM panel_organization ORDER BY organization_key")
        .query(Organizations::organization)
        .list();
  }

  /** The accepted domains of an organization, in order. */
  public List<String> domains(Organization organization) {
    return jdbc.sql("SELECT domain FROM panel_domain WHERE organization_id = ? ORDER BY domain")
        .param(organization.id())
        .query(String.class)
        .list();
  }

  /**
   * The organization with a key.
   *
   * @throws RollcallException when there is none
   */
  public Organization get(String key) {
    return jdbc.sql("SELECT * FROM panel_organization WHERE organization_key = ?")
        .param(key)
        .query(Organizations::organization)
        .optional()
        .orElseThrow(
            () ->
                new RollcallException(
                    ExitCode.NOT_FOUND,
                    "there is no organization " + key,
                    "scripts/rollcall organizations add " + key + " --domain DOMAIN"));
  }

  /** The organizations of a scope that a family covers. */
  public List<Organization> in(OrganizationScope scope, JobFamily family) {
    if (!scope.all()) {
      return scope.keys().stream().distinct().sorted().map(this::get).toList();
    }
    List<Organization> all =
        all().stream()
            .filter(one -> one.serverType() != ServerType.OTHER)
            .filter(family::covers)
            .toList();
    if (all.isEmpty()) {
      throw new RollcallException(
          ExitCode.NOT_FOUND,
          all().isEmpty()
              ? "the panel has no organization yet"
              : "the panel has no organization that " + family.name() + " covers",
          "scripts/rollcall organizations add KEY --domain DOMAIN");
    }
    return all;
  }

  /**
   * Adds an organization.
   *
   * @throws RollcallException when the key is taken or not well formed, or a domain is another
   *     organization's
   */
  public Organization add(String key, Details details, String who) {
    require(
        key.matches(KEY),
        "'"
            + key
            + "' is no key: lower-case letters, digits and -, at most 60, a letter or digit first");
    checkDetails(details);
    transaction.executeWithoutResult(
        status -> {
          insert(key, details);
          addDomains(get(key), details.domains());
          audit.record(who, "organization-add", key, null);
        });
    return get(key);
  }

  private void insert(String key, Details details) {
    String name = details.name() == null ? key : details.name();
    ServerType type = details.serverType() == null ? ServerType.EXCHANGE : details.serverType();
    try {
      jdbc.sql(
              """
              INSERT INTO panel_organization (id, organization_key, name, server_type, tenant_id, created_at)
              VALUES (?, ?, ?, ?, ?, ?)
              """)
          .param(sequences.next("organization"))
          .param(key)
          .param(name)
          .param(type.key())
          .param(details.tenantId())
          .param(Utc.column(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "there is an organization " + key + " already",
          "scripts/rollcall organizations set " + key + " ...",
          e);
    }
  }

  /** Changes an organization. */
  public Organization set(String key, Details details, String who) {
    Organization before = get(key);
    checkDetails(details);
    transaction.executeWithoutResult(
        status -> {
          update(before, details);
          audit.record(who, "organization-set", key, null);
        });
    return get(key);
  }

  private void update(Organization before, Details details) {
    jdbc.sql("UPDATE panel_organization SET name = ?, server_type = ?, tenant_id = ? WHERE id = ?")
        .param(details.name() == null ? before.name() : details.name())
        .param((details.serverType() == null ? before.serverType() : details.serverType()).key())
        .param(details.tenantId() == null ? before.tenantId() : details.tenantId())
        .param(before.id())
        .update();
    addDomains(before, details.domains());
  }

  private static void checkDetails(Details details) {
    String name = details.name();
    require(
        name == null || (!name.isBlank() && name.length() <= 255),
        "a name has 1 to 255 characters");
    String tenant = details.tenantId();
    require(
        tenant == null || tenant.matches(TENANT), "a tenant is a GUID or a domain of the tenant");
    for (String domain : details.domains()) {
      require(
          domain.toLowerCase(Locale.ROOT).matches(DOMAIN), "'" + domain + "' is no domain name");
    }
  }

  private void addDomains(Organization organization, List<String> domains) {
    for (String domain :
        domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).distinct().toList()) {
      List<Long> holders =
          jdbc.sql("SELECT organization_id FROM panel_domain WHERE domain = ?")
              .param(domain)
              .query(Long.class)
              .list();
      require(
          holders.isEmpty() || holders.contains(organization.id()),
          "the domain " + domain + " belongs to another organization");
      if (holders.isEmpty()) {
        jdbc.sql("INSERT INTO panel_domain (domain, organization_id) VALUES (?, ?)")
            .params(domain, organization.id())
            .update();
      }
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new RollcallException(
          ExitCode.WRONG_USE, message, "scripts/rollcall organizations add --help");
    }
  }

  private static Organization organization(ResultSet row, int number) throws SQLException {
    return new Organization(
        row.getLong("id"),
        row.getString("organization_key"),
        row.getString("name"),
        ServerType.valueOf(row.getString("server_type").toUpperCase(Locale.ROOT)),
        row.getString("tenant_id"));
  }

  /** Their keys, as a run's row keeps them. */
  static String keys(List<Organization> organizations) {
    List<String> keys = new ArrayList<>();
    organizations.forEach(organization -> keys.add(organization.key()));
    return String.join(",", keys);
  }
}

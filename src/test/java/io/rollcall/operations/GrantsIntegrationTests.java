package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Observed;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.kernel.SecretRef;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program under an account that has exactly the rights of {@code sql/mysql/grants.sql}. */
class GrantsIntegrationTests {
  private static final String JOB = "acme-backend";

  @TempDir Path folder;
  private TestHome owner;
  private TestHome runner;
  private TestDatabase runnersDatabase;
  private final String account = "r" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void migrateAsTheOwnerAndGrant() throws Exception {
    TestDatabase database = TestDatabase.mysql();
    owner = new TestHome(folder.resolve("owner"), database);
    owner.organization("acme", "acme.example");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER `" + account + "`@`%` IDENTIFIED BY 'secret'");
      for (String grant : grants(connection.getCatalog())) {
        statement.execute(grant);
      }
    }
    runnersDatabase = database.as(account, "secret");
    runner = new TestHome(folder, runnersDatabase);
    Files.createDirectories(folder.resolve("exports"));
    runner.job(
        JOB,
        """
        family: backend-sync
        organization: acme
        source: {type: exchange-export, path: exports/acme.jsonl}
        limits: {mailboxes: {remove: 100}, total: 1000}
        """);
  }

  private List<String> grants(String schema) throws IOException {
    String file =
        Files.readString(Path.of("sql/mysql/grants.sql"))
            .replace("`panel`", "`" + schema + "`")
            .replace("`rollcall`@`%`", "`" + account + "`@`%`");
    return file.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("--"))
        .map(line -> line.replaceFirst(";$", ""))
        .toList();
  }

  @AfterEach
  void close() {
    runner.close();
    owner.jdbc().execute("DROP USER `" + account + "`@`%`");
    owner.close();
  }

  private void write(ExportGenerator export) {
    export.write(folder.resolve("exports/acme.jsonl"));
  }

  @Test
  void theFamilyRunsUnderThem() {
    ExportGenerator export = new ExportGenerator(11, "acme", List.of("acme.example"), 200);
    write(export);
    ends(runner.run(JOB), ExitCode.DONE_WITH_PROBLEMS, ExitCode.DONE);
    long rows = runner.count("SELECT COUNT(*) FROM panel_settings");
    ends(runner.run(JOB), ExitCode.DONE_WITH_PROBLEMS, ExitCode.DONE);
    assertThat(runner.count("SELECT COUNT(*) FROM panel_settings")).isEqualTo(rows);

    write(export.displayName(3, "Somebody Else").rename(5).delete(7).add(4));
    ends(runner.run(JOB), ExitCode.DONE_WITH_PROBLEMS, ExitCode.DONE);
    assertThat(runner.count("SELECT COUNT(*) FROM panel_settings")).isGreaterThan(rows);
    assertThat(runner.count("SELECT COUNT(*) FROM panel_identity_current WHERE state = 'gone'"))
        .isEqualTo(1);
  }

  @Test
  void theDirectoryFamilyRunsUnderThem() throws IOException {
    SandboxSettings settings = SandboxSettings.hostile(21);
    SandboxDirectory directory = DirectoryGenerator.directory(21, 40, 10, 80);
    try (SandboxGraph graph = SandboxGraph.start(settings, directory, Clock.systemUTC())) {
      owner
          .bean(Organizations.class)
          .set(
              "acme",
              new Organizations.Details(
                  null, ServerType.MICROSOFT365, settings.tenantId(), List.of()),
              "tester");
      Files.writeString(folder.resolve("secret"), graph.tokens().secret());
      runner.job(
          "acme-directory",
          """
          family: directory-sync
          organization: acme
          source: {type: microsoft-graph, client-id: %s, secret: 'file:%s', graph-url: '%s', login-url: '%s'}
          filters: {accepted-domains: false}
          limits: {accounts: {remove: none}}
          """
              .formatted(
                  settings.clientId(),
                  folder.resolve("secret"),
                  graph.graphUrl(),
                  graph.loginUrl()));
      ends(runner.run("acme-directory"), ExitCode.DONE);
      directory.live(Kind.USER).keySet().stream().limit(3).forEach(directory::delete);
      ends(runner.run("acme-directory"), ExitCode.DONE);
      directory.deleted(Kind.USER).forEach(directory::restore);
      graph.forgetLinks();
      ends(runner.run("acme-directory"), ExitCode.DONE);
    }
    assertThat(runner.count("SELECT COUNT(*) FROM panel_directory_event WHERE event = 'returned'"))
        .isPositive();
  }

  @Test
  void aRefusedPlanIsApprovedAndAppliedWithAConflict() {
    ExportGenerator export = new ExportGenerator(12, "acme", List.of("acme.example"), 1100);
    write(export);
    RunRecord refused = runner.preview(JOB);
    assertThat(refused.outcome()).isEqualTo(ExitCode.REFUSED);
    long plan = runner.count("SELECT id FROM runner_plan");
    // Another organization, so that addresses are looked at under a shared lock; and one of them
    // is taken after the plan was made.
    owner.organization("other", "other.example");
    owner
        .jdbc()
        .update(
            """
            INSERT INTO panel_object (id, organization_id, kind, observed_at)
            SELECT 5, id, 'mailbox', NOW(6) FROM panel_organization WHERE organization_key = 'other'
            """);
    owner
        .jdbc()
        .update(
            """
            INSERT INTO panel_address (address_key, organization_id, version, state, address, object_id, is_primary, observed_at)
            SELECT ?, id, 1, 'present', ?, 5, TRUE, NOW(6) FROM panel_organization WHERE organization_key = 'other'
            """,
            "smtp:" + export.primaryAddress(9).toLowerCase(java.util.Locale.ROOT),
            export.primaryAddress(9));

    runner.bean(Approvals.class).approve(plan, "tester", "the first import", Duration.ofHours(1));
    ends(runner.plan(JOB, plan), ExitCode.DONE_WITH_PROBLEMS);

    assertThat(runner.count("SELECT COUNT(*) FROM panel_object WHERE organization_id = 1"))
        .isEqualTo(1099);
    assertThat(runner.count("SELECT COUNT(*) FROM runner_problem WHERE kind = 'CONFLICT'"))
        .isPositive();
  }

  @Test
  void oldHistoryIsPurgedUnderThem() {
    write(new ExportGenerator(13, "acme", List.of("acme.example"), 60));
    ends(runner.run(JOB), ExitCode.DONE_WITH_PROBLEMS, ExitCode.DONE);
    ends(runner.run(JOB), ExitCode.DONE_WITH_PROBLEMS, ExitCode.DONE);
    runner
        .jdbc()
        .update(
            "UPDATE runner_run SET ended_at = '2020-01-01 00:00:00' WHERE id = (SELECT MIN(id) FROM"
                + " (SELECT id FROM runner_run) all_runs)");

    assertThat(runner.bean(Retention.class).purge("tester").runs()).hasSize(1);

    assertThat(runner.count("SELECT COUNT(*) FROM runner_run")).isEqualTo(1);
    assertThat(runner.count("SELECT COUNT(*) FROM BATCH_JOB_INSTANCE")).isEqualTo(1);
    assertThat(runner.count("SELECT COUNT(*) FROM panel_object")).isEqualTo(60);
  }

  @Test
  void contactsAreBackedUpUnderThem() {
    Path key = folder.resolve("key");
    Path next = folder.resolve("next-key");
    StoreKeys.write(key, new SecureRandom());
    StoreKeys.write(next, new SecureRandom());
    try (TestHome home =
        new TestHome(folder, runnersDatabase, "rollcall.contacts.key=file:" + key)) {
      ContactStore store = home.bean(ContactStore.class);
      Mailbox mailbox =
          store.mailbox(home.bean(Organizations.class).get("acme"), "id", "a@acme.example");
      for (String name : List.of("Ada", "Ada King")) {
        write(store.begin(mailbox, 1, () -> {}), name).finish(Map.of());
      }
      write(store.begin(mailbox, 2, () -> {}), "never finished");
      store.begin(mailbox, 3, () -> {});
      store.mailbox(home.bean(Organizations.class).get("acme"), "id", "b@acme.example");

      assertThat(store.snapshots(mailbox)).hasSize(2);
      assertThat(
              home.bean(StoreKeys.class)
                  .rotate(SecretRef.parse("file:" + next), () -> {})
                  .rotated())
          .isTrue();
    }
  }

  private static SnapshotWriting write(SnapshotWriting writing, String name) {
    writing.folders(List.of(new FolderState("f", null, "Contacts", true)));
    writing.put(
        "f",
        List.of(
            new Observed(
                "c",
                new ContactCard(Map.of(ContactField.DISPLAY_NAME, name)),
                null,
                null,
                Observed.Photo.of(name.getBytes(StandardCharsets.UTF_8)))));
    return writing;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "panel_object",
        "panel_identity",
        "panel_settings",
        "panel_address",
        "panel_member",
        "panel_grant"
      })
  void nothingOfThePanelCanBeChangedOrDeleted(String table) {
    denied("UPDATE " + table + " SET run_id = 1 WHERE 1 = 0");
    denied("DELETE FROM " + table + " WHERE 1 = 0");
    denied("TRUNCATE TABLE " + table);
    denied("ALTER TABLE " + table + " ADD x INT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"panel_organization", "panel_domain"})
  void organizationsAreOnlyRead(String table) throws SQLException {
    assertThat(runner.count("SELECT COUNT(*) FROM " + table)).isEqualTo(1);
    denied("INSERT INTO " + table + " SELECT * FROM " + table);
    denied("DELETE FROM " + table);
  }

  private void denied(String sql) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = runnersDatabase.connect();
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("command denied to user");
  }

  private void ends(RunRecord run, ExitCode... outcomes) {
    assertThat(run.outcome())
        .as(
            "%s %s %s",
            run.reason(),
            runner.jdbc().queryForList("SELECT failure FROM runner_plan"),
            runner.jdbc().queryForList("SELECT message FROM runner_problem LIMIT 3"))
        .isIn((Object[]) outcomes);
  }
}

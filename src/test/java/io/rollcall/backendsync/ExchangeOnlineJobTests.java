package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.sandbox.exchange.SandboxExchange;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs with a tenant of Exchange Online as their source. */
@ParameterizedClass
@EnumSource
class ExchangeOnlineJobTests {
  private static final int OBJECTS = 120;

  @Parameter JobDatabase database;
  private TestHome home;
  private String key;
  private ExportGenerator organization;
  private SandboxExchange exchange;

  @BeforeEach
  void open() throws IOException {
    home = database.home();
    key = JobDatabase.freshKey();
    String domain = key + ".example";
    organization = new ExportGenerator(7, key, List.of(domain), OBJECTS);
    exchange = SandboxExchange.start(organization, 25, Clock.systemUTC());
    home.bean(Organizations.class)
        .add(
            key,
            new Organizations.Details(
                null,
                Organization.ServerType.MICROSOFT365,
                SandboxExchange.TENANT,
                List.of(domain)),
            "tester");
    Files.writeString(home.file("secret-" + key), exchange.tokens().secret());
    home.job(
        key,
        """
        family: backend-sync
        organization: %s
        source:
          type: exchange-online
          client-id: %s
          secret: file:%s
          exchange-url: %s
          login-url: %s
          requests-per-second: 100
        """
            .formatted(
                key,
                SandboxExchange.CLIENT,
                home.file("secret-" + key),
                exchange.exchangeUrl(),
                exchange.loginUrl()));
    home.job(
        key + "-export",
        """
        family: backend-sync
        organization: %s
        source: {type: exchange-export, path: exports/%s.jsonl}
        """
            .formatted(key, key));
    Files.createDirectories(home.file("exports"));
    write();
  }

  @AfterEach
  void close() {
    exchange.close();
  }

  private void write() {
    organization.write(home.file("exports/" + key + ".jsonl"));
  }

  private long id() {
    return home.count("SELECT id FROM panel_organization WHERE organization_key = ?", key);
  }

  /** How many rows each of the panel's tables has of this organization. */
  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("objects " + count("panel_object WHERE organization_id = ?"));
    for (String table : List.of("identity", "settings", "member", "grant")) {
      rows.add(
          table
              + " "
              + count(
                  "panel_"
                      + table
                      + " t JOIN panel_object o ON o.id = t.object_id WHERE o.organization_id ="
                      + " ?"));
    }
    rows.add("address " + count("panel_address WHERE organization_id = ?"));
    return rows;
  }

  private long count(String from) {
    return home.count("SELECT COUNT(*) FROM " + from, id());
  }

  private List<String> problems(RunRecord run) {
    return home.jdbc()
        .queryForList(
            "SELECT DISTINCT message FROM runner_problem WHERE run_id = ? ORDER BY message",
            String.class,
            run.run().id());
  }

  private RunRecord run(String job) {
    RunRecord run = home.run(job);
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + problems(run))
        .isIn(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS);
    return run;
  }

  @Test
  void givesThePanelTheRowsThatAnExportGives() throws IOException {
    RunRecord first = run(key);
    List<String> rows = rows();
    assertThat(rows).contains("objects " + OBJECTS, "identity " + OBJECTS);
    assertThat(first.summary()).contains(OBJECTS + " added");

    assertThat(run(key).summary()).contains(OBJECTS + " unchanged");
    assertThat(rows()).isEqualTo(rows);
    run(key + "-export");
    assertThat(rows()).as("the export says the same").isEqualTo(rows);
    run(key);
    assertThat(rows()).as("and so does the tenant").isEqualTo(rows);
    try (Stream<java.nio.file.Path> left = Files.list(home.file("work"))) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith(key + ".")))
          .isEmpty();
    }
  }

  @Test
  void addsOneVersionForAChangedQuota() {
    run(key);
    long before =
        count(
            "panel_settings t JOIN panel_object o ON o.id = t.object_id WHERE o.organization_id ="
                + " ?");
    organization.quota(organization.find(ObjectKind.MAILBOX, 5), 77);
    run(key);

    assertThat(
            count(
                "panel_settings t JOIN panel_object o ON o.id = t.object_id WHERE o.organization_id"
                    + " = ?"))
        .isEqualTo(before + 1);
  }

  @Test
  void writesNothingOfATenantThatWasNotReadWholeAndReadsItAgainAtARestart() {
    exchange.faults().next(Fault.EXPIRED_PAGE, "Get-Mailbox more", 1);
    RunRecord failed = home.run(key);

    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(rows()).allMatch(row -> row.endsWith(" 0"));
    RunRecord again = home.restart(failed.run().id());
    assertThat(again.outcome())
        .as(again.summary())
        .isIn(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS);
    assertThat(rows()).contains("objects " + OBJECTS, "identity " + OBJECTS);
  }

  @Test
  void goesOnAfterItBrokeBetweenSingleMailboxes() {
    RunRecord broken =
        home.bean(RunLauncher.class)
            .start(
                new RunRequest(key, Run.Kind.FULL, List.of(), null, false, "tester"),
                (at, done, total) -> {
                  if (at.startsWith("fetching") && done == 100) {
                    throw new IllegalStateException("pulled the plug");
                  }
                },
                id -> {});
    assertThat(broken.outcome()).isEqualTo(ExitCode.FAILED);
    home.restart(broken.run().id());

    assertThat(rows()).contains("objects " + OBJECTS, "identity " + OBJECTS);
  }

  @Test
  void reportsAMailboxThatFailsAndWritesItsOtherGroups() {
    int bad = organization.find(ObjectKind.MAILBOX, 3);
    exchange
        .faults()
        .next(
            Fault.NESTED_ERROR,
            "Get-MailboxPermission " + organization.guid(bad),
            Integer.MAX_VALUE);
    RunRecord run = run(key);

    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(problems(run))
        .anyMatch(
            message ->
                message.contains(
                    "Get-MailboxPermission was answered with 400 (The mailbox database is"
                        + " dismounted.)"));
    assertThat(rows()).contains("objects " + OBJECTS);
  }
}

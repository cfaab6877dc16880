package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Stopping;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanRetention;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Faults;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between the tenant and the panel. */
@ParameterizedClass
@EnumSource
class FaultJobTests {
  @Parameter JobDatabase database;
  SyncedTenant tenant;

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(16));
    for (int i = 0; i < 12; i++) {
      tenant.user("u" + i);
    }
    tenant.list("all", tenant.directory.live(Kind.USER).keySet().toArray(String[]::new));
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private List<String> checks() {
    Organization organization = tenant.home.bean(Organizations.class).get(tenant.key);
    return tenant
        .home
        .bean(DirectorySyncFamily.class)
        .test(
            tenant
                .home
                .bean(io.rollcall.definitions.JobDefinitions.class)
                .get(tenant.key)
                .definition(),
            List.of(organization))
        .stream()
        .map((JobFamily.Check check) -> (check.passed() ? "ok " : "FAILED ") + check.detail())
        .map(text -> text.replace(tenant.domain, "DOMAIN"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"TWO_LINKS", "NO_LINK", "FOREIGN_LINK", "NO_LIST"})
  void anAnswerThatIsNoneFailsTheRunAndARestartBringsAll(Fault fault) {
    tenant.graph.faults().next(fault, "/groups", 1);
    RunRecord failed = tenant.run();
    assertThat(failed.outcome()).as(tenant.why(failed)).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.rows()).isEmpty();
    assertThat(tenant.position()).isEmpty();
    RunRecord restarted = tenant.home.restart(failed.run().id());
    assertThat(restarted.outcome()).as(tenant.why(restarted)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.users()).hasSize(12);
    assertThat(tenant.workingRows()).isZero();
    assertThat(tenant.done().summary()).contains("0 changes");
  }

  @ParameterizedTest
  @EnumSource(names = {"GONE", "SYNC_STATE_NOT_FOUND", "RESYNC_REQUIRED"})
  void aPositionLostInTheMiddleOfARoundBeginsAnew(Fault fault) {
    tenant.done();
    String ada = tenant.user("ada");
    tenant.directory.live(Kind.GROUP).keySet().forEach(list -> tenant.directory.join(list, ada));
    tenant.graph.faults().next(fault, "/groups", 1);
    RunRecord run = tenant.done();
    assertThat(tenant.plan(run).complete()).isTrue();
    assertThat(tenant.users()).hasSize(13);
    assertThat(run.summary()).contains("2 added, 0 updated, 0 removed");
  }

  @Test
  void throttlingAndBrokenConnectionsAreWaitedOut() {
    tenant.graph.faults().next(Fault.THROTTLED_FRACTION, "/users", 1);
    tenant.graph.faults().next(Fault.BUSY_EMPTY, "/groups", 1);
    tenant.graph.faults().next(Fault.RESET_IN_BODY, "/groups", 1);
    tenant.graph.faults().next(Fault.TOKEN_REFUSED, "/groups", 1);
    RunRecord run = tenant.done();
    assertThat(tenant.users()).hasSize(12);
    assertThat(tenant.plan(run).tally().noted("repeated")).isEqualTo(4);
  }

  @Test
  void aReadingThatFailedIsThrownAwayWhenANewRunTakesOverOrItsTimeIsUp() {
    tenant.graph.faults().next(Fault.NO_LIST, "/groups", 1);
    RunRecord first = tenant.run();
    tenant.graph.faults().next(Fault.NO_LIST, "/groups", 1);
    RunRecord second = tenant.run();

    assertThat(List.of(first.outcome(), second.outcome())).containsOnly(ExitCode.FAILED);
    assertThat(users(tenant.plan(first))).isZero();
    assertThat(users(tenant.plan(second))).isEqualTo(12);

    PlanRetention retention = tenant.home.bean(PlanRetention.class);
    long plan = tenant.plan(second).id();
    assertThat(retention.withLines(Instant.now().plusSeconds(60)))
        .extracting(PlanRetention.Aged::id)
        .contains(plan);
    retention.purgeLines(plan);
    assertThat(tenant.workingRows()).isZero();
  }

  private long users(Plan plan) {
    return tenant.home.count(
        "SELECT COUNT(*) FROM runner_directory_user WHERE plan_id = ? AND present = TRUE",
        plan.id());
  }

  /** The wait would be 11 s: a run that waited it out would be done. */
  @ParameterizedTest
  @ValueSource(strings = {Faults.SIGN_IN, "/users", "/groups"})
  void aStopEndsTheWaitForGraphAndARestartBringsAll(String waitsAt) throws Exception {
    tenant.graph.faults().next(Fault.THROTTLED_LIST, waitsAt, 1);
    CompletableFuture<Long> started = new CompletableFuture<>();
    CompletableFuture<RunRecord> running =
        CompletableFuture.supplyAsync(
            () ->
                tenant
                    .home
                    .bean(RunLauncher.class)
                    .start(
                        new RunRequest(tenant.key, Run.Kind.FULL, List.of(), null, false, "tester"),
                        Progress.NONE,
                        started::complete));
    Awaitility.await().until(() -> tenant.graph.faults().struck() > 0);

    tenant.home.bean(Stopping.class).request(started.get(), "tester");

    RunRecord stopped = running.get();
    assertThat(stopped.outcome()).as(tenant.why(stopped)).isEqualTo(ExitCode.STOPPED);
    assertThat(tenant.rows()).isEmpty();
    RunRecord restarted = tenant.home.restart(stopped.run().id());
    assertThat(restarted.outcome()).as(tenant.why(restarted)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.users()).hasSize(12);
  }

  @Test
  void aMissingPermissionIsNamedBeforeAnythingIsRead() {
    tenant.graph.tokens().permissions(List.of("User.Read.All"));
    int requests = tenant.graph.received().size();
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.why(run)).contains("lacks permissions: GroupMember.Read.All");
    assertThat(tenant.graph.received()).hasSize(requests);
    assertThat(checks())
        .anyMatch(
            text ->
                text.startsWith("FAILED ")
                    && text.contains("GroupMember.Read.All")
                    && text.contains("rollcall consent " + tenant.key));
  }

  @Test
  void testConnectionShowsThreePeopleAndTheTenant() {
    assertThat(checks())
        .hasSize(4)
        .allMatch(text -> text.startsWith("ok "))
        .anyMatch(text -> text.matches("ok the search finds people: \\S+, \\S+, \\S+"))
        .anyMatch(text -> text.contains("Lindenau Works"))
        .anyMatch(text -> text.equals("ok DOMAIN"));
    assertThat(tenant.rows()).isEmpty();
    tenant.graph.tokens().consented(false);
    assertThat(checks()).anyMatch(text -> text.startsWith("FAILED "));
  }

  @Test
  void anOrganizationOfAnotherTypeHasNoDirectory() {
    tenant
        .home
        .bean(Organizations.class)
        .set(
            tenant.key,
            new Organizations.Details(null, Organization.ServerType.EXCHANGE, null, List.of()),
            "tester");
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.why(run))
        .contains("has server type exchange: only one of type microsoft365 has a tenant to read");
    assertThat(checks()).allMatch(text -> text.startsWith("FAILED "));
  }
}

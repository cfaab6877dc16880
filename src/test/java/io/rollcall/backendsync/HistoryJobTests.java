package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Approvals;
import io.rollcall.operations.Audit;
import io.rollcall.operations.LiveRuns;
import io.rollcall.operations.LiveRuns.LiveRun;
import io.rollcall.operations.LiveRuns.LiveStep;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.RunFilter;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunSteps;
import io.rollcall.operations.RunSteps.RunStep;
import io.rollcall.operations.Runs;
import io.rollcall.operations.Stopping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of runs: filters, steps, who did what, and how far a running one is. */
@ParameterizedClass
@EnumSource
class HistoryJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
  }

  private static long id(RunRecord run) {
    return run.run().id();
  }

  private void exportPeople(int count) {
    tenant.export(
        IntStream.range(0, count).mapToObj(i -> tenant.mailbox("m%02d".formatted(i))).toList());
  }

  private List<Long> list(Set<ExitCode> outcomes, boolean running, Instant since, int limit) {
    return tenant
        .home
        .bean(Runs.class)
        .list(new RunFilter(tenant.key, outcomes, running, since, limit))
        .stream()
        .map(HistoryJobTests::id)
        .toList();
  }

  @Test
  void runsAreFilteredByOutcomeTimeAndNumber() {
    exportPeople(3);
    RunRecord done = tenant.run();
    tenant.write("");
    RunRecord failed = tenant.run();
    Instant between = tenant.home.bean(Clock.class).instant();
    RunRecord again = tenant.run();

    assertThat(list(Set.of(), false, null, 9)).containsExactly(id(again), id(failed), id(done));
    assertThat(list(Set.of(), false, null, 2)).containsExactly(id(again), id(failed));
    assertThat(list(Set.of(ExitCode.FAILED), false, null, 9))
        .containsExactly(id(again), id(failed));
    assertThat(list(Set.of(ExitCode.FAILED, ExitCode.DONE), false, null, 1))
        .containsExactly(id(again));
    assertThat(list(Set.of(), false, between, 9)).containsExactly(id(again));
    assertThat(list(Set.of(), true, null, 9)).isEmpty();
  }

  @Test
  void stepsAreToldWithTheirRecordsOverAllExecutions() {
    tenant.define("chunk-size: 10");
    exportPeople(35);
    int[] chunks = {0};
    RunRecord failed =
        tenant.run(
            (at, done, total) -> {
              if (at.startsWith("applying") && done > 0 && ++chunks[0] == 3) {
                throw new IllegalStateException("pulled the plug");
              }
            });
    RunRecord done = tenant.home.restart(id(failed));
    assertThat(done.outcome()).isEqualTo(ExitCode.DONE);

    List<RunStep> steps = tenant.home.bean(RunSteps.class).of(done);

    assertThat(steps.stream().map(RunStep::stage))
        .containsExactly(
            "connect",
            "read",
            "resolve",
            "presence",
            "gates",
            "apply",
            "report",
            "outcome",
            "settle");
    assertThat(steps)
        .filteredOn(step -> step.stage().equals("read"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.organization()).isEqualTo(tenant.key);
              assertThat(step.records()).isEqualTo(35);
              assertThat(step.executions()).isEqualTo(1);
              assertThat(step.state()).isEqualTo("completed");
              assertThat(step.length()).isPositive();
              assertThat(step.perSecond()).isPositive();
            });
    assertThat(steps)
        .filteredOn(step -> step.stage().equals("apply"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.executions()).isEqualTo(2);
              assertThat(step.state()).isEqualTo("completed");
              assertThat(step.rolledBack()).isEqualTo(1);
              assertThat(step.records()).isBetween(35L, 45L);
            });
  }

  @Test
  void aRunningRunIsSeenWithItsStepItsPaceAndItsTimeLeft() {
    tenant.define("chunk-size: 10");
    exportPeople(45);
    LiveRuns.Watch watch = tenant.home.bean(LiveRuns.class).watch();
    Instant start = Instant.parse("2026-02-03T04:05:06Z");
    List<LiveRun> first = new ArrayList<>();
    List<LiveRun> then = new ArrayList<>();

    RunRecord run =
        tenant.run(
            (at, done, total) -> {
              if (at.startsWith("applying") && done == 20) {
                awaitHeartbeat("\"done\":20");
                first.addAll(watch.look(tenant.key, start));
              } else if (at.startsWith("applying") && done == 40) {
                awaitHeartbeat("\"done\":40");
                then.addAll(watch.look(tenant.key, start.plusSeconds(2)));
              }
            });

    assertThat(run.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(first).singleElement();
    assertThat(first.get(0).run().run().id()).isEqualTo(id(run));
    assertThat(first.get(0).steps())
        .containsExactly(new LiveStep("apply", tenant.key, 10, null, 44, null));
    assertThat(then.get(0).steps())
        .containsExactly(new LiveStep("apply", tenant.key, 30, 10L, 88, Duration.ofSeconds(1)));
    assertThat(watch.look(tenant.key, start.plusSeconds(9))).isEmpty();
  }

  /** Until the run's row says so: the heartbeat is another thread's. */
  private void awaitHeartbeat(String text) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      int looks = 0;
      while (tenant.home.count(
              "SELECT COUNT(*) FROM runner_run WHERE job = ? AND progress LIKE ?",
              tenant.key,
              "%" + text + "%")
          == 0) {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(looks++).as("looks for %s", text).isLessThan(1000);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoeverDidSomethingIsInTheAuditLog() {
    exportPeople(3);
    RunRecord preview = tenant.preview();
    tenant.apply(tenant.plan(preview));
    tenant.export(tenant.mailbox("m00"));
    RunRecord refused = tenant.run();
    assertThat(refused.outcome()).isEqualTo(ExitCode.REFUSED);
    long plan = tenant.plan(refused).id();
    tenant.home.bean(Approvals.class).approve(plan, "anna", "half left", Duration.ofHours(1));
    RunRecord accepted = tenant.acceptingDrop();
    tenant.write("");
    RunRecord failed = tenant.run();
    tenant.home.restart(id(failed));
    tenant.home.bean(Recovery.class).abandon(id(failed), "anna");
    RunRecord stopped = tenant.run();
    RunRecord died = tenant.run();
    running(stopped, true);
    tenant.home.bean(Stopping.class).request(id(stopped), "anna");
    running(died, false);
    tenant.home.bean(Recovery.class).recoverDead("anna");
    running(stopped, false);
    tenant.home.bean(Recovery.class).recoverDead();
    tenant
        .home
        .bean(Organizations.class)
        .set(tenant.key, new Organizations.Details("New", null, null, List.of()), "anna");

    assertThat(
            tenant.home.bean(Audit.class).list(null, null, 14).stream()
                .map(
                    line ->
                        "%s %s %s %s"
                            .formatted(
                                line.actor(),
                                line.action(),
                                line.target(),
                                line.action().equals("recover") ? "" : line.reason())
                            .strip()))
        .containsExactly(
            "anna organization-set %s null".formatted(tenant.key),
            "recovery recover run " + id(stopped),
            "anna recover run " + id(died),
            "anna stop run %d null".formatted(id(stopped)),
            "tester run run %d %s".formatted(id(died), tenant.key),
            "tester run run %d %s".formatted(id(stopped), tenant.key),
            "anna abandon run %d null".formatted(id(failed)),
            "tester restart run %d null".formatted(id(failed)),
            "tester run run %d %s".formatted(id(failed), tenant.key),
            "tester run-accept-source-drop run %d %s".formatted(id(accepted), tenant.key),
            "anna approve plan %d of %s half left".formatted(plan, tenant.key),
            "tester run run %d %s".formatted(id(refused), tenant.key),
            "tester run run %d %s, plan %d"
                .formatted(id(preview) + 1, tenant.key, tenant.plan(preview).id()),
            "tester preview run %d %s".formatted(id(preview), tenant.key));
    assertThat(tenant.home.bean(Audit.class).list(null, "anna", 5))
        .extracting(line -> line.action())
        .containsExactly("organization-set", "recover", "stop", "abandon", "approve");
    Instant later = tenant.home.bean(Clock.class).instant().plusSeconds(60);
    assertThat(tenant.home.bean(Audit.class).list(later, null, 5)).isEmpty();
  }

  /** As if the run still ran: in the process that started this one, or in one that is dead. */
  private void running(RunRecord run, boolean alive) {
    tenant.home.goesOn(id(run));
    if (!alive) {
      tenant
          .home
          .jdbc()
          .update("UPDATE runner_run SET owner_pid = 999999999 WHERE id = ?", id(run));
    }
  }
}

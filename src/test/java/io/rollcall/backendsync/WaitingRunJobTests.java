package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Stopping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose organization waits, as the process is at as many as it may. */
@ParameterizedClass
@EnumSource
class WaitingRunJobTests {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @Parameter JobDatabase database;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch letGo = new CountDownLatch(1);

  @AfterEach
  void letGo() throws InterruptedException {
    letGo.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private static Tenant tenant(JobDatabase database) {
    Tenant tenant = database.tenant();
    tenant.export(tenant.mailbox("ada"), tenant.mailbox("ben"));
    return tenant;
  }

  /** Runs that hold all threads of organizations, until they are let go. */
  private List<CompletableFuture<RunRecord>> holding() throws InterruptedException {
    List<CompletableFuture<RunRecord>> holding = new ArrayList<>();
    for (int i = 0; i < (database == JobDatabase.MYSQL ? 2 : 1); i++) {
      CountDownLatch held = new CountDownLatch(1);
      Tenant tenant = tenant(database);
      holding.add(
          CompletableFuture.supplyAsync(
              () ->
                  tenant.run(
                      (step, done, total) -> {
                        if (step.startsWith("connecting")) {
                          held.countDown();
                          wait(letGo);
                        }
                      }),
              threads));
      assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
    }
    return holding;
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<RunRecord> begin(
      Tenant tenant, Progress progress, CompletableFuture<Long> id) {
    return CompletableFuture.supplyAsync(
        () ->
            tenant
                .home
                .bean(RunLauncher.class)
                .start(
                    new RunRequest(tenant.key, Run.Kind.FULL, List.of(), null, false, "tester"),
                    progress,
                    id::complete),
        threads);
  }

  /** The states of a run's first step of its organization, of each of its executions. */
  private static List<String> connect(Tenant tenant) {
    return tenant
        .home
        .jdbc()
        .queryForList(
            "SELECT STATUS FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = ? ORDER BY STEP_EXECUTION_ID",
            String.class,
            "connect:" + tenant.key);
  }

  @Test
  void aStopIsHeardWhileOtherRunsHoldAllThreads() throws InterruptedException {
    List<CompletableFuture<RunRecord>> others = holding();
    Tenant tenant = tenant(database);
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<Long> id = new CompletableFuture<>();
    CompletableFuture<RunRecord> waiting =
        begin(
            tenant,
            (step, done, total) -> begun.compareAndSet(false, step.contains(tenant.key)),
            id);
    await().atMost(LONG_ENOUGH).until(() -> connect(tenant).equals(List.of("STARTING")));

    tenant.home.bean(Stopping.class).request(id.join(), "tester");

    assertThat(waiting)
        .succeedsWithin(LONG_ENOUGH)
        .extracting(RunRecord::outcome)
        .isEqualTo(ExitCode.STOPPED);
    assertThat(begun).as("it got no thread, and so did nothing").isFalse();
    assertThat(connect(tenant)).containsExactly("STOPPED");
    assertThat(tenant.home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", id.join()))
        .isZero();
    assertThat(others).noneMatch(CompletableFuture::isDone);

    letGo.countDown();
    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(other)
                    .succeedsWithin(LONG_ENOUGH)
                    .extracting(RunRecord::outcome)
                    .isEqualTo(ExitCode.DONE));
    assertThat(connect(tenant)).as("and is not begun afterwards").containsExactly("STOPPED");
    assertThat(tenant.objects()).isZero();
    RunRecord restarted = tenant.home.restart(id.join());
    assertThat(restarted.outcome()).as(restarted.reason()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(2);
  }

  @Test
  void aRunThatNobodyStopsWaitsForAThread() throws InterruptedException {
    List<CompletableFuture<RunRecord>> others = holding();
    Tenant stopped = tenant(database);
    Tenant patient = tenant(database);
    CompletableFuture<Long> id = new CompletableFuture<>();
    CompletableFuture<RunRecord> first = begin(patient, Progress.NONE, new CompletableFuture<>());
    await().atMost(LONG_ENOUGH).until(() -> connect(patient).equals(List.of("STARTING")));
    CompletableFuture<RunRecord> second = begin(stopped, Progress.NONE, id);
    await().atMost(LONG_ENOUGH).until(() -> connect(stopped).equals(List.of("STARTING")));
    stopped.home.bean(Stopping.class).request(id.join(), "tester");
    assertThat(second).succeedsWithin(LONG_ENOUGH);

    assertThat(connect(patient)).containsExactly("STARTING");
    assertThat(others).noneMatch(CompletableFuture::isDone);

    letGo.countDown();
    assertThat(first)
        .succeedsWithin(LONG_ENOUGH)
        .extracting(RunRecord::outcome)
        .isEqualTo(ExitCode.DONE);
  }
}

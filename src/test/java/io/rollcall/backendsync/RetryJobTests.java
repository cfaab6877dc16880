package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Stopping;
import io.rollcall.plan.RetryCount;
import io.rollcall.testing.CuttingProxy;
import io.rollcall.testing.CuttingProxy.Cut;
import io.rollcall.testing.Sessions;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Transient failures of a real MySQL, in the middle of chunks and of their commits. */
class RetryJobTests {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestDatabase database;
  private static CuttingProxy proxy;
  private static TestHome home;
  private static Connection admin;

  private Tenant tenant;

  @BeforeAll
  static void open() throws Exception {
    database = TestDatabase.mysql();
    proxy = new CuttingProxy(database.url());
    home = home("rollcall.retry.first-delay=50ms");
    admin = database.connect();
  }

  private static TestHome home(String... more) {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.add("spring.datasource.hikari.connection-timeout=2000");
    return new TestHome(
        JobDatabase.folder(),
        TestDatabase.at(proxy.url(database.url())),
        properties.toArray(String[]::new));
  }

  @AfterAll
  static void close() throws Exception {
    proxy.up();
    home.close();
    admin.close();
    proxy.close();
    database.close();
  }

  @BeforeEach
  void fill() {
    proxy.up();
    awaitConnection(home);
    tenant = filled(home);
  }

  private static Tenant filled(TestHome home) {
    Tenant filled = new Tenant(home, "r" + NUMBER.incrementAndGet());
    filled.define("chunk-size: 10");
    List<Exported> people = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      people.add(filled.mailbox("m%02d".formatted(i)).trustees("send-as", filled.ref("m34")));
    }
    filled.export(people);
    return filled;
  }

  /** Something that a test does in the n-th chunk of a step, before it commits. */
  private interface Mischief {
    void happen() throws Exception;
  }

  private static Progress inChunk(String step, int n, Mischief mischief) {
    AtomicInteger times = new AtomicInteger();
    return (at, done, total) -> {
      if (at.startsWith(step) && done > 0 && times.incrementAndGet() == n) {
        try {
          mischief.happen();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private long retried(RunRecord run) {
    return tenant.home.bean(RetryCount.class).of(run.run().id());
  }

  /** As if nothing had happened: outcome, rows, counts, and what was only needed on the way. */
  private void undisturbed(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run) + tenant.plan(run).failure())
        .isEqualTo(ExitCode.DONE);
    Tenant twin = filled(home);
    twin.run();
    assertThat(tenant.rows()).isEqualTo(twin.rows());
    assertThat(tenant.plan(run).recordsRead()).isEqualTo(35);
    assertThat(tenant.plan(run).complete()).isTrue();
    assertThat(tenant.plan(run).sourceDigest()).isNotNull();
    assertThat(tenant.plan(run).failure()).isNull();
    assertThat(counts(run, "read:%")).isEqualTo("35 35 4");
    assertThat(counts(run, "apply:%:0")).isEqualTo("35 35 4");
    assertThat(tenant.workingRows()).isZero();
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  /** Items read, items written, chunks committed, over all executions of a step. */
  private String counts(RunRecord run, String step) {
    return tenant
        .home
        .jdbc()
        .queryForObject(
            """
            SELECT CONCAT(SUM(s.READ_COUNT), ' ', SUM(s.WRITE_COUNT), ' ', SUM(s.COMMIT_COUNT))
            FROM BATCH_STEP_EXECUTION s
            JOIN BATCH_JOB_EXECUTION_PARAMS p ON p.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
            WHERE p.PARAMETER_NAME = 'run' AND p.PARAMETER_VALUE = ? AND s.STEP_NAME LIKE ?
            """,
            String.class,
            String.valueOf(run.run().id()),
            step);
  }

  // the commit

  @ParameterizedTest
  @CsvSource({
    "reading,  BEFORE_COMMIT",
    "reading,  AFTER_COMMIT",
    "applying, BEFORE_COMMIT",
    "applying, AFTER_COMMIT"
  })
  void aChunkWhoseCommitHadNoAnswerIsNeitherLostNorDoneTwice(String step, Cut cut) {
    RunRecord run = tenant.run(inChunk(step, 2, () -> proxy.cutAt(cut)));

    assertThat(proxy.hasCut()).isTrue();
    assertThat(retried(run)).isEqualTo(1);
    undisturbed(run);
    assertThat(run.summary()).endsWith(", 1 part retried");
  }

  // the chunk

  @ParameterizedTest
  @ValueSource(strings = {"reading", "applying"})
  void aRunWhoseConnectionsAreKilledGoesOnByItself(String step) {
    RunRecord run = tenant.run(inChunk(step, 2, RetryJobTests::killSessions));

    assertThat(retried(run)).isPositive();
    undisturbed(run);
  }

  /** One line for each failed try, and no stack: nobody has to do anything. */
  @Test
  void whatHealedByItselfIsAWarningOfOneLineThatSaysWhichTryComes() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    RunRecord run;
    try {
      run = tenant.run(inChunk("applying", 2, () -> proxy.cutAt(Cut.BEFORE_COMMIT)));
    } finally {
      root.detachAppender(log);
    }

    assertThat(run.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getThrowableProxy()).isNull();
              assertThat(event.getFormattedMessage())
                  .matches(
                      "step apply:%s:0 met no connection to the database: try 2 in \\d+ ms"
                          .formatted(tenant.key));
            });
  }

  private static void killSessions() throws SQLException {
    Sessions.killOthers(admin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "applying", "connecting", "writing the report"})
  void aRunOutlastsADatabaseThatIsAwayForAWhile(String step) {
    RunRecord run =
        tenant.run(
            inStep(
                step,
                () -> {
                  proxy.down();
                  CompletableFuture.runAsync(
                      proxy::up, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
                }));

    assertThat(retried(run)).isPositive();
    undisturbed(run);
  }

  /** As with a server that is frozen: without the time-out the run would wait for ever. */
  @Test
  void connectionsThatFallSilentAreGivenUpAfterTheSocketTimeout() {
    try (TestHome impatient =
        home("spring.datasource.hikari.data-source-properties.socketTimeout=2000")) {
      tenant = filled(impatient);
      RunRecord run = tenant.run(inChunk("applying", 2, proxy::silence));

      assertThat(retried(run)).isPositive();
      assertThat(run.outcome()).isEqualTo(ExitCode.DONE);
      assertThat(counts(run, "apply:%:0")).isEqualTo("35 35 4");
    } finally {
      proxy.down(); // the other home's connections are silent too, and have more patience
    }
    assertThat(home.bean(HikariDataSource.class).getDataSourceProperties())
        .containsEntry("socketTimeout", "300000")
        .containsEntry("connectTimeout", "10000");
  }

  private static Progress inStep(String step, Mischief mischief) {
    AtomicInteger times = new AtomicInteger();
    Progress chunks = inChunk(step, 1, mischief);
    return (at, done, total) -> {
      if (at.startsWith(step) && times.incrementAndGet() == 1) {
        chunks.at(at, 1, 1);
      }
    };
  }

  /** A deadlock with a person's transaction that has changed more, so that ours is the victim. */
  @Test
  void theVictimOfADeadlockIsDoneAgain() throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE weight (id BIGINT PRIMARY KEY)");
      other.setAutoCommit(false);
      List<CompletableFuture<Void>> blocked = new ArrayList<>();

      RunRecord run =
          tenant.run(
              inChunk(
                  "applying",
                  2,
                  () -> {
                    statement.execute(
                        """
                        INSERT INTO weight WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 900)
                        SELECT id FROM n
                        """);
                    statement.execute(
                        "SELECT 1 FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'apply:%s:%%' FOR UPDATE"
                            .formatted(tenant.key));
                    blocked.add(CompletableFuture.runAsync(() -> lockObjects(statement)));
                    awaitWaiting(1, "panel_object");
                  }));

      blocked.get(0).join();
      assertThat(retried(run)).isEqualTo(1);
      undisturbed(run);
    }
  }

  private static void lockObjects(Statement statement) {
    try {
      statement.execute("SELECT COUNT(*) FROM panel_object FOR UPDATE");
      statement.getConnection().rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until so many sessions of this database wait for a lock on a table. */
  private static void awaitWaiting(int sessions, String table) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Sessions.waiting(admin, table) < sessions) {
      assertThat(System.nanoTime()).as("%d do not wait", sessions).isLessThan(deadline);
    }
  }

  /** Each has inserted its row when it looks for the other's: a deadlock, and then a conflict. */
  @Test
  void twoOrganizationsThatClaimOneAddressAtOneMomentEndWithAConflict() throws Exception {
    // Made first, so that its rows lie before those that the two insert: else the one that looks
    // first would lock the gap where the other inserts, and no deadlock would come of it.
    Tenant holder = new Tenant(home, "r" + NUMBER.incrementAndGet());
    Tenant one = new Tenant(home, "r" + NUMBER.incrementAndGet());
    Tenant other = new Tenant(home, "r" + NUMBER.incrementAndGet());
    String shared = "shared@nobody-" + holder.domain;
    holder.handmade(1_000 + NUMBER.get(), "mailbox", shared, "middle@" + holder.domain);
    home.jdbc()
        .update(
            """
            INSERT INTO panel_address (address_key, organization_id, version, state, address, object_id, is_primary, run_id, observed_at)
            SELECT address_key, organization_id, 2, 'gone', address, object_id, is_primary, NULL, observed_at
            FROM panel_address WHERE organization_id = ? AND address_key = ?
            """,
            holder.id(),
            "smtp:" + shared);
    String job = "both-" + tenant.key;
    for (Tenant each : List.of(one, other)) {
      // Their own addresses lie on either side of the shared one, for the same reason.
      String name = each == one ? "anna" : "zoe";
      String line =
          each.mailbox(name).addresses("SMTP:" + each.address(name), "smtp:" + shared).line();
      Tenant.write(
          home.file("exports/" + job + "/" + each.key + ".jsonl"),
          String.join("\n", Exported.file(each.key, List.of(line))) + "\n");
    }
    home.job(
        job,
        """
        family: backend-sync
        organizations: [%s, %s]
        source: {type: exchange-export, path: exports/%s}
        """
            .formatted(one.key, other.key, job));
    RunRecord run;
    try (Connection person = database.connect();
        Statement statement = person.createStatement()) {
      person.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      person.setAutoCommit(false);
      statement.execute(
          "SELECT 1 FROM panel_address WHERE address_key = 'smtp:%s' FOR UPDATE".formatted(shared));
      CompletableFuture<RunRecord> running = CompletableFuture.supplyAsync(() -> home.run(job));
      awaitWaiting(2, "panel_address");
      person.commit();
      run = running.join();
    }

    assertThat(run.outcome())
        .as(run.reason() + home.jdbc().queryForList("SELECT failure FROM runner_plan"))
        .isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    // Both have inserted their row and wait for the person; then each needs the other's.
    assertThat(retried(run)).isEqualTo(1);
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("CONFLICT")
        .contains("another organization, ");
    assertThat(one.holders(shared).size() + other.holders(shared).size()).isEqualTo(1);
  }

  // what is not tried again

  @Test
  void aFaultFailsAtOnce() {
    AtomicInteger chunks = new AtomicInteger();
    RunRecord run =
        tenant.run(
            (at, done, total) -> {
              if (at.startsWith("applying") && chunks.incrementAndGet() == 2) {
                throw new IllegalStateException("a fault");
              }
            });

    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.plan(run).failure()).isEqualTo("IllegalStateException: a fault");
    assertThat(retried(run)).isZero();
    assertThat(chunks).hasValue(2);
    assertThat(counts(run, "apply:%:0")).isEqualTo("10 10 1");
    undisturbed(home.restart(run.run().id()));
  }

  @Test
  void aLeaseThatWasTakenOverWhileTheDatabaseWasAwayEndsTheRun() {
    RunRecord run =
        tenant.run(
            inChunk(
                "applying",
                2,
                () -> {
                  killSessions();
                  try (Statement statement = admin.createStatement()) {
                    statement.execute(
                        "UPDATE runner_lease SET token = token + 1 WHERE resource = 'backend-sync/%s'"
                            .formatted(tenant.key));
                  }
                }));

    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(run.reason()).contains("lost its lease on backend-sync/" + tenant.key);
    assertThat(tenant.objects()).isEqualTo(10);
  }

  // the end of patience, and of the run

  @Test
  void aDatabaseThatStaysAwayFailsTheRunWhichCanBeRestarted() {
    try (TestHome impatient = home("rollcall.retry.patience=1s")) {
      for (String step : List.of("reading", "applying")) {
        tenant = filled(impatient);
        List<Throwable> failures = new ArrayList<>();
        try {
          tenant.run(inChunk(step, 2, proxy::down));
        } catch (RuntimeException e) {
          failures.add(e);
        }
        proxy.up();
        awaitConnection(impatient);
        awaitConnection(home);
        assertThat(failures).hasSize(1);
        long id = impatient.count("SELECT MAX(id) FROM runner_run");
        // Its process lives, so that nobody recovers it; what recovery does:
        impatient
            .jdbc()
            .update(
                "UPDATE runner_run SET status = 'FAILED' WHERE id = ? AND status = 'RUNNING'", id);
        impatient.jdbc().update("UPDATE runner_lease SET run_id = NULL WHERE run_id = ?", id);
        undisturbed(impatient.restart(id));
      }
    }
  }

  /** The pool asks a server that was away more and more seldom. */
  private static void awaitConnection(TestHome of) {
    for (boolean there = false; !there; ) {
      try {
        there = of.count("SELECT 1") == 1;
      } catch (DataAccessException e) {
        // not yet; it waited for two seconds
      }
    }
  }

  @Test
  void aWishToStopEndsTheWaitForTheNextTry() {
    try (TestHome patient =
        home(
            "rollcall.retry.patience=3h",
            "rollcall.retry.first-delay=1h",
            "rollcall.retry.max-delay=1h")) {
      tenant = filled(patient);
      Mischief stop =
          () -> {
            // Not in this thread, whose transaction will be rolled back.
            CompletableFuture.runAsync(
                    () ->
                        patient
                            .bean(Stopping.class)
                            .request(patient.count("SELECT MAX(id) FROM runner_run"), "tester"))
                .join();
            killSessions();
          };

      RunRecord run = tenant.run(inChunk("applying", 2, stop));

      assertThat(run.outcome()).as(run.reason()).isEqualTo(ExitCode.STOPPED);
      assertThat(counts(run, "apply:%:0")).isEqualTo("10 10 1");
      undisturbed(patient.restart(run.run().id()));
    }
  }

  // many at once

  @Test
  void twentyJobsStartedAtOneMomentAreAllDone() {
    List<Tenant> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(filled(home));
    }
    List<CompletableFuture<RunRecord>> runs = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    CyclicBarrier start = new CyclicBarrier(20);
    for (Tenant each : all) {
      runs.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  start.await();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return each.run();
              },
              threads));
    }
    assertThat(runs.stream().map(CompletableFuture::join).map(RunRecord::outcome))
        .hasSize(20)
        .containsOnly(ExitCode.DONE);
    assertThat(all.stream().map(Tenant::objects)).containsOnly(35L);
    threads.shutdown();
  }
}

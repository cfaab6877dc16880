package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serve processes on one MySQL, with a clock that this test sets for all of them. */
class ServeCommandTests {
  private static final Instant BEGIN = Instant.parse("2040-03-01T00:30:00Z");
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestDatabase database;
  private Connection connection;
  private ChildHome home;
  private OffsetClock clock;

  @BeforeEach
  void migrate() throws Exception {
    database = TestDatabase.mysql();
    connection = database.connect();
    home =
        new ChildHome(folder, database, "rollcall.serve.port: 0", "rollcall.serve.poll: 200ms")
            .withMain(ClockedRollcall.class);
    clock = new OffsetClock(folder);
    clock.moveTo(BEGIN);
    assertThat(home.run("db", "migrate").code()).isZero();
    assertThat(home.run("organizations", "add", "acme", "--domain", "acme.example").code())
        .isZero();
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    database.close();
  }

  private void job(int objects) {
    new ExportGenerator(7, "acme", List.of("acme.example"), objects)
        .write(home.file("exports/acme.jsonl"));
    String hours =
        IntStream.range(0, 24)
            .mapToObj("'%02d:00:07'"::formatted)
            .collect(Collectors.joining(", "));
    home.write(
        "jobs/acme.yaml",
        """
        family: backend-sync
        organization: acme
        source: {type: exchange-export, path: exports/acme.jsonl}
        chunk-size: 50
        schedule: {enabled: true, at: [%s]}
        """
            .formatted(hours));
  }

  private Running serve() {
    Running serve = home.start("serve");
    until(() -> Files.readString(serve.out()).contains("next run") || !serve.process().isAlive());
    assertThat(serve.process().isAlive()).as(said(serve)).isTrue();
    return serve;
  }

  private static String said(Running serve) {
    try {
      return Files.readString(serve.out()) + Files.readString(serve.err());
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder text = new StringBuilder();
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
      return text.toString();
    }
  }

  /** {@code scripts/serve-test} asks for 100. */
  @Test
  void everyFiringBecomesOneRunAlthoughAProcessIsKilled() throws Exception {
    int firings = Integer.getInteger("rollcall.test.firings", 10);
    Random random = new Random(Long.getLong("rollcall.test.seed", 1));
    job(2);
    Running killed = serve();
    Running other = serve();
    Instant due = Instant.parse("2040-03-01T01:00:07Z");
    for (int i = 1; i <= firings; i++) {
      int expected = i;
      clock.moveTo(due);
      if (i == firings / 2) {
        long until = System.nanoTime() + random.nextInt(600) * 1_000_000L;
        until(() -> System.nanoTime() >= until);
        killed.kill();
      }
      until(() -> number("SELECT COUNT(*) FROM runner_firing") >= expected);
      until(() -> number("SELECT COUNT(*) FROM runner_run WHERE status = 'RUNNING'") == 0);
      due = due.plus(Duration.ofHours(1));
    }
    other.signal("TERM");
    Ended ended = other.await();

    assertThat(ended.code()).as(ended.all()).isEqualTo(143);
    assertThat(number("SELECT COUNT(*) FROM runner_run")).isEqualTo(firings);
    assertThat(number("SELECT COUNT(DISTINCT run_id) FROM runner_firing")).isEqualTo(firings);
    assertThat(number("SELECT COUNT(DISTINCT due_at) FROM runner_firing")).isEqualTo(firings);
    assertThat(number("SELECT COUNT(*) FROM runner_run WHERE requested_by <> 'schedule'")).isZero();
    assertThat(number("SELECT COUNT(*) FROM runner_run WHERE status = 'ALREADY_RUNNING'")).isZero();
    // At most the one that was cut off.
    assertThat(number("SELECT COUNT(*) FROM runner_run WHERE status = 'FAILED'"))
        .as(text("SELECT CONCAT_WS(' ', id, status, reason) FROM runner_run"))
        .isLessThanOrEqualTo(1);
    System.out.printf(
        "%d firings: %s%n",
        firings,
        text("""
        SELECT CONCAT(COUNT(*), ' ', status, ' by process ', owner_pid)
        FROM runner_run GROUP BY status, owner_pid ORDER BY 1 DESC
        """)
            .strip()
            .replace("\n", ", "));
  }

  @Test
  void furtherSchedulesAreFiredOnceEachByTwoProcessesOneOfWhichIsKilled() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    Files.writeString(
        folder.resolve("rollcall.yaml"),
        "rollcall.contacts.key: file:" + key + "\n",
        java.nio.file.StandardOpenOption.APPEND);
    String hours =
        IntStream.range(0, 24)
            .mapToObj("'%02d:00:07'"::formatted)
            .collect(Collectors.joining(", "));
    home.write(
        "jobs/acme-contacts.yaml",
        """
        family: contacts-backup
        organization: acme
        source: {type: microsoft-graph, client-id: 7b1e9d40, secret: "env:NO_SUCH_SECRET"}
        schedules:
          backup: {enabled: false}
          verify: {days: [], at: [%1$s]}
          prune: {days: [], at: [%1$s]}
        """
            .formatted(hours));
    Running killed = serve();
    Running other = serve();
    Instant due = Instant.parse("2040-03-01T01:00:07Z");
    for (int i = 1; i <= 4; i++) {
      int expected = 2 * i;
      clock.moveTo(due);
      until(() -> number("SELECT COUNT(*) FROM runner_firing") >= expected);
      until(() -> number("SELECT COUNT(*) FROM runner_run WHERE status = 'RUNNING'") == 0);
      if (i == 2) {
        killed.kill();
      }
      due = due.plus(Duration.ofHours(1));
    }
    other.signal("TERM");
    Ended ended = other.await();

    assertThat(ended.code()).as(ended.all()).isEqualTo(143);
    assertThat(
            text(
                "SELECT CONCAT(COUNT(*), ' ', kind, ' ', status) FROM runner_run GROUP BY kind,"
                    + " status ORDER BY 1"))
        .isEqualTo("4 PRUNE DONE\n4 VERIFY DONE\n");
    assertThat(number("SELECT COUNT(DISTINCT run_id) FROM runner_firing")).isEqualTo(8);
  }

  @Test
  void sigtermEndsItAfterTheChunkAndTheRunGoesOnByRestart() throws Exception {
    job(3000);
    Running serve = serve();
    clock.moveTo(Instant.parse("2040-03-01T01:00:07Z"));
    until(() -> number("SELECT COALESCE(MAX(records_read), 0) FROM runner_plan") >= 100);

    serve.signal("TERM");
    Ended ended = serve.await();

    assertThat(ended.code()).as(ended.all()).isEqualTo(143);
    assertThat(ended.err()).contains("run 1 of acme: terminated");
    assertThat(text("SELECT status FROM runner_run")).isEqualTo("TERMINATED\n");
    assertThat(number("SELECT COUNT(*) FROM runner_lease WHERE run_id IS NOT NULL")).isZero();
    Ended restarted = home.run("restart", "1");
    assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
    assertThat(number("SELECT COUNT(*) FROM panel_object")).isEqualTo(3000);
  }
}

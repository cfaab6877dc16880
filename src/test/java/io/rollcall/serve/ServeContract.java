package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.operations.AlreadyFired;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.operations.ScheduledRuns;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A serve process, in this one. Each test has a job, an organization and days of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServeContract {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private final AtomicInteger number = new AtomicInteger();
  private TestHome home;
  private OffsetClock clock;
  private Serve serve;
  private Serve.Started started;
  private String job = "";
  private Instant day = Instant.parse("2040-01-01T00:00:00Z");

  abstract TestDatabase database(Path home);

  @BeforeAll
  void start() throws Exception {
    Path place = Files.createTempDirectory(folder, "home");
    Files.createDirectories(place.resolve("jobs"));
    Path key = Files.writeString(place.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    clock = new OffsetClock(place);
    clock.moveTo(day);
    home =
        new TestHome(
            ClockedRollcall.class,
            place,
            database(place),
            "rollcall.serve.port=0",
            "rollcall.contacts.key=file:" + key,
            "rollcall.serve.poll=100ms");
    serve = home.bean(Serve.class);
    started = serve.start(run -> {});
  }

  @AfterAll
  void stop() throws Exception {
    assertThat(serve.stop(ExitCode.TERMINATED, LONG_ENOUGH)).isTrue();
    home.close();
  }

  /** A job that is off, on an organization with an export. */
  @BeforeEach
  void organization() {
    job = "job-" + number.incrementAndGet();
    day = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    clock.moveTo(day);
    home.organization(job, job + ".example");
    new ExportGenerator(7, job, List.of(job + ".example"), 20)
        .write(home.file("exports-" + job + ".jsonl"));
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(home.file("jobs/" + job + ".yaml"));
    serve.refresh();
  }

  private void define(String schedule) {
    home.job(
        job,
        """
        family: backend-sync
        organization: %1$s
        source: {type: exchange-export, path: exports-%1$s.jsonl}
        schedule: %2$s
        """
            .formatted(job, schedule));
    serve.refresh();
  }

  private Instant at(String time) {
    return Instant.parse(day.toString().replace("00:00:00", time));
  }

  private List<RunRecord> runs(int number) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ended().size() >= number && due().isAfter(clock.instant()));
    assertThat(ended()).hasSize(number);
    return ended();
  }

  private List<RunRecord> ended() {
    return home.bean(Runs.class).list(job, 10).stream().filter(run -> !run.running()).toList();
  }

  private Instant due() {
    return due(Run.Kind.FULL);
  }

  private Instant due(Run.Kind kind) {
    return home.bean(Standing.class).nextFirings().stream()
        .filter(next -> next.job().equals(job) && next.kind() == kind)
        .map(NextFiring::at)
        .findFirst()
        .orElse(Instant.MAX);
  }

  @Test
  void startsAJobWhenItIsDue() {
    define("{enabled: true, at: ['02:00', '14:30:05']}");
    assertThat(due()).isEqualTo(at("02:00:00"));
    assertThat(ended()).isEmpty();

    clock.moveTo(at("02:00:00"));

    RunRecord run = runs(1).get(0);
    assertThat(run.outcome()).isIn(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS);
    assertThat(run.run().requestedBy()).isEqualTo("schedule");
    assertThat(run.run().startedAt()).isBetween(at("02:00:00"), at("02:00:30"));
    assertThat(due()).isEqualTo(at("14:30:05"));
    assertThat(home.count("SELECT COUNT(*) FROM runner_firing WHERE job = ?", job)).isEqualTo(1);
  }

  @Test
  void catchesMissedFiringsUpOnce() {
    define("{enabled: true, times-per-day: 4}");

    clock.moveTo(at("00:10:00").plus(3, ChronoUnit.DAYS));

    runs(1);
    assertThat(due()).isEqualTo(at("06:00:00").plus(3, ChronoUnit.DAYS));
  }

  @Test
  void writesDownAFiringThatMeetsAnotherRun() {
    define("{enabled: true, at: ['02:00', '03:00']}");
    clock.moveTo(at("02:00:00"));
    long first = runs(1).get(0).run().id();
    home.jdbc()
        .update(
            "UPDATE runner_lease SET run_id = ? WHERE resource = ?", first, "backend-sync/" + job);

    clock.moveTo(at("03:00:00"));

    RunRecord second = runs(2).get(0);
    assertThat(second.outcome()).isEqualTo(ExitCode.ALREADY_RUNNING);
    assertThat(second.summary()).isEqualTo("already running");
    assertThat(second.reason()).contains("is being written by run " + first);
    assertThat(due()).isEqualTo(at("02:00:00").plus(1, ChronoUnit.DAYS));
  }

  @Test
  void takesUpANewScheduleAndForgetsTheOldOne() {
    define("{enabled: true, at: ['02:00']}");
    define("{enabled: true, at: ['05:00'], zone: Europe/Berlin}");
    assertThat(due()).isEqualTo(at("04:00:00"));

    define("{enabled: false, at: ['05:00']}");
    assertThat(due()).isEqualTo(Instant.MAX);
  }

  @Test
  void forgetsAJobWhoseFileIsGone() throws Exception {
    define("{enabled: true, at: ['02:00']}");
    Files.delete(home.file("jobs/" + job + ".yaml"));
    serve.refresh();

    assertThat(due()).isEqualTo(Instant.MAX);
  }

  @Test
  void aBrokenFileKeepsItsScheduleAndTheHistorySaysWhatIsWrong() {
    define("{enabled: true, at: ['02:00']}");
    define("{enabled: true, at: ['03:00'], zoone: UTC}");
    assertThat(due()).isEqualTo(at("02:00:00"));

    clock.moveTo(at("02:00:00"));

    RunRecord run = runs(1).get(0);
    assertThat(run.outcome()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run.reason()).contains(job + ".yaml:", "zoone");
    assertThat(run.restartable()).isFalse();
    assertThat(due()).isEqualTo(at("02:00:00").plus(1, ChronoUnit.DAYS));
  }

  @Test
  void aFiringBecomesOneRunHoweverOftenItIsStarted() {
    define("{enabled: true, at: ['02:00']}");
    clock.moveTo(at("02:00:00"));
    runs(1);

    assertThatThrownBy(
            () ->
                home.bean(ScheduledRuns.class).start(job, Run.Kind.FULL, at("02:00:00"), () -> {}))
        .isInstanceOf(AlreadyFired.class);
    assertThat(home.bean(Runs.class).list(job, 10)).hasSize(1);
  }

  @Test
  void aFiringWhoseProcessDiedBeforeItsRunGoesToAnother() {
    define("{enabled: true, at: ['02:00']}");
    picked(at("02:00:00"));

    clock.moveTo(at("02:01:00"));

    assertThat(runs(1).get(0).run().requestedBy()).isEqualTo("schedule");
    assertThat(due()).isEqualTo(at("02:00:00").plus(1, ChronoUnit.DAYS));
  }

  @Test
  void aFiringWhoseProcessDiedAfterItsRunBeganIsNotRepeated() {
    define("{enabled: true, at: ['02:00', '02:00:10']}");
    picked(at("02:00:00"));
    home.jdbc()
        .update(
            "INSERT INTO runner_firing (job, due_at, run_id) VALUES (?, ?, 0)",
            job,
            day.toString().replaceAll("T.*", " 02:00:00"));

    clock.moveTo(at("02:01:00"));

    // That of ten seconds later, which it would have seen had it lived.
    runs(1);
    assertThat(
            home.count(
                "SELECT COUNT(*) FROM runner_firing WHERE job = ? AND due_at LIKE '%02:00:10%'",
                job))
        .isEqualTo(1);
  }

  /** As a process leaves it that dies with the firing in its hands. */
  private void picked(Instant at) {
    home.jdbc()
        .update(
            """
            UPDATE runner_schedule SET picked = TRUE, picked_by = '1 on nowhere', last_heartbeat = ?
            WHERE task_instance = ?
            """,
            utc(at),
            job);
  }

  @Test
  void marksRunsWhoseProcessDied() {
    define("{enabled: true, at: ['02:00']}");
    clock.moveTo(at("02:00:00"));
    long run = runs(1).get(0).run().id();
    // No system counts its processes that far.
    home.jdbc()
        .update(
            "UPDATE runner_run SET status = 'RUNNING', owner_pid = 99999999999 WHERE id = ?", run);

    RunRecord found = runs(1).get(0);

    assertThat(found.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(found.reason()).contains("runner died", "scripts/rollcall restart " + run);
  }

  @Test
  void triesWaitingMailsAgain() {
    home.jdbc()
        .update(
            """
            INSERT INTO runner_mail (run_id, occasion, message_id, recipients, pending, subject, body_text, body_html,
              state, attempts, created_at, next_attempt_at, give_up_at)
            VALUES (1, ?, ?, 'ops@acme.example', 'ops@acme.example', 'a report', '', '', 'waiting', 0, ?, ?, ?)
            """,
            job,
            "<" + job + "@acme.example>",
            utc(day),
            utc(day),
            utc(day.plus(1, ChronoUnit.DAYS)));

    // There is no mail server here, so that it waits on.
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                home.count(
                        "SELECT COUNT(*) FROM runner_mail WHERE occasion = ? AND state = 'waiting'"
                            + " AND attempts = 1 AND last_error IS NOT NULL",
                        job)
                    == 1);
  }

  // further schedules

  private void defineBackup(String schedules) {
    home.bean(Organizations.class)
        .set(
            job,
            new Organizations.Details(
                null,
                Organization.ServerType.MICROSOFT365,
                "tenant-" + job,
                List.of(job + ".example")),
            "tester");
    home.job(
        job,
        """
        family: contacts-backup
        organization: %s
        source:
          type: microsoft-graph
          client-id: 7b1e9d40
          secret: "env:NO_SUCH_SECRET"
        schedules:
        %s
        """
            .formatted(job, schedules.indent(2)));
    serve.refresh();
  }

  private static String further(String verify, String prune) {
    String line = "%s: {at: ['%s'], days: []}\n";
    return "backup: {enabled: false}\n"
        + line.formatted("verify", verify)
        + line.formatted("prune", prune);
  }

  private List<RunRecord> endedRuns(int number) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ended().size() >= number && due(Run.Kind.PRUNE).isAfter(clock.instant()));
    assertThat(ended()).hasSize(number);
    return ended();
  }

  @Test
  void startsTheFurtherSchedulesOfAJobEachAsARunOfItsKind() {
    defineBackup(further("03:30", "03:30"));
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00"));
    assertThat(due(Run.Kind.PRUNE)).isEqualTo(at("03:30:00"));
    assertThat(due()).isEqualTo(Instant.MAX);

    clock.moveTo(at("03:30:00"));

    List<RunRecord> runs = endedRuns(2);
    assertThat(runs)
        .extracting(run -> run.run().kind())
        .containsExactlyInAnyOrder(Run.Kind.VERIFY, Run.Kind.PRUNE);
    assertThat(runs).extracting(RunRecord::outcome).containsOnly(ExitCode.DONE);
    assertThat(runs).extracting(run -> run.run().requestedBy()).containsOnly("schedule");
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00").plus(1, ChronoUnit.DAYS));
    for (String kind : List.of(" verify", " prune")) {
      assertThat(home.count("SELECT COUNT(*) FROM runner_firing WHERE job = ?", job + kind))
          .isEqualTo(1);
    }
    assertThatThrownBy(
            () ->
                home.bean(ScheduledRuns.class)
                    .start(job, Run.Kind.VERIFY, at("03:30:00"), () -> {}))
        .isInstanceOf(AlreadyFired.class);
  }

  @Test
  void catchesMissedFiringsOfFurtherSchedulesUpOnceAndForgetsThemWithTheFile() throws Exception {
    defineBackup(further("03:30", "04:30"));

    clock.moveTo(at("05:00:00").plus(5, ChronoUnit.DAYS));

    assertThat(endedRuns(2))
        .extracting(run -> run.run().kind())
        .containsExactlyInAnyOrder(Run.Kind.VERIFY, Run.Kind.PRUNE);
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00").plus(6, ChronoUnit.DAYS));
    Files.delete(home.file("jobs/" + job + ".yaml"));
    serve.refresh();
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(Instant.MAX);
    assertThat(due(Run.Kind.PRUNE)).isEqualTo(Instant.MAX);
  }

  @Test
  void aFurtherRunTakesNoPlaceOfABackup() throws Exception {
    defineBackup(further("03:30", "04:30"));
    CountDownLatch verified = new CountDownLatch(1);
    RunThreads threads =
        new RunThreads(
            home.bean(ScheduledRuns.class),
            1,
            run -> {
              try {
                if (run.run().kind() == Run.Kind.VERIFY) {
                  verified.await();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThat(threads.fire(job, Run.Kind.VERIFY, day)).isEqualTo(RunThreads.Firing.BEGUN);
    assertThat(threads.fire(job, Run.Kind.PRUNE, day)).isEqualTo(RunThreads.Firing.NO_ROOM);
    assertThat(threads.fire(job, Run.Kind.FULL, day)).isEqualTo(RunThreads.Firing.BEGUN);
    verified.countDown();
    threads.close();
    assertThat(threads.await(LONG_ENOUGH)).isTrue();
    assertThat(threads.running()).isZero();
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  @Test
  void showsHealthAndMetrics() throws Exception {
    define("{enabled: true, at: ['02:00']}");
    clock.moveTo(at("02:00:00"));
    RunRecord run = runs(1).get(0);

    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).contains("\"status\":\"up\"", "\"database\":\"answers\"");
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () ->
                assertThat(get("/metrics").body())
                    .contains(
                        "rollcall_runs_total{job=\"%s\",outcome=\"%s\"} 1.0"
                            .formatted(job, run.outcome().name().toLowerCase(Locale.ROOT)),
                        "rollcall_records_read_total{job=\"%s\"} ".formatted(job),
                        "rollcall_changes_applied_total{job=\"%s\"} ".formatted(job),
                        "rollcall_problems_total{job=\"%s\"} ".formatted(job),
                        "rollcall_run_duration_seconds_count{job=\"%s\"} 1".formatted(job),
                        "rollcall_last_success_timestamp_seconds{job=\"%s\"} ".formatted(job),
                        "rollcall_next_firing_timestamp_seconds{job=\"%s\",kind=\"full\"} "
                            .formatted(job),
                        "rollcall_outbox_mails{state=\"undelivered\"} 0.0",
                        "rollcall_database_up 1.0"));
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/health/x").statusCode()).isEqualTo(404);
  }

  @Test
  void listensOnLoopback() {
    assertThat(started.url()).startsWith("http://127.0.0.1:");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(started.url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}

package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.AlreadyFired;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.operations.ScheduledRuns;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a serve process does. */
abstract class ServeContract extends FurtherSchedulesContract {

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
    forgetMissing();

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
    assertThat(get("/metrics").body().lines().filter(line -> line.startsWith("# HELP")))
        .isNotEmpty()
        .allMatch(line -> line.split(" ", 4).length == 4, "says what it is");
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

package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are stopped, that meet another, or that were given up as dead and wake up again. */
class StopCommandTests {
  private static final String JOB = CrashSite.JOB;

  @TempDir static Path folder;
  private static CrashSite site;
  private static PanelRows undisturbed;

  @BeforeAll
  static void importWithoutInterruption() throws Exception {
    site = new CrashSite(folder, 3000);
    undisturbed = site.undisturbed(site.export(7));
  }

  @AfterAll
  static void close() throws Exception {
    site.close();
  }

  @BeforeEach
  void begin() throws Exception {
    site.reset();
    site.put(site.export(7));
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, READ, 143, TERMINATED",
    "INT, READ, 130, STOPPED",
    "TERM, APPLY, 143, TERMINATED",
    "INT, APPLY, 130, STOPPED"
  })
  void aSignalStopsARunAfterItsChunk(String signal, Moment.Phase phase, int code, String status)
      throws Exception {
    Running running = site.runUntil(new Moment(phase, 4));
    running.signal(signal);

    stoppedAndRestarted(running.await(), code, status);
    assertThat(
            site.text(
                "SELECT reason FROM runner_audit WHERE actor = 'signal' ORDER BY id DESC LIMIT 1"))
        .isEqualTo(signal.equals("INT") ? "stopped by Ctrl-C (SIGINT)" : "stopped by SIGTERM");
  }

  @Test
  void stopInAnotherProcessStopsARun() throws Exception {
    Running running = site.runUntil(new Moment(Moment.Phase.READ, 2));
    // Held until the other process has asked, which takes it longer than a fast machine needs for
    // the import.
    running.signal("STOP");
    CrashSite.require(site.home().run("stop", Long.toString(site.lastRun())), 0);
    running.signal("CONT");

    stoppedAndRestarted(running.await(), 130, "STOPPED");
  }

  private static void stoppedAndRestarted(Ended ended, int code, String status) throws Exception {
    assertThat(ended.code()).as(ended.all()).isEqualTo(code);
    assertThat(site.text("SELECT status FROM runner_run")).isEqualTo(status);
    assertThat(site.text("SELECT reason FROM runner_run")).startsWith("stopped");
    assertThat(site.number("SELECT COUNT(*) FROM runner_lease WHERE run_id IS NOT NULL")).isZero();
    Ended restarted = site.home().run("restart", Long.toString(site.lastRun()));
    assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
    assertThat(site.faults(undisturbed)).isEmpty();
  }

  @Test
  void aSecondRunIsToldOfTheFirst() throws Exception {
    Running first = site.runUntil(new Moment(Moment.Phase.READ, 1));
    first.signal("STOP");
    Ended second = site.home().run("run", JOB, "--yes");
    first.signal("CONT");

    assertThat(second.code()).as(second.all()).isEqualTo(4);
    assertThat(second.err())
        .contains(
            "backend-sync/acme is being written by run %d (process %d on "
                .formatted(site.number("SELECT MIN(id) FROM runner_run"), first.process().pid()));
    assertThat(first.await().code()).isIn(0, 3);
    assertThat(site.rows().differences(undisturbed)).isEmpty();
  }

  @Test
  void ofTwoThatStartTogetherOneWins() throws Exception {
    Running one = site.home().start("run", JOB, "--yes");
    Running other = site.home().start("run", JOB, "--yes");
    List<Ended> ended = List.of(one.await(), other.await());

    assertThat(ended.stream().map(Ended::code).map(code -> code == 3 ? 0 : code))
        .as(ended.toString())
        .containsExactlyInAnyOrder(0, 4);
    assertThat(ended.toString().toLowerCase(Locale.ROOT)).doesNotContain("deadlock");
    assertThat(site.rows().differences(undisturbed)).isEmpty();
  }

  /** Six; {@code -Drollcall.test.jobs=20} makes them more. */
  @Test
  void jobsOfManyOrganizationsAtOnceAllSucceed() throws Exception {
    int jobs = Integer.getInteger("rollcall.test.jobs", 6);
    List<String> keys = IntStream.range(0, jobs).mapToObj(i -> "org-" + i).toList();
    for (String key : keys) {
      CrashSite.require(
          site.home().run("organizations", "add", key, "--domain", key + ".example"), 0);
      new ExportGenerator(3, key, List.of(key + ".example"), 150)
          .write(site.home().file("exports/" + key + ".jsonl"));
      site.home()
          .write(
              "jobs/" + key + ".yaml",
              "family: backend-sync\norganization: %1$s\nsource: {type: exchange-export, path: exports/%1$s.jsonl}\n"
                  .formatted(key));
    }
    List<Running> started = new ArrayList<>();
    keys.forEach(key -> started.add(site.home().start("run", key, "--yes")));

    for (Running running : started) {
      Ended ended = running.await();
      assertThat(ended.code()).as(ended.all()).isIn(0, 3);
      assertThat(ended.all().toLowerCase(Locale.ROOT)).doesNotContain("deadlock");
    }
    assertThat(site.number("SELECT COUNT(*) FROM panel_object")).isEqualTo(150L * jobs);
    System.out.printf(
        "%d jobs at once: all done, %d transactions retried%n",
        jobs, site.number("SELECT COALESCE(SUM(retried), 0) FROM runner_run"));
    site.execute("DELETE FROM panel_domain WHERE domain LIKE 'org-%'");
    site.execute("DELETE FROM panel_organization WHERE organization_key LIKE 'org-%'");
  }

  @ParameterizedTest
  @CsvSource({"READ, 3", "GATES, 1", "APPLY, 3", "REPORT, 1"})
  void aFrozenRunnerThatWakesUpCommitsNothingMore(Moment.Phase phase, int chunks) throws Exception {
    Running frozen = site.runUntil(new Moment(phase, chunks));
    frozen.signal("STOP");
    try {
      site.execute(
          "UPDATE runner_run SET owner_host = 'elsewhere', heartbeat_at = heartbeat_at - INTERVAL 1"
              + " HOUR");
      // What the frozen process holds locked goes when the server notices; here at once.
      site.killOtherSessions();
      Ended restarted = site.recoverAndRestart();
      assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
    } finally {
      frozen.signal("CONT");
    }
    Ended woken = frozen.await();

    assertThat(woken.code()).as(woken.all()).isEqualTo(1);
    assertThat(woken.err()).contains("was taken from this process");
    assertThat(site.faults(undisturbed)).isEmpty();
    assertThat(site.text("SELECT status FROM runner_run")).startsWith("DONE");
    assertThat(site.text("SELECT state FROM runner_plan")).isEqualTo("APPLIED");
    assertThat(site.text("SELECT failure FROM runner_plan")).isEqualTo("null");
  }
}

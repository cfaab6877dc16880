package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome.Ended;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code kill -9} of a run's process. The moments come from seeds; {@code scripts/crash-test} tries
 * any number of others.
 */
class KillAndRestartCommandTests {
  private static final long SEED = 7;
  private static final String RUN = CrashSite.JOB;

  @TempDir static Path folder;
  private static CrashSite site;
  private static PanelRows undisturbed;

  @BeforeAll
  static void importWithoutInterruption() throws Exception {
    site = new CrashSite(folder, 1200);
    undisturbed = site.undisturbed(site.export(SEED));
  }

  @AfterAll
  static void close() throws Exception {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "READ, 1",
    "READ, 2",
    "RESOLVE, 1",
    "GATES, 1",
    "APPLY, 1",
    "APPLY, 2",
    "SETTLE, 1",
    "REPORT, 1"
  })
  void theRestartEndsAsAnUndisturbedRun(Moment.Phase phase, long seed) throws Exception {
    site.put(site.export(SEED));

    CrashTable.Row row =
        CrashTable.kill(site, Moment.in(phase, site.objects(), new Random(seed)), undisturbed);

    assertThat(row.faults()).as(row.toString()).isEmpty();
  }

  @Test
  void anotherExportPutThereWhileItReadNeedsANewRun() throws Exception {
    ExportGenerator other = site.export(SEED).displayName(3, "Other Name").delete(8).add(5);
    site.reset();
    PanelRows expected = site.undisturbed(other);
    site.put(site.export(SEED));
    site.runUntil(new Moment(Moment.Phase.READ, 4)).kill();
    site.put(other);

    Ended restarted = site.recoverAndRestart();
    assertThat(restarted.code()).as(restarted.all()).isEqualTo(1);
    assertThat(restarted.all()).contains("start a new run");
    Ended again = site.home().run("run", RUN, "--yes");

    assertThat(again.code()).as(again.all()).isIn(0, 3);
    assertThat(site.rows().differences(expected)).isEmpty();
  }

  @Test
  void anotherExportPutThereWhileItAppliedWaitsForTheNextRun() throws Exception {
    site.reset();
    site.put(site.export(SEED));
    site.runUntil(new Moment(Moment.Phase.APPLY, 5)).kill();
    site.put(site.export(SEED + 1));

    Ended restarted = site.recoverAndRestart();

    assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
    assertThat(site.faults(undisturbed)).isEmpty();
  }

  @Test
  void aRunWhoseEndNobodyWroteDownEndsAsItDid() throws Exception {
    site.reset();
    site.put(site.export(SEED));
    CrashSite.require(site.home().run("run", RUN, "--yes"), 0, 3);
    String status = site.text("SELECT status FROM runner_run");
    // As a crash between the job's last transaction and ours would leave it.
    site.execute(
        "UPDATE runner_run SET status = 'RUNNING', ended_at = NULL, owner_pid = 999999999");
    site.execute("UPDATE runner_lease SET run_id = " + site.lastRun());

    Ended restarted = site.recoverAndRestart();

    assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
    assertThat(site.text("SELECT status FROM runner_run")).isEqualTo(status);
    assertThat(site.faults(undisturbed)).isEmpty();
  }
}

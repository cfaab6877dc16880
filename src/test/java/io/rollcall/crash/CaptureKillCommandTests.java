package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a run that reads a live backend: while it is read, and while what was read is
 * compared. A restart goes on with a whole capture and reads anew otherwise.
 */
class CaptureKillCommandTests {
  private static final String COMPARED = "SELECT COUNT(*) FROM runner_change";
  private static final String OBJECTS = "SELECT COUNT(*) FROM panel_object";

  @TempDir static Path folder;
  private static CaptureSite site;
  private static PanelRows undisturbed;
  private static int searches;

  @BeforeAll
  static void readWithoutInterruption() throws SQLException {
    site = new CaptureSite(folder);
    searches = site.searchesOf(() -> CrashSite.require(site.run(), 0));
    undisturbed = site.rows();
    assertThat(site.number(OBJECTS)).isEqualTo(320);
  }

  @AfterAll
  static void close() throws SQLException {
    site.close();
  }

  @BeforeEach
  void reset() throws SQLException {
    site.reset();
  }

  @Test
  void aRunThatIsKilledWhileTheBackendIsReadReadsItAnewAtARestart() throws Exception {
    site.killAtSearch(searches - 2); // in the second pass: objects are in the unfinished capture
    assertThat(site.captures()).containsExactly(".jsonl.gz.tmp");
    assertThat(site.number(OBJECTS)).isZero();
    assertThat(site.number(COMPARED)).isZero();

    int again = site.searchesOf(() -> requireRestart());

    assertThat(again).as("all of it is read").isGreaterThanOrEqualTo(searches - 5);
    assertWhole();
  }

  @Test
  void aRunThatIsKilledWhileItComparesGoesOnWithWhatWasRead() throws Exception {
    site.killWhen(COMPARED, 60);
    assertThat(site.captures()).containsExactly(".jsonl.gz");
    site.delete("m299");

    int again;
    try {
      again = site.searchesOf(() -> requireRestart());
    } finally {
      site.addMailbox("m299");
    }

    assertThat(again).as("nothing is read again").isLessThan(searches / 2);
    assertWhole();
  }

  @Test
  void aRunThatIsKilledWhileItComparesAndLosesWhatWasReadReadsItAnew() throws Exception {
    site.killWhen(COMPARED, 60);
    site.deleteCaptures();

    requireRestart();

    assertWhole();
  }

  @Test
  void anotherRunInsteadOfARestartTakesAwayWhatWasHalfRead() throws Exception {
    site.killAtSearch(searches - 2);
    CrashSite.require(site.recover(), 0);

    CrashSite.require(site.run(), 0);

    assertWhole();
  }

  private static void requireRestart() {
    try {
      CrashSite.require(site.recoverAndRestart(), 0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if nothing had happened, and a further run finds nothing to do. */
  private static void assertWhole() throws Exception {
    assertThat(undisturbed.differences(site.rows())).isEmpty();
    assertThat(site.captures()).isEmpty();
    assertThat(site.leftovers()).isEmpty();
    Ended next = site.run();
    assertThat(next.code()).as(next.all()).isZero();
    assertThat(undisturbed.differences(site.rows())).isEmpty();
  }
}

package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code kill -9} of a directory sync's process, at a first sync and at a delta round. The delta
 * link moves on only with the last of its changes.
 */
class DirectoryKillCommandTests {
  private static final String READ = "SELECT COUNT(*) FROM runner_directory_user";
  private static final String READ_MEMBERS = "SELECT COUNT(*) FROM runner_directory_member";
  private static final String COMPARED = "SELECT COUNT(*) FROM runner_change";
  private static final String APPLIED_USERS = "SELECT COUNT(*) FROM panel_directory_user";
  private static final String APPLIED_MEMBERS =
      "SELECT COUNT(*) FROM panel_directory_event WHERE kind = 'member'";
  private static final String UPDATED =
      "SELECT COUNT(*) FROM panel_directory_event WHERE event = 'updated'";

  @TempDir static Path folder;
  private static DirectorySite site;
  private static List<String> afterFirst;
  private static List<String> afterSecond;

  @BeforeAll
  static void syncTwiceWithoutInterruption() throws SQLException {
    site = new DirectorySite(folder);
    site.reset();
    CrashSite.require(site.run(), 0);
    afterFirst = site.rows();
    site.changeTenant();
    CrashSite.require(site.run(), 0);
    afterSecond = site.rows();
    assertThat(afterSecond).hasSizeGreaterThan(afterFirst.size() + 100);
    assertThat(site.leftovers()).isEmpty();
  }

  @AfterAll
  static void close() throws SQLException {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "reading users, " + READ + ", 200",
    "reading members, " + READ_MEMBERS + ", 300",
    "comparing, " + COMPARED + ", 100",
    "applying, " + APPLIED_USERS + ", 100",
    "applying members, " + APPLIED_MEMBERS + ", 40"
  })
  void aFirstSyncThatIsRestartedEndsAsAnUndisturbedOne(String when, String query, long reached)
      throws SQLException {
    site.reset();

    site.killWhen(query, reached);
    assertThat(site.link()).as(when).isEmpty();
    assertThat(site.rows()).as(when).hasSizeLessThan(afterFirst.size());
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.rows()).as(when).isEqualTo(afterFirst);
    assertThat(site.leftovers()).as(when).isEmpty();
    assertThat(site.link()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"reading, " + READ + ", 40", "applying, " + UPDATED + ", 40"})
  void aDeltaRoundThatIsRestartedEndsAsAnUndisturbedOne(String when, String query, long reached)
      throws SQLException {
    String link = syncedAndChanged();

    site.killWhen(query, reached);
    assertThat(site.link()).as(when).isEqualTo(link);
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.rows()).as(when).isEqualTo(afterSecond);
    assertThat(site.leftovers()).as(when).isEmpty();
    assertThat(site.link()).isNotEqualTo(link);
  }

  @Test
  void changesThatWereAppliedWithoutTheirLinkAreFoundAgainAndChangeNothing() throws SQLException {
    String link = syncedAndChanged();
    site.killWhen(UPDATED, 60);
    long updated = site.number(UPDATED);
    assertThat(site.link()).isEqualTo(link);
    CrashSite.require(site.home().run("recover"), 0);

    Ended anew = site.run(); // another run instead of a restart

    assertThat(anew.code()).as(anew.all()).isZero();
    assertThat(updated).isGreaterThanOrEqualTo(60);
    assertThat(site.rows()).isEqualTo(afterSecond);
    assertThat(site.leftovers()).isEmpty();
    assertThat(site.link()).isNotEqualTo(link);
  }

  private static String syncedAndChanged() throws SQLException {
    site.reset();
    CrashSite.require(site.run(), 0);
    site.changeTenant();
    return site.link();
  }
}

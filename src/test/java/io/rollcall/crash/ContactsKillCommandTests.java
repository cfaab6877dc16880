package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

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
 * {@code kill -9} of a backup's process, at a first run and at one that finds changes. A mailbox is
 * saved whole or not at all.
 */
class ContactsKillCommandTests {
  private static final String SAVED =
      "SELECT COUNT(*) FROM contacts_snapshot WHERE completed_at IS NOT NULL";
  private static final String BEGUN = "SELECT COUNT(*) FROM contacts_snapshot";
  private static final String WRITTEN = "SELECT COUNT(*) FROM contacts_version";

  @TempDir static Path folder;
  private static ContactsSite site;
  private static List<String> afterFirst;
  private static List<String> afterSecond;

  @BeforeAll
  static void saveTwiceWithoutInterruption() throws SQLException {
    site = new ContactsSite(folder);
    site.reset();
    CrashSite.require(site.run(), 0);
    afterFirst = site.contents();
    site.changeMailboxes();
    CrashSite.require(site.run(), 0);
    afterSecond = site.contents();
    assertThat(afterSecond).hasSizeGreaterThan(afterFirst.size() + 50);
    assertThat(site.leftovers()).isEmpty();
  }

  @AfterAll
  static void close() throws SQLException {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "beginning, " + BEGUN + ", 1",
    "writing, " + WRITTEN + ", 100",
    "half-way, " + SAVED + ", 5"
  })
  void aFirstRunThatIsRestartedEndsAsAnUndisturbedOne(String when, String query, long reached)
      throws SQLException {
    site.reset();

    site.killWhen(query, reached);
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.contents()).as(when).isEqualTo(afterFirst);
    assertThat(site.leftovers()).as(when).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"restart", "run"})
  void aRunOfChangesThatWasKilledIsMadeGoodByARestartOrByTheNextRun(String by) throws SQLException {
    site.reset();
    CrashSite.require(site.run(), 0);
    site.changeMailboxes();

    site.killWhen(BEGUN, ContactsSite.MAILBOXES + 4);
    CrashSite.require(by.equals("run") ? site.run() : site.recoverAndRestart(), 0);

    assertThat(site.newest()).isEqualTo(newest(afterSecond));
    assertThat(site.leftovers()).isEmpty();
  }

  @Test
  void twoProcessesAtTheSameMailboxesSaveEachOneWhole() throws SQLException {
    site.reset();

    List<Integer> codes = site.runTwice(BEGUN);

    // A mailbox that the other one was at is a problem of that run.
    assertThat(codes).isSubsetOf(0, 3);
    assertThat(site.newest()).isEqualTo(newest(afterFirst));
    assertThat(site.leftovers()).isEmpty();
  }

  private static List<String> newest(List<String> contents) {
    return contents.stream().filter(line -> line.startsWith("now ")).toList();
  }
}

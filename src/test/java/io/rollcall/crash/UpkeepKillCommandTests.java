package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of what tends the backups: pruning, which deletes rows, and verifying. */
class UpkeepKillCommandTests {
  private static final String DELETIONS = "SELECT COUNT(*) FROM contacts_deletion";
  private static final String TENDED =
      "SELECT COUNT(*) FROM contacts_upkeep WHERE run_id = (SELECT MAX(id) FROM runner_run)";

  @TempDir static Path folder;
  private static ContactsSite site;

  @BeforeAll
  static void open() throws SQLException {
    site = new ContactsSite(folder);
  }

  @AfterAll
  static void close() throws SQLException {
    site.close();
  }

  @BeforeEach
  void saveTwice() throws SQLException {
    site.reset();
    CrashSite.require(site.run(), 0);
    // Nothing goes: a snapshot with the last copy of a contact would stay.
    for (int i = 0; i < ContactsSite.MAILBOXES; i++) {
      site.addNameless(i, 3);
    }
    CrashSite.require(site.run(), 0);
    assertThat(site.contents()).hasSizeGreaterThan(site.newest().size());
  }

  @Test
  void aKilledPruneThatIsRestartedDropsEachSnapshotOnceAndNothingElse() throws SQLException {
    List<String> newest = site.newest();

    site.killWhen(() -> site.number(DELETIONS) >= 2, ContactsSite.prune());
    assertThat(site.number(DELETIONS)).isLessThan(ContactsSite.MAILBOXES);
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.contents()).isEqualTo(newest);
    assertThat(site.number(DELETIONS)).isEqualTo(ContactsSite.MAILBOXES);
    assertThat(site.number("SELECT SUM(snapshots) FROM contacts_deletion"))
        .isEqualTo(ContactsSite.MAILBOXES);
    assertThat(site.number("SELECT COUNT(*) FROM contacts_snapshot"))
        .as("what was dropped is gone from the tables")
        .isEqualTo(ContactsSite.MAILBOXES);
    assertThat(site.leftovers()).isEmpty();
  }

  @Test
  void aKilledVerifyThatIsRestartedLooksAtEachMailboxOnce() throws SQLException {
    List<String> before = site.contents();

    site.killWhen(() -> site.number(TENDED) >= 2, ContactsSite.verify());
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.number(TENDED)).isEqualTo(ContactsSite.MAILBOXES);
    assertThat(site.contents()).isEqualTo(before);
    assertThat(site.leftovers()).isEmpty();
  }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} of a restore's process, and of an undo's: each contact comes back once, also
 * those that nothing tells apart.
 */
class RestoreKillCommandTests {
  private static final int MAILBOX = 3;
  private static final String ADDRESS = "u3@lindenau.example";

  @TempDir static Path folder;
  private static ContactsSite site;
  private List<List<String>> saved = List.of();

  @BeforeAll
  static void open() throws SQLException {
    site = new ContactsSite(folder);
  }

  @AfterAll
  static void close() throws SQLException {
    site.close();
  }

  @BeforeEach
  void saveAndLoseEverything() throws SQLException {
    site.reset();
    site.addNameless(MAILBOX, 20);
    CrashSite.require(site.run(), 0);
    saved = site.names(MAILBOX);
    site.wipe(MAILBOX);
  }

  private static String[] restore() {
    return new String[] {"contacts", "restore", ADDRESS, "--in-place", "--yes"};
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 30, 59})
  void aKilledRestoreThatIsRestartedMakesEachContactOnce(long made) throws SQLException {
    site.killWhen(() -> site.contacts(MAILBOX) >= made, restore());
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.names(MAILBOX)).containsExactlyInAnyOrderElementsOf(saved);
    assertThat(site.leftovers()).isEmpty();
  }

  @Test
  void aKilledUndoThatIsRestartedTakesAllBack() throws SQLException {
    CrashSite.require(site.command(restore()), 0);
    String run = site.lastRun();
    site.killWhen(() -> site.contacts(MAILBOX) <= 40, "contacts", "undo", run, "--yes");
    CrashSite.require(site.recoverAndRestart(), 0);

    assertThat(site.contacts(MAILBOX)).isZero();
    assertThat(site.names(MAILBOX)).as("the folder that was made is gone").hasSize(1);
    assertThat(site.leftovers()).isEmpty();
  }
}

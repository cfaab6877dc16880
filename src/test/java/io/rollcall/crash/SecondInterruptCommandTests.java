package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody presses Ctrl-C and cannot wait. */
class SecondInterruptCommandTests {

  @TempDir Path folder;

  @Test
  void theFirstSaysWhatASecondDoesAndTheSecondDoesIt() throws Exception {
    try (CrashSite site = new CrashSite(folder, 1000);
        Connection blocking = site.connect();
        Statement statement = blocking.createStatement()) {
      PanelRows undisturbed = site.undisturbed(site.export(7));
      site.put(site.export(7));
      Running running = site.runUntil(new Moment(Moment.Phase.READ, 2));
      // The chunk at work now waits for its lease's row, and the first Ctrl-C for the chunk.
      blocking.setAutoCommit(false);
      statement.executeUpdate("UPDATE runner_lease SET token = token");

      running.signal("INT");
      await(running, "a second Ctrl-C");
      running.signal("INT");
      Ended ended = running.await();
      blocking.rollback();

      long run = site.lastRun();
      String restart = "go on with scripts/rollcall --home %s restart %d".formatted(folder, run);
      assertThat(ended.code()).as(ended.all()).isEqualTo(130);
      assertThat(ended.err().lines())
          .contains(
              "rollcall: stopping after the current chunk; a second Ctrl-C ends at once and loses that chunk alone, go on then with scripts/rollcall --home %s restart %d"
                  .formatted(folder, run),
              "rollcall: ended at once, the chunk at work is rolled back; " + restart);
      CrashSite.require(site.home().run("restart", Long.toString(run)), 0, 3);
      assertThat(site.rows().differences(undisturbed)).isEmpty();
    }
  }

  private static void await(Running running, String text) throws Exception {
    while (!Files.readString(running.err()).contains(text)) {
      assertThat(running.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}

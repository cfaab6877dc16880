package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server of the test's own is killed while a run goes on, and started again. */
class DatabaseDeathCommandTests {
  @TempDir Path folder;

  @Test
  void theRunGoesOnByItselfOrIsRestartedWhenTheDatabaseIsBack() throws Exception {
    try (PrivateServer server = new PrivateServer(folder.resolve("server"));
        CrashSite site =
            new CrashSite(folder.resolve("home"), 1200, TestDatabase.at(server.start()))) {
      PanelRows expected = site.undisturbed(site.export(7));

      // It comes back while the run is patient.
      site.put(site.export(7));
      Running patient = site.runUntil(new Moment(Moment.Phase.APPLY, 3));
      server.kill();
      server.start();
      Ended done = patient.await();
      site.reconnect();
      assertThat(done.code()).as(done.all()).isIn(0, 3);
      assertThat(done.out()).containsPattern("parts? retried");
      assertThat(site.faults(expected)).isEmpty();

      // It comes back when the run has given up.
      site.reset();
      site.home().withJavaOptions("-Drollcall.retry.patience=1s");
      Running running = site.runUntil(new Moment(Moment.Phase.APPLY, 3));
      server.kill();
      Ended ended = running.await();

      assertThat(ended.code()).as(ended.all()).isEqualTo(1);
      assertThat(ended.err())
          .contains("the connection to the database at 127.0.0.1:" + server.port() + " was lost")
          .contains("runs names runs to restart")
          .doesNotContain("\tat ");
      server.start();
      site.reconnect();
      Ended restarted = site.recoverAndRestart();
      assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
      assertThat(site.faults(expected)).isEmpty();
    }
  }
}

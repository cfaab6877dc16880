package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server of the test's own is killed while a run goes on, and started again. */
class DatabaseDeathCommandTests {
  @TempDir Path folder;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void purge() throws Exception {
    server("purge");
  }

  @Test
  void theRunGoesOnByItselfOrIsRestartedWhenTheDatabaseIsBack() throws Exception {
    String url = server("up").strip();
    try (CrashSite site = site(url)) {
      PanelRows expected = site.undisturbed(site.export(7));

      // It comes back while the run is patient.
      site.put(site.export(7));
      Running patient = site.runUntil(new Moment(Moment.Phase.APPLY, 3));
      killServer();
      server("up");
      Ended done = patient.await();
      site.reconnect();
      assertThat(done.code()).as(done.all()).isIn(0, 3);
      assertThat(done.out()).contains("parts retried");
      assertThat(site.faults(expected)).isEmpty();

      // It comes back when the run has given up.
      site.reset();
      site.home().withJavaOptions("-Drollcall.retry.patience=1s");
      Running running = site.runUntil(new Moment(Moment.Phase.APPLY, 3));
      killServer();
      Ended ended = running.await();

      assertThat(ended.code()).as(ended.all()).isEqualTo(1);
      assertThat(ended.err())
          .contains("the connection to the database at 127.0.0.1:" + port + " was lost")
          .contains("runs names runs to restart")
          .doesNotContain("\tat ");
      server("up");
      site.reconnect();
      Ended restarted = site.recoverAndRestart();
      assertThat(restarted.code()).as(restarted.all()).isIn(0, 3);
      assertThat(site.faults(expected)).isEmpty();
    }
  }

  private void killServer() throws Exception {
    String pid = Files.readString(pidFile()).strip();
    assertThat(new ProcessBuilder("kill", "-9", pid).start().waitFor()).isZero();
  }

  private CrashSite site(String url) throws Exception {
    return new CrashSite(folder.resolve("home"), 1200, TestDatabase.at(url));
  }

  private Path pidFile() throws IOException {
    try (var files = Files.walk(folder.resolve("server"))) {
      return files.filter(file -> file.toString().endsWith(".pid")).findFirst().orElseThrow();
    }
  }

  private String server(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("scripts/mysql-server", command)
            .redirectError(folder.resolve("server.log").toFile());
    builder.environment().remove("MYSQL_URL");
    builder.environment().put("MYSQL_DIR", folder.resolve("server").toString());
    builder.environment().put("MYSQL_PORT", Integer.toString(port));
    builder.environment().put("MYSQL_FLUSH", "1");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("server.log"))).isZero();
    return out;
  }
}

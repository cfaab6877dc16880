package io.rollcall.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A MySQL server of a test's own, which may be stopped, killed, frozen and started again; always at
 * the same address. What it acknowledged as committed outlives a kill: it writes its log through on
 * each commit, and doubly its pages.
 */
final class PrivateServer implements AutoCloseable {
  private final Path folder;
  private final int port = FreePort.find();

  /**
   * Starts nothing yet.
   *
   * @param folder made when it does not exist; gone when closed
   */
  PrivateServer(Path folder) {
    this.folder = folder;
  }

  int port() {
    return port;
  }

  /** Starts it, on the data that it has; returns the address of its database. */
  String start() throws IOException {
    return script("up").strip();
  }

  /** A clean shutdown. */
  void shutDown() throws IOException {
    script("down");
  }

  /** As {@code kill -9}; ends when nobody listens on its port any more. */
  void kill() throws IOException {
    signal("KILL");
    // Its command line is empty before its last thread has let go of its port and its files.
    while (listens()) {
      pause(Duration.ofMillis(5));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** From now on it answers nobody, and keeps all connections open. */
  void freeze() throws IOException {
    signal("STOP");
  }

  /** Harmless when it is not frozen. */
  void thaw() throws IOException {
    if (Files.exists(pidFile()) && commandLine(pid()).length > 0) {
      signal("CONT");
    }
  }

  /** How long something lasts that a test does to its surroundings. */
  static void pause(Duration length) {
    try {
      CountDownLatch never = new CountDownLatch(1);
      if (never.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("nobody counts it down");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] commandLine(long pid) {
    try {
      return Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException e) {
      return new byte[0]; // it has ended
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(pidFile()).strip());
  }

  private Path pidFile() {
    return folder.resolve("mysqld.pid");
  }

  private void signal(String name) throws IOException {
    int code = await(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start());
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " of mysqld ended with " + code);
    }
  }

  private String script(String command) throws IOException {
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Files.createDirectories(folder.getParent());
    ProcessBuilder builder =
        new ProcessBuilder("scripts/mysql-server", command).redirectError(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("MYSQL_URL");
    environment.put("MYSQL_DIR", folder.toString());
    environment.put("MYSQL_PORT", Integer.toString(port));
    environment.put("MYSQL_FLUSH", "1");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (await(process) != 0) {
      throw new IllegalStateException(
          "scripts/mysql-server " + command + ": " + Files.readString(log));
    }
    return out;
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    thaw();
    script("purge");
  }
}

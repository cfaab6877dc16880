package io.rollcall.crash;

import io.rollcall.Rollcall;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A home on a real MySQL with an Active Directory as its source, read again and again. */
final class CaptureSite implements AutoCloseable {
  private static final String JOB = "acme-active-directory";
  private static final int MAILBOXES = 300;
  private static final int LISTS = 20;

  private final TestDatabase database = TestDatabase.mysql();
  private final TestDirectory directory = TestDirectory.plain();
  private final Connection connection;
  private final ChildHome home;
  private final String unit;

  CaptureSite(Path folder) throws SQLException {
    connection = database.connect();
    home = new ChildHome(folder, database).withMain(Rollcall.class).withJavaOptions("-Xmx256m");
    CrashSite.require(home.run("db", "migrate"), 0);
    CrashSite.require(home.run("organizations", "add", "acme", "--domain", "acme.example"), 0);
    home.write("directory-password", TestDirectory.PASSWORD);
    home.write(
        "jobs/" + JOB + ".yaml",
        """
        family: backend-sync
        organization: acme
        source:
          type: active-directory
          controllers: ["127.0.0.1:%d"]
          security: none
          user: "%s"
          password: file:%s
          units: ["OU={organization},%s"]
          page-size: 50
        chunk-size: 20
        """
            .formatted(
                directory.port(),
                TestDirectory.USER,
                home.file("directory-password"),
                TestDirectory.BASE));
    unit = directory.unit("acme");
    fill();
  }

  private void fill() {
    for (int i = 0; i < MAILBOXES; i++) {
      add("user", "m" + i, 1, Map.of("sAMAccountName", List.of("m" + i)));
    }
    for (int i = 0; i < LISTS; i++) {
      List<String> members = new ArrayList<>();
      for (int member = i; member < MAILBOXES; member += 7) {
        members.add(dn("m" + member));
      }
      add("group", "l" + i, 256, Map.of("groupType", List.of(8), "member", members));
    }
  }

  private void add(String objectClass, String name, long type, Map<String, List<?>> more) {
    Map<String, List<?>> values = new java.util.HashMap<>(more);
    values.put("objectClass", List.of("top", objectClass));
    UUID guid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    values.put("objectGUID", List.of(TestDirectory.octets(guid)));
    values.put("displayName", List.of(name));
    values.put("msExchRecipientTypeDetails", List.of(type));
    values.put("proxyAddresses", List.of("SMTP:" + name + "@acme.example"));
    directory.add(dn(name), values);
  }

  private String dn(String name) {
    return "CN=" + name + "," + unit;
  }

  void delete(String name) {
    directory.delete(dn(name));
  }

  void addMailbox(String name) {
    add("user", name, 1, Map.of("sAMAccountName", List.of(name)));
  }

  Ended run() {
    return home.run("run", JOB, "--yes");
  }

  /** The searches of a run that nobody disturbs. */
  int searchesOf(Runnable run) {
    directory.troubles().reset();
    run.run();
    return directory.troubles().searches();
  }

  /** Starts a run and kills it while a search waits for its answer. */
  void killAtSearch(int number) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    directory.troubles().reset();
    directory.troubles().onSearch =
        search -> {
          if (search == number) {
            reached.countDown();
            awaited(killed);
          }
        };
    Running running = home.start("run", JOB, "--yes");
    try {
      while (!reached.await(2, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        if (CrashSite.endedWithin(running, 2)) {
          throw new IllegalStateException("ended before: " + running.await().all());
        }
      }
      running.kill();
    } finally {
      killed.countDown();
      directory.troubles().reset();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a run, waits until a query's number is reached, and kills the process. */
  void killWhen(String query, long reached) throws SQLException {
    Running running = home.start("run", JOB, "--yes");
    while (number(query) < reached) {
      if (CrashSite.endedWithin(running, 2)) {
        throw new IllegalStateException("ended before: " + running.await().all());
      }
    }
    running.kill();
  }

  Ended recoverAndRestart() throws SQLException {
    CrashSite.require(home.run("recover"), 0);
    return home.run("restart", Long.toString(number("SELECT MAX(id) FROM runner_run")));
  }

  Ended recover() {
    return home.run("recover");
  }

  /** Forgets all but the organization. */
  void reset() throws SQLException {
    Snapshot.empty(connection);
  }

  PanelRows rows() throws SQLException {
    return PanelRows.of(connection);
  }

  /** What is left of readings, by the ends of their names. */
  List<String> captures() throws IOException {
    Path work = home.file("work");
    if (!Files.exists(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("acme."))
          .map(name -> name.replaceFirst("acme\\.\\d+", ""))
          .toList();
    }
  }

  void deleteCaptures() throws IOException {
    try (Stream<Path> files = Files.list(home.file("work"))) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().startsWith("acme.")).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What an interrupted run that was brought to its end must not leave behind. */
  List<String> leftovers() throws SQLException {
    return Leftovers.of(this::number);
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    directory.close();
    connection.close();
    database.close();
  }
}

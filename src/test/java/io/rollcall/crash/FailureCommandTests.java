package io.rollcall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when something that a run needs is not there. */
class FailureCommandTests {
  private static final String JOB =
      """
      family: backend-sync
      organization: acme
      source: {type: exchange-export, path: exports/acme.jsonl}
      report: {recipients: [ops@acme.example], when: always}
      """;

  @TempDir Path folder;

  @Test
  void noDatabaseAtTheAddress() {
    ChildHome home =
        new ChildHome(folder, "jdbc:mysql://127.0.0.1:1/panel?user=joe&password=secret");

    says(
        home.run("runs"),
        1,
        "cannot connect to the database at 127.0.0.1:1 as joe: Connection refused",
        "start the database, or correct spring.datasource.url");
  }

  @Test
  void aWrongPassword() {
    try (TestDatabase database = TestDatabase.mysql()) {
      ChildHome home = new ChildHome(folder, database.as("test", "wrong"));

      says(home.run("runs"), 2, "does not let test in", "spring.datasource.password");
    }
  }

  @Test
  void anUnknownDatabase() {
    try (TestDatabase database = TestDatabase.mysql()) {
      ChildHome home =
          new ChildHome(folder, database.url().replaceFirst("/t[0-9a-f]{32}", "/nowhere"));

      says(home.run("runs"), 2, "there is no database nowhere at", "CREATE DATABASE nowhere");
    }
  }

  @Test
  void aSchemaThatWasNotMigrated() {
    try (TestDatabase database = TestDatabase.mysql()) {
      ChildHome home = new ChildHome(folder, database);

      says(home.run("runs"), 2, "the database's schema is not up to date", " db migrate");
    }
  }

  private static void says(Ended ended, int code, String... texts) {
    assertThat(ended.code()).as(ended.all()).isEqualTo(code);
    assertThat(ended.err()).contains(texts).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
  }

  private ChildHome ready(TestDatabase database, int objects, String... settings) {
    ChildHome home = new ChildHome(folder, database, settings);
    CrashSite.require(home.run("db", "migrate"), 0);
    CrashSite.require(home.run("organizations", "add", "acme", "--domain", "acme.example"), 0);
    home.write("jobs/acme.yaml", JOB);
    new ExportGenerator(5, "acme", List.of("acme.example"), objects)
        .write(home.file("exports/acme.jsonl"));
    return home;
  }

  @Test
  void aMailServerThatIsDownFailsNoRun() {
    try (TestDatabase database = TestDatabase.mysql()) {
      ChildHome home = ready(database, 100, "spring.mail.host: 127.0.0.1", "spring.mail.port: 1");

      Ended ended = home.run("run", "acme", "--yes");

      assertThat(ended.code()).as(ended.all()).isIn(0, 3);
      assertThat(ended.out())
          .contains("mail to ops@acme.example: waiting", "Connection refused", "next from");
    }
  }

  @Test
  void aFullDiskFailsTheReportAlone() throws Exception {
    try (TestDatabase database = TestDatabase.mysql()) {
      ChildHome home = ready(database, 2500);

      // No file may grow over 100 blocks: to the program, a full disk.
      Ended ended =
          home.startIn(
                  List.of("sh", "-c", "ulimit -f 100; exec \"$@\"", "sh"), "run", "acme", "--yes")
              .await();

      assertThat(ended.code()).as(ended.all()).isEqualTo(3);
      assertThat(ended.out()).contains("the workbook of run 1 cannot be written", "report 1");
      assertThat(home.file("reports").resolve("acme-run-1.xlsx")).doesNotExist();
      CrashSite.require(home.run("report", "1"), 0);
      assertThat(home.file("reports").resolve("acme-run-1.xlsx")).exists();
    }
  }

  @Test
  void theEmbeddedDatabaseNamesTheProcessThatHasIt() throws Exception {
    ChildHome home = ready(TestDatabase.embedded(folder), 2000);
    Running first = home.start("run", "acme", "--yes");
    while (!Files.exists(folder.resolve("data/owner"))) {
      assertThat(first.process().waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    first.signal("STOP");
    Ended second = home.run("runs");
    first.signal("CONT");

    says(
        second,
        4,
        "in use by process %d (rollcall run acme)".formatted(first.process().pid()),
        "use MySQL");
    assertThat(first.await().code()).isIn(0, 3);
  }
}

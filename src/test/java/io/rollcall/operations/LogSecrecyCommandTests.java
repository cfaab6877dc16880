package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What gets into the log of runs that go wrong in every way, and what never does. */
class LogSecrecyCommandTests {
  private static final String JOB = "acme-backend";
  private static final String MAIL_PASSWORD = "hunter2-of-the-mail-server";
  private static final String DATABASE_PASSWORD = "correct-horse-battery";
  private static final Pattern NAME = Pattern.compile("\"displayName\":\"([^\"\\\\]{4,})\"");
  private static final Pattern ADDRESS = Pattern.compile("([\\w.+-]+@[\\w-]+\\.[\\w.-]+)");

  @TempDir Path folder;
  private final String account = "r" + UUID.randomUUID().toString().substring(0, 8);
  private TestDatabase database;
  private ChildHome home;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.mysql();
    execute(
        "CREATE USER `%s`@`%%` IDENTIFIED BY '%s'".formatted(account, DATABASE_PASSWORD),
        "GRANT ALL ON *.* TO `%s`@`%%`".formatted(account));
  }

  @AfterEach
  void close() throws Exception {
    execute("DROP USER `%s`@`%%`".formatted(account));
    database.close();
  }

  private void execute(String... sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  /**
   * Records that are wrong in several ways among those that are right; a mail server that is down.
   */
  private void prepare(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("spring.mail.host: 127.0.0.1");
    all.add("spring.mail.port: 1");
    all.add("spring.mail.username: postmaster@acme.example");
    all.add("spring.mail.password: file:" + folder.resolve("mail-password"));
    home =
        new ChildHome(folder, database.as(account, DATABASE_PASSWORD), all.toArray(String[]::new));
    home.write("mail-password", MAIL_PASSWORD);
    home.write(
        "jobs/" + JOB + ".yaml",
        """
        family: backend-sync
        organization: acme
        source: {type: exchange-export, path: exports/acme.jsonl}
        report: {recipients: [chief.of.operations@acme.example]}
        """);
    ends(home.run("db", "migrate"), 0);
    ends(home.run("organizations", "add", "acme", "--domain", "acme.example"), 0);
    ExportGenerator export = new ExportGenerator(5, "acme", List.of("acme.example"), 400);
    export.displayName(3, "Zaphod Beeblebrox");
    export.write(folder.resolve("exports/acme.jsonl"));
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("exports/acme.jsonl")));
    for (int i = 10; i < 20; i++) {
      lines.set(i, lines.get(i).replaceFirst("\"type\":\"[^\"]*\"", "\"type\":17"));
      lines.set(i + 10, lines.get(i + 10).replace("@acme.example", "@@acme.example"));
    }
    Files.write(folder.resolve("exports/acme.jsonl"), lines);
  }

  private static void ends(Ended ended, int code) {
    assertThat(ended.code()).as(ended.all()).isEqualTo(code);
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("logs/rollcall.log"));
  }

  /** Every address, name and password that the runs had to do with. */
  private Set<String> secrets() throws IOException {
    Set<String> secrets = new TreeSet<>();
    String export = Files.readString(folder.resolve("exports/acme.jsonl"));
    for (Pattern pattern : List.of(NAME, ADDRESS)) {
      Matcher found = pattern.matcher(export);
      while (found.find()) {
        secrets.add(found.group(1));
      }
    }
    secrets.add("Beeblebrox");
    secrets.add("chief.of.operations");
    secrets.add("postmaster@");
    secrets.add(MAIL_PASSWORD);
    secrets.add(DATABASE_PASSWORD);
    return secrets;
  }

  private void keepsSecrets() throws IOException {
    String log = String.join("\n", log());
    Set<String> secrets = secrets();
    assertThat(secrets).hasSizeGreaterThan(400);
    assertThat(secrets.stream().filter(log::contains)).isEmpty();
    assertThat(ADDRESS.matcher(log).find()).isFalse();
  }

  @Test
  void aRunWithProblemsAndAMailFailureNamesNobody() throws IOException {
    prepare();
    ends(home.run("run", JOB, "--yes"), 3);

    keepsSecrets();
    List<String> lines = log();
    assertThat(lines).filteredOn(line -> line.contains(" INFO ")).hasSize(2);
    assertThat(lines.get(0))
        .endsWith(" INFO  run=1 RunLauncher - run 1 of acme-backend begins: full, 1 organizations");
    assertThat(lines)
        .filteredOn(line -> line.contains(" INFO  run=1 "))
        .last()
        .asString()
        .containsPattern(
            " run 1 of acme-backend ended: DONE_WITH_PROBLEMS in [0-9.]+ s; 400 records read: [0-9,]+ changes found \\([^)]*\\), 0 unchanged, [0-9,]+ problems$");
    assertThat(lines)
        .filteredOn(line -> line.contains(" WARN ") && line.contains("problem "))
        .hasSizeGreaterThanOrEqualTo(20)
        .allMatch(
            line ->
                line.matches(
                    ".* WARN  run=1 Problems - problem \\d+ of run 1: [A-Z]+ in step [a-z]+"));
    assertThat(lines).allMatch(line -> line.contains(" run=1 "));
  }

  @Test
  void aRunThatFailsInTheDatabaseNamesNobody() throws Exception {
    prepare();
    // The server's message has the value: Incorrect integer value: 'jane@acme.example' for column.
    execute("ALTER TABLE panel_address MODIFY address INT");
    Ended ended = home.run("run", JOB, "--yes");

    assertThat(ended.code()).as(ended.all()).isEqualTo(1);
    keepsSecrets();
    assertThat(log())
        .anyMatch(line -> line.contains(" ERROR run=1 "))
        .anyMatch(line -> line.startsWith("Caused by: java.sql."))
        .filteredOn(line -> line.matches("\\d{4}-.*"))
        .allMatch(line -> line.contains(" run=1 "));
  }

  @Test
  void asJsonEachLineIsADocumentWithTheRun() throws IOException {
    prepare("logging.structured.format.file: ecs");
    ends(home.run("run", JOB, "--yes"), 3);

    keepsSecrets();
    List<JsonNode> lines = log().stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines)
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.get("run").asString().equals("1"))
        .allMatch(line -> line.get("@timestamp") != null);
  }
}

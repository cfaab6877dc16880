package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that tell of runs, on a home that has some. Each test takes what it needs. */
class HistoryIntegrationTests {
  private static final String JOB =
      """
      family: backend-sync
      organization: acme
      source: {type: exchange-export, path: exports/acme.jsonl}
      report: {recipients: [ops@acme.example]}
      """;

  @TempDir static Path folder;
  private static GreenMail server;

  @BeforeAll
  static void runThreeTimes() throws Exception {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    Files.createDirectories(folder.resolve("exports"));
    Files.writeString(
        folder.resolve("rollcall.yaml"),
        "spring.mail.host: 127.0.0.1\nspring.mail.port: %d\n"
            .formatted(server.getSmtp().getPort()));
    try (TestHome home =
        new TestHome(
            folder,
            TestDatabase.embedded(folder),
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtp().getPort())) {
      home.organization("acme", "acme.example");
      home.job("acme", JOB);
      new ExportGenerator(3, "acme", List.of("acme.example"), 60)
          .write(folder.resolve("exports/acme.jsonl"));
      home.preview("acme");
      home.run("acme");
      home.jdbc()
          .update(
              "UPDATE runner_run SET started_at = '2020-01-01 00:00:00', ended_at = '2020-01-01"
                  + " 00:01:00' WHERE id = 1");
      home.job("other", JOB.replace("exports/acme.jsonl", "exports/none.jsonl"));
      home.run("other");
    }
  }

  @AfterAll
  static void close() {
    server.stop();
  }

  private static Typed typed(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.toString();
    return Typed.in(all);
  }

  private static JsonNode json(String... arguments) {
    Typed typed = typed(arguments);
    assertThat(typed.code()).as(typed.err()).isZero();
    return JsonMapper.shared().readTree(typed.out());
  }

  @Test
  void syncHistoryHasItsColumns() {
    Typed typed = typed("runs");

    assertThat(typed.code()).as(typed.err()).isZero();
    List<String> lines = typed.out().lines().toList();
    assertThat(lines.get(0))
        .matches("run +job +kind +outcome +synced +synced by +test sync +summary");
    assertThat(lines.get(1)).contains("3 ", "other", "failed (restartable)", " tester ", " no ");
    assertThat(lines.get(2)).contains("2 ", "acme", " no ", "60 records read: ");
    assertThat(lines.get(3)).contains("1 ", " yes ", "changes would be made");
  }

  @Test
  void runsAreFilteredAsTheOptionsSay() {
    assertThat(json("runs", "--json", "--outcome", "failed")).hasSize(1);
    assertThat(json("runs", "--json", "--since", "1d")).hasSize(2);
    assertThat(json("runs", "acme", "--json", "--since", "2019-12-31")).hasSize(2);
    assertThat(json("runs", "acme", "--json", "--limit", "1")).hasSize(1);
    assertThat(json("runs", "--json", "--outcome", "running,stopped")).isEmpty();
    assertThat(typed("runs", "--outcome", "running").out()).isEqualTo("no such run\n");
    assertThat(typed("runs", "--watch", "--since", "1d").code()).isEqualTo(2);
    Typed unknown = typed("runs", "acm");
    assertThat(unknown.code()).isEqualTo(6);
    assertThat(unknown.err()).contains("there is no job acm", "did you mean acme");
    assertThat(typed("runs", "acme", "--outcome", "running").code()).isZero();
  }

  @Test
  void showNamesStepsRatesAndTheCommandsThatCanBeTypedAsTheyAre() {
    Typed shown = typed("show", "2");
    assertThat(shown.out())
        .containsPattern("(?m)^step +organization +state +time +records +a second +rolled back$")
        .containsPattern("(?m)^read +acme +completed +[0-9.]+ s +60 +[0-9,]+ +0$")
        .containsPattern("(?m)^apply +acme +completed +[0-9.]+ s +60 +[0-9,]+ +0$");
    assertThat(json("show", "2", "--json").get("steps").get(1).get("records").asLong())
        .isEqualTo(60);
    assertThat(typed("show", "3").out())
        .contains("next:\n  scripts/rollcall --home " + folder + " restart 3\n");
  }

  @Test
  void aSentMailGoesOutAgainOnlyWhenThatIsConfirmed() {
    int before = server.getReceivedMessages().length;
    Typed refused = typed("report", "2", "--send");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("the mail of run 2 was sent at ", "report 2 --send --yes");
    assertThat(server.getReceivedMessages()).hasSize(before);

    assertThat(typed("report", "2", "--send", "--yes").code()).isZero();

    assertThat(server.getReceivedMessages()).hasSize(before + 1);
    assertThat(typed("audit").out()).containsPattern("(?m)report-send +run 2");
  }

  @Test
  void aMailThatWasGivenUpIsNamedWithWhatToDo() throws Exception {
    try (TestHome home = new TestHome(folder, TestDatabase.embedded(folder))) {
      home.jdbc()
          .update(
              "UPDATE runner_mail SET state = 'undelivered', pending = recipients, attempts = 29,"
                  + " last_error = 'no route' WHERE run_id = 3");
    }
    assertThat(typed("show", "3").out())
        .contains(
            "mail to ops@acme.example: undelivered\n"
                + "  no route\n"
                + "  given up after 29 attempts in 24 hours: mend the mail server or the addresses,"
                + " then scripts/rollcall --home "
                + folder
                + " report 3 --send");
    int before = server.getReceivedMessages().length;

    assertThat(typed("report", "3", "--send").code()).isZero();

    assertThat(server.getReceivedMessages()).hasSize(before + 1);
  }

  @Test
  void theAuditLogIsListedAndFiltered() {
    JsonNode all = json("audit", "--json", "--who", "tester");
    assertThat(all.findValuesAsString("action"))
        .containsExactly("run", "run", "preview", "organization-add");
    assertThat(json("audit", "--json", "--since", "2999-01-01")).isEmpty();
    assertThat(typed("audit", "--limit", "0").code()).isEqualTo(2);
  }

  @Test
  void aPurgeIsShownFirstAndNeedsAYes() {
    Typed dry = typed("history", "purge", "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("would go: 1 run that ended before ", " (run 1)");
    Typed unasked = typed("history", "purge");
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err()).contains("no terminal", "--yes");
    assertThat(json("runs", "--json")).hasSize(3);
  }
}

package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program as a child process, on a home folder that {@code demo} made. */
class ProgramCommandTests {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir static Path temporary;
  private static Path home = Path.of("");
  private static Path program = Path.of("");
  private static Ended demo = new Ended(-1, "", "");

  private record Ended(int code, String out, String err) {

    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  @BeforeAll
  static void extractAndRunTheDemo() throws Exception {
    Path jar = Path.of(System.getProperty("rollcall.jar"));
    assertThat(jar).as("the packaged program, made by `mvn verify`").exists();
    Path app = temporary.resolve("app");
    Ended extracted =
        start(
            List.of(
                JAVA,
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                app.toString()));
    assertThat(extracted.code()).as(extracted.err()).isZero();
    program = app.resolve(jar.getFileName());
    home = temporary.resolve("a demo");
    demo = run("demo", "--dir", home.toString(), "--objects", "60");
  }

  @Test
  void demoImportsChangesAndShowsARefusal() throws IOException {
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("run 1: done", "run 2: done", "run 3: refused", "refused: the source gave")
        .contains(
            "run 4: done\n", "run 5: done\n", "run 6: done\n", "run 7: done\n", "run 8: done\n")
        .contains("snapshot 1 has 22 contacts that snapshot 2 no longer has")
        .contains("22 contacts would be restored, 35 left", "22 contacts restored, 35 left")
        .contains("handover/ada.pst: 57 contacts")
        .contains("(7 added, 3 updated, 2 removed)", "Nora Keller is back")
        .contains("scripts/rollcall --home '" + home + "' approve ");
    // Other tests of this class may have run before, and have made more.
    assertThat(told("/reports/")).hasSize(10).allMatch(Files::exists);
    assertThat(told("/mails/")).hasSize(10).allMatch(Files::exists);
    assertThat(Files.readString(home.resolve("mails/mail-0001.eml")))
        .contains("Subject: ", "ops@hosting.example", "all-backend");
  }

  /** The files of a folder that the demo named at its end. */
  private static List<Path> told(String folder) {
    return demo.out()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(home.toString()) && line.contains(folder))
        .map(Path::of)
        .toList();
  }

  @Test
  void theDemosTenantAnswersLaterCommands() throws Exception {
    Ended tested = run("test", "lindenau-directory", "--home", home.toString());
    Ended ran = run("run", "lindenau-directory", "--yes", "--json", "--home", home.toString());
    Ended asked = run("consent", "lindenau", "--json", "--home", home.toString());

    assertThat(tested.code()).as(tested.err() + tested.out()).isZero();
    assertThat(tested.out()).contains("Lindenau Works");
    assertThat(ran.code()).as(ran.err()).isZero();
    // It goes on where the demo ended: a delta round, in which nothing changed.
    assertThat(ran.json().get("run").get("summary").asString())
        .startsWith("0 objects read: 0 changes");
    assertThat(asked.json().get("address").asString()).contains("/adminconsent?client_id=");
  }

  @Test
  void theDemosRestoreCanBeUndoneAndDoneOnceMore() throws Exception {
    String ada = "ada.lind@lindenau.example";
    Ended tried = run("contacts", "undo", "10", "--dry-run", "--home", home.toString());
    Ended undone = run("contacts", "undo", "10", "--yes", "--home", home.toString());
    Ended again = run("contacts", "undo", "10", "--yes", "--home", home.toString());
    Ended dry =
        run(
            "contacts",
            "restore",
            ada,
            "--snapshot",
            "1",
            "--folder",
            "Contacts/Clients",
            "--dry-run",
            "--json",
            "--home",
            home.toString());
    Ended asked = run("contacts", "restore", ada, "--home", home.toString());
    Ended wrong =
        run("contacts", "restore", ada, "--conflict", "replace", "--home", home.toString());

    assertThat(tried.code()).as(tried.err()).isZero();
    assertThat(tried.out()).contains("22 would be removed").contains("deleted");
    assertThat(undone.code()).as(undone.err()).isZero();
    assertThat(undone.out()).contains("undo of run 10: 22 removed, 0 problems");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("run 10 was undone by run ");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.json().get("contacts")).hasSize(17);
    assertThat(dry.json().get("contacts").get(0).get("action").asString()).isEqualTo("create");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("no terminal", "--yes");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--conflict replace goes with --in-place");
  }

  @Test
  void everyListIsOneJsonDocument() throws Exception {
    assertThat(
            run("runs", "--json", "--home", home.toString())
                .json()
                .get(0)
                .get("outcome")
                .asString())
        .isNotEmpty();
    assertThat(run("jobs", "--json", "--home", home.toString()).json()).hasSize(4);
    assertThat(run("organizations", "list", "--json", "--home", home.toString()).json()).hasSize(3);
    JsonNode shown = run("show", "3", "--json", "--home", home.toString()).json();
    assertThat(shown.get("run").get("outcome").asString()).isEqualTo("REFUSED");
    assertThat(shown.get("plans").get(0).get("state").asString()).isEqualTo("REFUSED");
    assertThat(shown.get("mails")).hasSize(1);
  }

  @Test
  void whatDoesNotExistEndsWithSix() throws Exception {
    Ended job = run("run", "nope", "--yes", "--home", home.toString());
    Ended number = run("show", "99", "--json", "--home", home.toString());

    assertThat(job.code()).isEqualTo(6);
    assertThat(job.err()).contains("there is no job nope").doesNotContain("\tat ");
    assertThat(number.code()).isEqualTo(6);
    assertThat(JsonMapper.shared().readTree(number.err()).get("error").get("code").asString())
        .isEqualTo("NOT_FOUND");
    assertThat(number.out()).isEmpty();
  }

  @Test
  void aRunAsksForConfirmationAndCannotWithoutATerminal() throws Exception {
    Ended ended = run("run", "all-backend", "--home", home.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no terminal", "--yes");
  }

  @Test
  void aBrokenDefinitionEndsWithTwoAndItsPlace() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("broken/jobs")).getParent();
    Files.writeString(other.resolve("jobs/x.yaml"), "family: backend-sync\nchunk-sise: 5\n");

    Ended ended = run("run", "x", "--yes", "--home", other.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("jobs/x.yaml:2:1 unknown key chunk-sise");
  }

  @Test
  void aDatabaseThatDoesNotAnswerEndsWithOneAndNoStack() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("server/jobs")).getParent();
    Files.writeString(
        other.resolve("rollcall.yaml"),
        "spring.datasource:\n  url: jdbc:mysql://127.0.0.1:1/panel\n  username: joe\n");

    Ended ended = run("runs", "--home", other.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err().lines())
        .hasSize(2)
        .first()
        .isEqualTo(
            "rollcall: cannot connect to the database at 127.0.0.1:1 as joe: Connection refused");
  }

  @Test
  void initMakesAHomeThatValidatesAndKeepsWhatIsThere() throws Exception {
    Path fresh = temporary.resolve("fresh");

    Ended first = run("init", "--home", fresh.toString());
    Files.writeString(fresh.resolve("rollcall.yaml"), "rollcall.parallel: 3\n");
    Ended second = run("init", "--json", "--home", fresh.toString());

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("scripts/rollcall --home " + fresh + " organizations add acme");
    assertThat(second.json().get("kept")).hasSize(2);
    assertThat(fresh.resolve("rollcall.yaml")).hasContent("rollcall.parallel: 3\n");
    assertThat(run("validate", "--home", fresh.toString()).code()).isZero();
    assertThat(run("db", "check", "--home", fresh.toString()).code()).isZero();
  }

  /** The example is not written beside jobs that are there, so it is no use to speak of it. */
  @Test
  void initSpeaksOfTheJobsThatAreThere() throws Exception {
    Path own = Files.createDirectories(temporary.resolve("own/jobs")).getParent();
    Files.writeString(own.resolve("jobs/nightly.yaml"), "family: nonsense\n");

    Ended ended = run("init", "--home", own.toString());

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("test nightly").doesNotContain("acme-backend");
    assertThat(ended.out() + ended.err()).doesNotContain("acme-backend");
  }

  @Test
  void aSecondProcessIsToldWhoHasTheEmbeddedDatabase() throws Exception {
    Path data = Files.createDirectories(temporary.resolve("taken/data"));
    Files.createDirectories(data.resolveSibling("jobs"));
    Files.writeString(data.resolve("owner"), "4711 (rollcall run acme)\n");
    try (FileChannel file =
            FileChannel.open(
                data.resolve("rollcall.mv.db"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();

      Ended ended = run("runs", "--home", data.getParent().toString());

      assertThat(ended.code()).as(ended.err()).isEqualTo(4);
      assertThat(ended.err()).contains("in use by process 4711 (rollcall run acme)", "use MySQL");
    }
  }

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", program.toString()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private static Ended start(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(temporary, "out", ".txt");
    Path err = Files.createTempFile(temporary, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("ROLLCALL_") || name.startsWith("SPRING_"));
    int code = builder.start().waitFor();
    return new Ended(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}

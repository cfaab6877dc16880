package io.rollcall.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.scripts.Launched.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution that {@code mvn package} makes, unpacked as an operator does. */
class DistributionCommandTests {
  @TempDir static Path temporary;
  private static Path installed = Path.of("");
  private static Path tools = Path.of("");

  @BeforeAll
  static void unpack() throws Exception {
    tools = Launched.tools(temporary.resolve("tools"));
    installed = unpackedIn("a b");
  }

  private static Path unpackedIn(String name) throws Exception {
    Path archive = Path.of(System.getProperty("rollcall.distribution"));
    assertThat(archive).as("the distribution, made by `mvn package`").exists();
    Path folder = Files.createDirectory(temporary.resolve(name));
    Ended unpacked =
        Launched.start(
            folder, Path.of("/bin/tar"), Map.of(), "-xzf", archive.toAbsolutePath().toString());
    assertThat(unpacked.code()).as(unpacked.output()).isZero();
    try (Stream<Path> made = Files.list(folder)) {
      return made.toList().get(0);
    }
  }

  @Test
  void runsFromAFolderWithABlankWithNothingButJava() throws Exception {
    Path home = temporary.resolve("my home");

    assertThat(rollcall("--help").output())
        .contains("Usage: '" + installed + "/bin/rollcall' ", "Start with `'" + installed);
    Ended init = rollcall("init", "--home", home.toString());
    assertThat(init.code()).as(init.output()).isZero();
    assertThat(init.output())
        .contains(
            "'%s/bin/rollcall' --home '%s' organizations add acme".formatted(installed, home));
    new ExportGenerator(7, "acme", List.of("acme.example"), 60)
        .write(home.resolve("exports/acme.jsonl.gz"));
    assertThat(
            rollcall(
                    "organizations",
                    "add",
                    "acme",
                    "--domain",
                    "acme.example",
                    "--home",
                    home.toString())
                .code())
        .isZero();
    Ended jobs = rollcall("jobs", "--home", home.toString());
    assertThat(jobs.code()).isZero();
    assertThat(jobs.output()).contains("acme-backend");

    Ended run = rollcall("run", "acme-backend", "--yes", "--home", home.toString());

    assertThat(run.code()).as(run.output()).isIn(0, 3);
    assertThat(run.output()).contains("60 records read: 60 changes found");
    assertThat(home.resolve("reports/acme-backend-run-1.xlsx")).exists();
  }

  @Test
  void hasWhatAnOperatorNeedsWithItsRights() throws IOException {
    for (String file :
        List.of(
            "README.md",
            "LICENSE",
            "NOTICE",
            "CHANGELOG.md",
            "docs/operating.md",
            "jobs/README.md",
            "jobs/acme-backend.yaml",
            "sql/mysql/grants.sql",
            "scripts/Export-ExchangeObjects.ps1",
            "scripts/crontab",
            "scripts/systemd/rollcall.service",
            "lib/rollcall.jar")) {
      assertThat(rights(file)).as(file).isEqualTo("rw-r--r--");
    }
    for (String file : List.of("bin/rollcall", "scripts/rollcall", "docs")) {
      assertThat(rights(file)).as(file).isEqualTo("rwxr-xr-x");
    }
    assertThat(installed.resolve("pom.xml")).doesNotExist();
  }

  /**
   * What a start-up archive holds is seen in where a class comes from. Java 17 takes no class of a
   * jar from it whose path has a blank, so this is seen in a folder without one; and no Java takes
   * classes from it that were compiled for Java 5, as picocli's are.
   */
  @Test
  void startsFromItsArchive() throws Exception {
    Path program = unpackedIn("ab").resolve("bin/rollcall");
    Ended made = rollcall(program, Map.of(), "install-cache");
    assertThat(made.code()).as(made.output()).isZero();
    Path classes = temporary.resolve("classes.log");

    Ended version =
        rollcall(
            program, Map.of("ROLLCALL_JAVA_OPTS", "-Xlog:class+load:file=" + classes), "--version");

    assertThat(version.output()).matches("rollcall \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    assertThat(Files.readString(classes))
        .containsPattern("io\\.rollcall\\.Rollcall source: shared objects file")
        .containsPattern("io\\.rollcall\\.cli\\.Commands source: shared objects file");
    assertThat(rollcall(program, Map.of(), "install-cache").output()).contains("is there already");
  }

  private static String rights(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(installed.resolve(file)));
  }

  /** Without an archive: one that the first command has made would come in the background. */
  private static Ended rollcall(String... arguments) throws Exception {
    return rollcall(installed.resolve("bin/rollcall"), Map.of("ROLLCALL_CACHE", "none"), arguments);
  }

  private static Ended rollcall(Path program, Map<String, String> settings, String... arguments)
      throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("JAVA_HOME", "");
    environment.put("PATH", tools + ":" + Launched.JAVA_HOME + "/bin");
    return Launched.start(temporary, program, environment, arguments);
  }
}

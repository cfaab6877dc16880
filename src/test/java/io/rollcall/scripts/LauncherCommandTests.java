package io.rollcall.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.scripts.Launched.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/rollcall} in an unpacked distribution, with a stand-in for the program. */
class LauncherCommandTests {
  private static final Map<String, String> NO_CACHE = Map.of("ROLLCALL_CACHE", "none");
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Path distribution = Path.of("");
  private Path launcher = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    distribution = Files.createDirectories(temporary.resolve("a b/c"));
    for (String file : List.of("bin/rollcall", "scripts/rollcall", "scripts/lib/find-java.sh")) {
      Path copy = distribution.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(file), copy);
      assertThat(copy.toFile().setExecutable(true)).isTrue();
    }
    launcher = distribution.resolve("bin/rollcall");
    Path libraries = Files.createDirectories(distribution.resolve("lib/lib"));
    Files.writeString(libraries.resolve("some.jar"), "");
    writeStandIn(distribution.resolve("lib/rollcall.jar"));
  }

  @Test
  void passesArgumentsAndTheExitCodeUnchanged() throws Exception {
    Ended ended = start(launcher, NO_CACHE, "--home", "/x y", "show", "", "last", "*");

    assertThat(ended.output()).contains("arguments [--home, /x y, show, , last, *]");
    assertThat(ended.code()).isEqualTo(3);
  }

  @Test
  void isFoundThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), launcher);

    assertThat(start(link, NO_CACHE, "jobs").code()).isEqualTo(3);
  }

  @Test
  void isFoundUnderTheNameThatACheckoutHas() throws Exception {
    Ended ended = start(distribution.resolve("scripts/rollcall"), NO_CACHE, "jobs");

    assertThat(ended.code()).as(ended.output()).isEqualTo(3);
  }

  @Test
  void tellsTheProgramHowItWasTyped() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("on the path"));
    Path link = Files.createSymbolicLink(folder.resolve("rollcall"), launcher);
    String path = folder + ":" + System.getenv("PATH");

    assertThat(start(launcher, NO_CACHE, "jobs").output()).contains("command " + launcher);
    assertThat(start(link, Map.of("ROLLCALL_CACHE", "none", "PATH", path), "jobs").output())
        .contains("command rollcall\n");
  }

  @Test
  void runsShortCommandsWithTheFirstCompilerAlone() throws Exception {
    assertThat(start(launcher, NO_CACHE, "jobs", "--json").output())
        .contains("-XX:TieredStopAtLevel=1")
        .contains("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "restart", "demo", "serve", "preview", "test", "report"})
  void runsJobsWithBothCompilersAndALimit(String command) throws Exception {
    assertThat(start(launcher, NO_CACHE, "--home", "x", command).output())
        .contains("-Xmx1g")
        .doesNotContain("TieredStopAtLevel")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void runsAJobOfASmallExportWithTheFirstCompilerAlone() throws Exception {
    Path home = homeWithAnExport(100_000, "path: 'exports/of acme.gz'  # nightly");

    for (String command : List.of("run", "preview", "test")) {
      assertThat(start(launcher, NO_CACHE, "--home", home + "", command, "acme").output())
          .contains("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }
    assertThat(start(launcher, NO_CACHE, "run", "acme", "--home=" + home).output())
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(start(launcher, inHome(home), "run", "acme", "--yes").output())
        .contains("-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"path: exports", "path: exports/none.gz", "path: ''", "type: no path"})
  void runsAJobOfWhichItSeesNoSmallExportWithBothCompilers(String source) throws Exception {
    Path home = homeWithAnExport(100_000, source);

    assertThat(start(launcher, inHome(home), "run", "acme").output())
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void runsAJobOfALargeExportWithBothCompilers() throws Exception {
    Path home = homeWithAnExport(2_100_000, "path: exports/of acme.gz");

    assertThat(start(launcher, inHome(home), "run", "acme").output())
        .doesNotContain("TieredStopAtLevel");
    assertThat(start(launcher, inHome(home), "run", "other").output())
        .doesNotContain("TieredStopAtLevel");
  }

  private static Map<String, String> inHome(Path home) {
    return Map.of("ROLLCALL_CACHE", "none", "ROLLCALL_HOME", home + "");
  }

  private Path homeWithAnExport(int bytes, String source) throws IOException {
    Path home = temporary.resolve("a home");
    Files.createDirectories(home.resolve("jobs"));
    Files.createDirectories(home.resolve("exports"));
    Files.write(home.resolve("exports/of acme.gz"), new byte[bytes]);
    Files.writeString(
        home.resolve("jobs/acme.yaml"), "family: backend-sync\nsource:\n  " + source + "\n");
    return home;
  }

  @Test
  void takesOptionsOfTheJavaMachineFromTheEnvironment() throws Exception {
    Map<String, String> own =
        Map.of("ROLLCALL_JAVA_OPTS", "-Xmx64m -XX:+UseG1GC", "ROLLCALL_CACHE", "none");

    assertThat(start(launcher, own, "jobs").output())
        .contains("-Xmx64m, -XX:+UseG1GC")
        .doesNotContain("UseSerialGC");
    assertThat(start(launcher, own, "run").output()).doesNotContain("-Xmx1g");
  }

  @Test
  void runsUnderUtf8WithoutALocale() throws Exception {
    Map<String, String> plain = Map.of("LC_ALL", "C", "ROLLCALL_CACHE", "none");

    assertThat(start(launcher, plain, "jobs").output()).contains("charset UTF-8");
  }

  @Test
  void namesAMissingJavaAndWhatInstallsIt() throws Exception {
    Path tools = Launched.tools(temporary.resolve("tools"));
    Map<String, String> none = Map.of("JAVA_HOME", "/nonexistent", "PATH", tools.toString());

    Ended ended = start(launcher, none, "jobs");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output())
        .contains("Java 17 or newer", "/nonexistent", "apt-get install openjdk-17-jre-headless");
  }

  @Test
  void namesAJavaThatIsTooOld() throws Exception {
    Path old = Files.createDirectories(temporary.resolve("jdk 11/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Path program = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 9\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path tools = Launched.tools(temporary.resolve("tools"));
    Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "PATH", tools.toString());

    Ended ended = start(launcher, environment, "jobs");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("Java 11 in " + old + " is too old");
  }

  @Test
  void namesAMissingProgram() throws Exception {
    Files.delete(distribution.resolve("lib/rollcall.jar"));

    Ended ended = start(launcher, NO_CACHE, "jobs");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("no program: " + distribution + "/lib/rollcall.jar");
  }

  @Test
  void theFirstCommandHasAnArchiveMadeAndWaitsForNothing() throws Exception {
    Ended first = start(launcher, Map.of(), "jobs");
    assertThat(first.code()).isEqualTo(3);
    assertThat(first.output()).doesNotContain("-XX:AOTCache", "-XX:SharedArchiveFile");

    Path archive = awaitArchive();

    assertThat(start(launcher, Map.of(), "jobs").output()).contains("=" + archive);
  }

  @Test
  void aHelpTextComesFromASmallArchiveOfItsOwn() throws Exception {
    assertThat(install().code()).isZero();

    assertThat(start(launcher, Map.of(), "run", "--help").output()).contains("-texts.");
    assertThat(start(launcher, Map.of(), "run", "acme").output())
        .contains("=" + archives().get(0))
        .doesNotContain("-texts.");
  }

  @Test
  void anArchiveOfOtherFilesIsNotUsedAndGoes() throws Exception {
    assertThat(install().code()).isZero();
    Path old = archives().get(0);
    Files.setLastModifiedTime(
        distribution.resolve("lib/rollcall.jar"), FileTime.fromMillis(1_700_000_000_000L));

    assertThat(start(launcher, Map.of(), "install-cache").code()).isZero();

    assertThat(archives()).hasSize(1).doesNotContain(old);
  }

  @Test
  void anArchiveThatIsNoneIsIgnoredSilently() throws Exception {
    assertThat(install().code()).isZero();
    Files.writeString(archives().get(0), "no archive at all");

    Ended ended = start(launcher, Map.of(), "jobs");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).startsWith("options ");
  }

  @Test
  void twoAtOnceMakeOneArchive() throws Exception {
    CompletableFuture<Ended> other = CompletableFuture.supplyAsync(this::install);
    Ended one = install();

    assertThat(one.code()).as(one.output()).isZero();
    assertThat(other.get().code()).as(other.get().output()).isZero();
    assertThat(archives()).hasSize(1);
    assertThat(distribution.resolve("cache")).isDirectoryNotContaining("glob:**.making");
  }

  @Test
  void anInstallationThatCannotBeWrittenWorksWithoutOne() throws Exception {
    Path nowhere = Files.writeString(temporary.resolve("file"), "");
    Map<String, String> environment = Map.of("ROLLCALL_CACHE", nowhere + "/cache");

    Ended ended = start(launcher, environment, "jobs");
    Ended installing = start(launcher, environment, "install-cache");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).startsWith("options ");
    assertThat(installing.code()).isEqualTo(1);
    assertThat(installing.output()).contains("commands work without it");
  }

  @Test
  void whatCannotBeMadeIsNotTriedAgainByEveryCommand() throws Exception {
    Files.writeString(distribution.resolve("lib/rollcall.jar"), "no jar");

    assertThat(install().code()).isEqualTo(1);

    assertThat(start(launcher, Map.of(), "jobs").code()).isEqualTo(1);
    assertThat(archives()).singleElement().asString().endsWith(".failed");
    assertThat(distribution.resolve("cache")).isDirectoryNotContaining("glob:**.making");
  }

  private Ended install() {
    try {
      return start(launcher, Map.of(), "install-cache");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(distribution.resolve("cache"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("-texts."))
          .toList();
    }
  }

  private Path awaitArchive() throws Exception {
    long end = System.nanoTime() + ENOUGH.toNanos();
    Path cache = Files.createDirectories(distribution.resolve("cache"));
    try (WatchService changes = cache.getFileSystem().newWatchService()) {
      cache.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      while (archives().isEmpty()) {
        WatchKey change = changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(change).as("an archive, in good time").isNotNull();
        change.reset();
      }
    }
    return archives().get(0);
  }

  private Ended start(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return Launched.start(temporary, program, environment, arguments);
  }

  private static void writeStandIn(Path jar) throws IOException {
    String entry = StandInProgram.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInProgram.class.getName());
    try (InputStream code = StandInProgram.class.getClassLoader().getResourceAsStream(entry);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(entry));
      assertThat(code).isNotNull().satisfies(in -> in.transferTo(out));
    }
  }
}

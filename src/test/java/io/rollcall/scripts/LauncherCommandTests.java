package io.rollcall.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/rollcall} in an unpacked distribution, with a stand-in for the program. */
class LauncherCommandTests {
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir Path temporary;
  private Path launcher = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    Path distribution = Files.createDirectories(temporary.resolve("a b/c"));
    Path scripts = Files.createDirectories(distribution.resolve("scripts/lib")).getParent();
    launcher = scripts.resolve("rollcall");
    Files.copy(Path.of("scripts/rollcall"), launcher);
    Files.copy(Path.of("scripts/lib/java-tools.sh"), scripts.resolve("lib/java-tools.sh"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    writeStandIn(Files.createDirectory(distribution.resolve("lib")).resolve("rollcall-1.jar"));
  }

  @Test
  void passesArgumentsAndTheExitCodeUnchanged() throws Exception {
    Ended ended = start(launcher, Map.of(), "--home", "/x y", "show", "", "last");

    assertThat(ended.output()).contains("arguments [--home, /x y, show, , last]");
    assertThat(ended.code()).isEqualTo(3);
  }

  @Test
  void isFoundThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), launcher);

    assertThat(start(link, Map.of(), "jobs").code()).isEqualTo(3);
  }

  @Test
  void runsShortCommandsWithTheFirstCompilerAlone() throws Exception {
    assertThat(start(launcher, Map.of(), "jobs", "--json").output())
        .contains("-XX:TieredStopAtLevel=1")
        .contains("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "restart", "demo", "serve", "preview"})
  void runsJobsWithBothCompilers(String command) throws Exception {
    assertThat(start(launcher, Map.of(), "--home", "x", command).output())
        .doesNotContain("TieredStopAtLevel")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void takesOptionsOfTheJavaMachineFromTheEnvironment() throws Exception {
    assertThat(
            start(launcher, Map.of("ROLLCALL_JAVA_OPTS", "-Xmx64m -XX:+UseG1GC"), "jobs").output())
        .contains("-Xmx64m, -XX:+UseG1GC")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void runsUnderUtf8WithoutALocale() throws Exception {
    assertThat(start(launcher, Map.of("LC_ALL", "C"), "jobs").output()).contains("charset UTF-8");
  }

  @Test
  void namesAMissingJavaAndWhatInstallsIt() throws Exception {
    Ended ended = start(launcher, Map.of("JAVA_HOME", "/nonexistent", "PATH", tools()), "jobs");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output())
        .contains("Java 17 or newer", "/nonexistent", "apt-get install openjdk-17-jre-headless");
  }

  @Test
  void namesAMissingProgram() throws Exception {
    Files.delete(launcher.resolve("../../lib/rollcall-1.jar").normalize());

    Ended ended = start(launcher, Map.of(), "jobs");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("neither a checkout").contains("lib/rollcall-*.jar");
  }

  /** A PATH with what the launcher itself needs, and no Java. */
  private String tools() throws IOException {
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    for (String tool : List.of("bash", "env", "readlink", "dirname", "locale", "find", "sed")) {
      Path found = Path.of("/usr/bin", tool);
      Files.copy(
          Files.exists(found) ? found : Path.of("/bin", tool),
          tools.resolve(tool),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return tools.toString();
  }

  private record Ended(int code, String output) {}

  private Ended start(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("ROLLCALL_JAVA_OPTS", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
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

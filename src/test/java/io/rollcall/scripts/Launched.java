package io.rollcall.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A script, started as a person starts it. */
final class Launched {
  static final String JAVA_HOME = System.getProperty("java.home");

  /** What the launcher needs besides Java. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "bash",
          "env",
          "readlink",
          "dirname",
          "locale",
          "cksum",
          "stat",
          "cat",
          "find",
          "mkdir",
          "mv",
          "rm",
          "nice",
          "tail",
          "id",
          "sed",
          "head");

  private Launched() {}

  /** How it ended, and what it said on both streams. */
  record Ended(int code, String output) {}

  /** Starts it with this process's Java, and none of the caller's settings; waits for its end. */
  static Ended start(
      Path folder, Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(ROLLCALL|SPRING|MYSQL)_.*"));
    builder.environment().keySet().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  /** Makes a folder for a PATH that has what the launcher itself needs, and no Java. */
  static Path tools(Path folder) throws IOException {
    Files.createDirectory(folder);
    for (String tool : TOOLS) {
      Path found = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          folder.resolve(tool), Files.exists(found) ? found : Path.of("/bin", tool));
    }
    return folder;
  }
}

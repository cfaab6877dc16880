package io.rollcall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files by which systemd and cron start the program. */
class UnitFilesTests {
  private static final String PROGRAM = "/opt/rollcall/bin/rollcall";

  @TempDir Path folder;

  /** It warns of keys and values that it does not know, and would pass over. */
  @Test
  void systemdKnowsEveryKey() throws Exception {
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify"));
    for (Path unit : units()) {
      String text = Files.readString(unit).replace(PROGRAM, "/bin/true");
      Path copy = folder.resolve(unit.getFileName().toString().replace("@", "@nightly"));
      Files.writeString(copy, text);
      Files.writeString(folder.resolve(unit.getFileName()), text);
      command.add(copy.toString());
      assertThat(text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
          .as(unit.toString())
          .allMatch(line -> line.matches("\\[(Unit|Service|Timer|Install)]|[A-Z][A-Za-z]+=.*"));
    }
    if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
      Process verify = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertThat(new String(verify.getInputStream().readAllBytes())).isEmpty();
      assertThat(verify.waitFor()).isZero();
    }
  }

  @Test
  void aRunsUnitFailsOnlyWhereSomebodyHasToLook() throws IOException {
    assertThat(Files.readString(Path.of("scripts/systemd/rollcall-run@.service")))
        .contains("\nSuccessExitStatus=3 4 143\n", "\nExecStart=" + PROGRAM + " run %i --yes\n")
        .contains("\nKillMode=mixed\n", "\nTimeoutStartSec=infinity\n");
  }

  @Test
  void cronHasFiveTimesAnAccountAndACommand() throws IOException {
    assertThat(
            Files.readString(Path.of("scripts/crontab"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")))
        .allMatch(
            line ->
                line.matches("[A-Z_]+=\\S+")
                    || line.matches("([\\d*/,-]+\\s+){5}rollcall\\s+" + PROGRAM + " .*"))
        .anyMatch(line -> line.contains(PROGRAM + " run "));
  }

  private static List<Path> units() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scripts/systemd"))) {
      return files.sorted().toList();
    }
  }
}

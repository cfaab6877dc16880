package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of memory and disk, and what is loaded: only a process of its own can tell. */
class ReportWorkbookIntegrationTests {

  @TempDir Path folder;

  @Test
  void memoryDoesNotGrowWithTheRows() throws Exception {
    Path target = folder.resolve("report.xlsx");
    Child child = run("exec \"$@\"", List.of("-Xmx64m"), 300_000, target);
    assertThat(child.output).isEmpty();
    assertThat(child.exitCode).isZero();
    assertThat(Files.size(target)).isGreaterThan(5_000_000);
  }

  @Test
  void aFullDiskLeavesNothingBehindAndSaysWhatToDo() throws Exception {
    Path target = folder.resolve("report.xlsx");
    // No file may grow over 200 blocks of 512 or 1024 bytes: to the program, a full disk.
    Child child = run("ulimit -f 200; exec \"$@\"", List.of("-Xmx128m"), 50_000, target);
    assertThat(child.output)
        .contains("the workbook of run 12 cannot be written to " + target)
        .contains("File too large")
        .contains("free space and type: scripts/rollcall report 12");
    assertThat(child.exitCode).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  /** A server may have no fonts, and no library for them. */
  @Test
  void aWorkbookIsWrittenWithoutTheDesktopsFonts() throws Exception {
    Path target = folder.resolve("report.xlsx");
    Child child = run("exec \"$@\"", List.of("-verbose:class"), 1, target);
    assertThat(child.exitCode).as(child.output).isZero();
    assertThat(Files.size(target)).isPositive();
    assertThat(child.output)
        .contains("org.apache.poi.xssf.streaming.SXSSFSheet ")
        .doesNotContain("sun.font.");
  }

  private record Child(int exitCode, String output) {}

  private static Child run(String shell, List<String> options, int rows, Path target)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-XX:-UsePerfData");
    command.addAll(List.of("-cp", classPath(), WorkbookChild.class.getName()));
    command.addAll(List.of(Integer.toString(rows), target.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Child(process.waitFor(), output);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}

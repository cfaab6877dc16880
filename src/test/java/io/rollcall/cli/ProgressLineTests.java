package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTests {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nanos;

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(err, terminal, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutATerminalPrintsALineForEachStageAndEachHalfMinute() {
    ProgressLine progress = line(false);
    for (int i = 0; i <= 60; i++) {
      progress.at("reading acme", i, 100);
      pass(Duration.ofSeconds(1));
    }
    progress.at("applying acme", 0, 10);
    progress.close();

    assertThat(printed().lines())
        .containsExactly(
            "reading acme [........................]   0%",
            "reading acme [#######.................]  30% 1/s, 1:10 left",
            "reading acme [##############..........]  60% 1/s, 0:40 left",
            "applying acme [........................]   0%");
  }

  @Test
  void withoutATerminalAStageEndsWithWhatItCameTo() {
    ProgressLine progress = line(false);
    for (int i = 1; i <= 25; i++) {
      progress.at("saving acme", i, 25);
    }
    progress.at("reading beta", 1, 4);
    progress.at("reading beta", 2, 4);
    progress.close();
    progress.close();

    assertThat(printed().lines())
        .containsExactly(
            "saving acme [........................]   4%",
            "saving acme [########################] 100%",
            "reading beta [######..................]  25%",
            "reading beta [############............]  50%");
  }

  @Test
  void onATerminalTheEndIsDrawnHoweverSoonItComes() {
    ProgressLine progress = line(true);
    progress.at("saving acme", 1, 25);
    progress.at("saving acme", 24, 25);
    progress.at("saving acme", 25, 25);

    assertThat(printed()).contains("  4%").contains("100%").doesNotContain("96%");
  }

  @Test
  void addsUpWhatGoesOnSideBySide() {
    ProgressLine progress = line(true);
    progress.at("applying acme 0", 10, 100);
    progress.at("applying acme 1", 40, 100);
    pass(Duration.ofSeconds(1));
    progress.at("applying beta 0", 10, 40);

    assertThat(printed())
        .endsWith(" ".repeat(0))
        .contains("applying acme, beta [######..................]  25%");
  }

  @Test
  void onATerminalDrawsOneLineOverAndClearsIt() {
    ProgressLine progress = line(true);
    progress.at("reading acme", 50, 100);
    progress.at("reading acme", 51, 100);
    progress.close();

    assertThat(printed()).doesNotContain("\n").startsWith("\rreading acme").endsWith(" \r");
    assertThat(printed()).doesNotContain("51%");
  }

  @Test
  void withoutATotalNamesTheStageAlone() {
    line(false).at("writing the report", 0, 0);

    assertThat(printed().strip()).isEqualTo("writing the report");
  }

  @Test
  void neverShowsMoreThanAll() {
    line(false).at("reading acme", 150, 100);

    assertThat(printed()).contains("100%");
  }
}

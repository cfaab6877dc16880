package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.LiveViews.LiveRunView;
import io.rollcall.cli.LiveViews.LiveStepView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveScreenTests {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LiveScreen screen(boolean terminal) {
    return new LiveScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static LiveRunView run(LiveStepView... steps) {
    return new LiveRunView(
        Instant.EPOCH,
        12,
        "all-backend",
        "FULL",
        null,
        false,
        "process 7 on host",
        75,
        List.of(steps),
        null);
  }

  private static LiveStepView reading(long records) {
    return new LiveStepView("read", "acme", records, 800L, 45, 61L);
  }

  @Test
  void aRunIsABlockOfItsSteps() {
    assertThat(
            LiveScreen.block(
                run(reading(1200), new LiveStepView("gates", "beta", 0, null, null, null))))
        .containsExactly(
            "run 12 of all-backend: running since 1:15, in process 7 on host",
            "  step   organization  records  a second  done  left",
            "  read   acme            1,200  800       45%   1:01",
            "  gates  beta                0  -         -     -");
  }

  @Test
  void onATerminalTheBlockIsDrawnOverAndEndsStay() {
    LiveScreen screen = screen(true);
    screen.show(List.of(run(reading(1))), List.of());
    screen.show(List.of(), List.of("run 12 of all-backend: done"));

    assertThat(printed()).endsWith("\u001b[3A\u001b[Jrun 12 of all-backend: done\n");
  }

  @Test
  void elsewhereOnlyWhatChangedIsPrinted() {
    LiveScreen screen = screen(false);
    screen.show(List.of(run(reading(1))), List.of());
    screen.show(List.of(run(reading(500))), List.of());
    screen.show(List.of(run(new LiveStepView("apply", "acme", 1, 5L, 2, 9L))), List.of());
    screen.show(List.of(), List.of("run 12 of all-backend: done, 3 changes"));

    assertThat(printed().lines())
        .containsExactly(
            "run 12 of all-backend: running, read acme",
            "run 12 of all-backend: running, apply acme",
            "run 12 of all-backend: done, 3 changes");
  }
}

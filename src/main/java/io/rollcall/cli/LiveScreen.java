package io.rollcall.cli;

import io.rollcall.cli.LiveViews.LiveRunView;
import io.rollcall.cli.LiveViews.LiveStepView;
import io.rollcall.cli.Views.RunView;
import io.rollcall.kernel.Times;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Running runs as text. On a terminal one block that is drawn over; elsewhere a line when a run
 * begins, goes to other steps, or ends, and no line for mere progress.
 */
final class LiveScreen {
  /** More steps than that at a time do not fit a screen; they are counted. */
  private static final int STEPS = 12;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<Long, String> said = new HashMap<>();
  private int drawn;

  LiveScreen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * @param ended lines that stay
   */
  void show(Collection<LiveRunView> live, List<String> ended) {
    if (!terminal) {
      live.forEach(this::say);
      ended.forEach(out::println);
      return;
    }
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\u001b[J");
    }
    ended.forEach(line -> text.append(line).append('\n'));
    List<String> lines = new ArrayList<>();
    live.forEach(run -> lines.addAll(block(run)));
    lines.forEach(line -> text.append(line).append('\n'));
    drawn = lines.size();
    out.print(text);
    out.flush();
  }

  private void say(LiveRunView run) {
    List<String> steps =
        run.steps().stream()
            .map(
                step ->
                    step.stage() + (step.organization() == null ? "" : " " + step.organization()))
            .toList();
    String line =
        "run %d of %s: %s".formatted(run.run(), run.job(), state(run))
            + (steps.isEmpty() ? "" : ", " + String.join(", ", steps));
    if (!line.equals(said.put(run.run(), line))) {
      out.println(line);
    }
  }

  static String ended(RunView run) {
    return "run %d of %s: %s%s"
        .formatted(
            run.id(),
            run.job(),
            RunText.outcome(run),
            run.summary() == null ? "" : ", " + run.summary());
  }

  private static String state(LiveRunView run) {
    return run.stopRequested() ? "stopping" : "running";
  }

  static List<String> block(LiveRunView run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "run %d of %s: %s since %s, in %s"
            .formatted(
                run.run(),
                run.job(),
                state(run),
                Times.length(Duration.ofSeconds(run.seconds())),
                run.owner()));
    Table table = new Table("step", "organization", "records", "a second", "done", "left");
    run.steps().stream().limit(STEPS).forEach(step -> row(table, step));
    if (!run.steps().isEmpty()) {
      table.lines().forEach(line -> lines.add("  " + line));
    }
    if (run.steps().size() > STEPS) {
      lines.add("  and %d more".formatted(run.steps().size() - STEPS));
    }
    return lines;
  }

  private static void row(Table table, LiveStepView step) {
    table.row(
        step.stage(),
        step.organization(),
        step.records(),
        step.recordsPerSecond() == null
            ? null
            : String.format(Locale.ROOT, "%,d", step.recordsPerSecond()),
        step.percent() == null ? null : step.percent() + "%",
        step.secondsLeft() == null
            ? null
            : Times.length(Duration.ofSeconds(Objects.requireNonNull(step.secondsLeft()))));
  }
}

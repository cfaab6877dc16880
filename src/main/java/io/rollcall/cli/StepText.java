package io.rollcall.cli;

import io.rollcall.cli.Views.StepView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps of a run as a table: of each organization, or summed up when they are many. */
final class StepText {
  private static final int ORGANIZATIONS = 8;

  private StepText() {}

  static List<String> of(List<StepView> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    Map<String, List<StepView>> byStage = new LinkedHashMap<>();
    steps.forEach(
        step -> byStage.computeIfAbsent(step.stage(), stage -> new ArrayList<>()).add(step));
    Table table =
        new Table("step", "organization", "state", "time", "records", "a second", "rolled back");
    byStage.forEach(
        (stage, all) -> {
          if (all.size() <= ORGANIZATIONS) {
            all.forEach(step -> row(table, step));
          } else {
            row(table, sum(stage, all));
          }
        });
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines());
    return lines;
  }

  private static void row(Table table, StepView step) {
    table.row(
        step.stage(),
        step.organization(),
        step.executions() > 1
            ? "%s, begun %d times".formatted(step.state(), step.executions())
            : step.state(),
        step.seconds() == null ? null : String.format(Locale.ROOT, "%.1f s", step.seconds()),
        step.records(),
        step.recordsPerSecond() == null
            ? null
            : String.format(Locale.ROOT, "%,d", step.recordsPerSecond()),
        step.rolledBack());
  }

  /** Times are added: organizations side by side took less. */
  private static StepView sum(String stage, List<StepView> all) {
    String state =
        all.stream()
            .collect(
                Collectors.groupingBy(StepView::state, LinkedHashMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    double seconds =
        all.stream().mapToDouble(step -> step.seconds() == null ? 0 : step.seconds()).sum();
    long records = all.stream().mapToLong(StepView::records).sum();
    return new StepView(
        stage,
        all.size() + " organizations",
        state,
        1,
        seconds,
        records,
        seconds == 0 || records == 0 ? null : Math.round(records / seconds),
        all.stream().mapToLong(StepView::rolledBack).sum());
  }
}

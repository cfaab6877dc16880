package io.rollcall.bench;

import io.rollcall.bench.StartUpBench.Machine;
import io.rollcall.bench.StartUpBench.Work;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of the start-up as Markdown. */
final class StartUpTable {
  private StartUpTable() {}

  static String of(List<Machine> machines, Map<Work, Map<Machine, List<Cost>>> costs) {
    StringBuilder head = new StringBuilder("| work |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Machine machine : machines) {
      head.append(" Java ").append(machine.name());
      head.append(machine.archive() ? ", archive |" : " |");
      rule.append("---|");
    }
    StringBuilder text = new StringBuilder(head).append('\n').append(rule).append('\n');
    costs.forEach(
        (work, byMachine) -> {
          text.append("| ").append(work.title).append(" |");
          machines.forEach(machine -> text.append(cell(byMachine.get(machine))));
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(List<Cost> rounds) {
    Cost median = Cost.median(rounds);
    return String.format(Locale.ROOT, " %.2f (%.2f) |", median.wallSeconds(), median.cpuSeconds());
  }

  static String document(String table, int rounds) {
    return """
        # How fast it starts

        Written by `scripts/bench startup`, on a computer with %d processors: median of %d interleaved rounds, wall seconds,
        in brackets processor seconds of the program. The launcher's own time is in it. *Archive*: with the start-up archive
        that the launcher makes ([operating](operating.md#installing)).

        To reach, with the archive on Java 25: `--help` below 0.4 s, the run below 2.5 s.

        %s"""
        .formatted(Runtime.getRuntime().availableProcessors(), rounds, table);
  }
}

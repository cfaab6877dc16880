package io.rollcall.bench;

import io.rollcall.bench.DirectoryBench.Figures;
import java.util.List;
import java.util.Locale;

/** The directory sync's figures as Markdown. */
final class DirectoryTable {
  private DirectoryTable() {}

  static String of(List<Figures> figures, String size) {
    StringBuilder text = new StringBuilder(size).append("\n\n");
    text.append(
        "| work | wall s | CPU s | report s | requests | resource units | panel rows written");
    text.append(" | live heap MB |\n|---|---|---|---|---|---|---|---|\n");
    for (Figures one : figures) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f | %,d | %,d | %,d | %d |%n",
              one.work(),
              one.cost().wallSeconds(),
              one.cost().cpuSeconds(),
              one.report().wallSeconds(),
              one.requests(),
              one.units(),
              one.panelWrites(),
              one.heap() >> 20));
    }
    return text.toString();
  }
}

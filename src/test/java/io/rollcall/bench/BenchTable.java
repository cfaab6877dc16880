package io.rollcall.bench;

import io.rollcall.bench.BackendSyncBench.Figures;
import java.util.List;
import java.util.Locale;

/** The figures as Markdown. */
final class BenchTable {
  private BenchTable() {}

  static String of(List<Figures> figures) {
    Figures largest = figures.get(figures.size() - 1);
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%,d objects, %,d MB of export, %,d rows in the panel, heap limit %,d MB",
        largest.objects(),
        largest.bytes() >> 20,
        largest.panelRows(),
        Runtime.getRuntime().maxMemory() >> 20);
    line(text, "");
    line(text, "| work | wall s | objects/s | CPU s | ratio (wall) | ratio (CPU) |");
    line(text, "|---|---|---|---|---|---|");
    row(
        text,
        "parse and hash, one thread (reference)",
        largest,
        largest.parseAndHash(),
        largest.parseAndHash(),
        false);
    row(
        text,
        "unchanged rerun, speed against the reference",
        largest,
        largest.unchanged(),
        largest.parseAndHash(),
        false);
    row(
        text,
        "batched JDBC inserts of the same rows (reference)",
        largest,
        largest.batchedInserts(),
        largest.batchedInserts(),
        true);
    row(
        text,
        "first import, time against the reference",
        largest,
        largest.firstImport(),
        largest.batchedInserts(),
        true);
    row(
        text,
        "LOAD DATA of the same rows",
        largest,
        largest.loadData(),
        largest.batchedInserts(),
        true);
    row(
        text,
        "report of the first import",
        largest,
        largest.report(),
        largest.batchedInserts(),
        true);
    line(text, "");
    line(
        text,
        "| objects | first import s | s per 100,000 | unchanged s | s per 100,000 | live heap MB |");
    line(text, "|---|---|---|---|---|---|");
    for (Figures size : figures) {
      line(
          text,
          "| %,d | %.1f | %.2f | %.1f | %.2f | %d |",
          size.objects(),
          size.firstImport().wallSeconds(),
          size.firstImport().wallSeconds() * 1e5 / size.objects(),
          size.unchanged().wallSeconds(),
          size.unchanged().wallSeconds() * 1e5 / size.objects(),
          size.peakHeapBytes() >> 20);
    }
    return text.toString();
  }

  private static void row(
      StringBuilder text, String work, Figures figures, Cost cost, Cost reference, boolean time) {
    double wall =
        time
            ? cost.wallSeconds() / reference.wallSeconds()
            : reference.wallSeconds() / cost.wallSeconds();
    double cpu =
        time
            ? cost.cpuSeconds() / reference.cpuSeconds()
            : reference.cpuSeconds() / cost.cpuSeconds();
    line(
        text,
        "| %s | %.1f | %,.0f | %.1f | %.2f | %.2f |",
        work,
        cost.wallSeconds(),
        figures.objects() / cost.wallSeconds(),
        cost.cpuSeconds(),
        wall,
        cpu);
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}

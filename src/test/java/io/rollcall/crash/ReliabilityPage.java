package io.rollcall.crash;

import io.rollcall.crash.ChaosPlay.Hit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page {@code docs/reliability.md}.
 *
 * @param freeze how long MySQL was frozen
 */
record ReliabilityPage(List<ChaosRow> rows, long seed, Duration freeze) {

  String text() {
    return """
        # Reliability

        Written by `scripts/chaos %d --seed %d` on %s: %d processors, MySQL on the same machine, kept durable as in production
        (`innodb_flush_log_at_trx_commit=1`, doublewrite on), the program as packaged, with a heap of 256 MB.

        A history is one run, a first import or a change run of one or two invented organizations, to which one to four things happen at
        random moments: its process is killed (`kill -9`), told to end (SIGTERM), stopped by `stop` from another process, or frozen, given up as
        dead, recovered and restarted by another and then woken; MySQL is shut down and started, killed (`kill -9`) and started, or frozen for %d s;
        the mail server goes away; a second runner starts the same job. After each, an operator looks at nothing but the exit code
        and types `recover`, `restart RUN` or both, until the run is done. Chunks have %d records here, so that moments fall into all steps.

        **What must hold at the end of each, compared with the same run undisturbed:**
        - every row of the panel is the same (numbers of objects and runs, and times, aside), and so are the hashes by which the next run knows
          its records;
        - the run's outcome is the same, the plan's counts and the problems too; no problem is noted twice;
        - no lease is held, no working row and no unfinished execution is left;
        - the report's mail arrived once. One whose sender ends between the mail server's acceptance and its own note of it, which it tries to write
          for a minute or more, may be repeated, with the same Message-ID: counted below. A run that failed on the way may have mailed that as well:
          `report.when` is `always` here;
        - no step wrote more than one chunk again for each thing that happened;
        - a runner that lost its run while it was frozen did not end well, and wrote nothing.

        **Replay.** `scripts/chaos --seed %d --history K` plays history K of the table alone: the same moments, the same things. What
        a moment hits depends on the machine's speed too: a process is hit within milliseconds of it, not at an instruction.
        Five other histories, smaller and with shorter freezes, are part of `scripts/check`.

        ## Result

        %s

        ## What was injected, and where it hit

        %s

        ## The histories

        Sizes are the objects of each organization. *Typed* is what the operator had to type, with exit codes other than 0.

        | K | run | injected @ step | typed | remarks | s | equal |
        |---|---|---|---|---|---|---|
        %s
        """
        .formatted(
            rows.size(),
            seed,
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            freeze.toSeconds(),
            CrashSite.CHUNK,
            seed,
            totals(),
            hitTable(),
            rows.stream().map(ChaosRow::markdown).collect(Collectors.joining("\n")));
  }

  /** Everything in a few lines. */
  String totals() {
    long equal = rows.stream().filter(ChaosRow::well).count();
    List<Hit> hits = rows.stream().flatMap(row -> row.hits().stream()).toList();
    return String.format(
        Locale.ROOT,
        """
        %d of %d histories ended as the undisturbed run. %d injections, %d of them after the run was done. An operator typed %d commands, %d at
        most in one history; %.0f s in all. Items written again: %d; mails that arrived twice: %d, that told of a failure on the way: %d.""",
        equal,
        rows.size(),
        hits.size(),
        hits.stream().filter(hit -> !hit.happened()).count(),
        rows.stream().mapToInt(row -> row.actions().size()).sum(),
        rows.stream().mapToInt(row -> row.actions().size()).max().orElse(0),
        rows.stream().mapToDouble(ChaosRow::seconds).sum(),
        sum(ChaosRow::writtenAgain),
        sum(row -> (long) row.mails().twice()),
        sum(row -> (long) row.mails().ofFailures()));
  }

  private long sum(Function<ChaosRow, Long> count) {
    return rows.stream().mapToLong(count::apply).sum();
  }

  /** One row for each injection, one column for each step that was hit. */
  private String hitTable() {
    Map<String, Map<Injection, Long>> byStage =
        rows.stream()
            .flatMap(row -> row.hits().stream())
            .collect(
                Collectors.groupingBy(
                    Hit::stage,
                    TreeMap::new,
                    Collectors.groupingBy(hit -> hit.blow().injection(), Collectors.counting())));
    StringBuilder table = new StringBuilder("| injected |");
    byStage.keySet().forEach(stage -> table.append(' ').append(stage).append(" |"));
    table.append(" all |\n|---|").append("---|".repeat(byStage.size() + 1));
    for (Injection injection : Injection.values()) {
      table.append("\n| ").append(injection).append(" |");
      long all = 0;
      for (Map<Injection, Long> counts : byStage.values()) {
        long count = counts.getOrDefault(injection, 0L);
        all += count;
        table.append(' ').append(count == 0 ? "" : count + " ").append('|');
      }
      table.append(' ').append(all).append(" |");
    }
    return table.toString();
  }
}

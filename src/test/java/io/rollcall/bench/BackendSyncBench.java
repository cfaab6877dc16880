package io.rollcall.bench;

import io.rollcall.backendsync.ParseAndHash;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the backend sync beside its references, in one process and one run.
 *
 * <p>Arguments: number of objects, working folder, file for the Markdown table, process number of
 * the MySQL server (0 when unknown).
 */
public final class BackendSyncBench {
  private static final int RERUNS = Integer.getInteger("reruns", 3);
  private static final String JOB =
      """
      family: backend-sync
      organizations: acme
      source: {type: exchange-export, path: exports/acme.jsonl}
      """;

  private final Path folder;
  private final Cost.Meter meter;

  private BackendSyncBench(Path folder, long mysqld) {
    this.folder = folder;
    this.meter = new Cost.Meter(mysqld);
  }

  public static void main(String[] arguments) throws Exception {
    int objects = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Path table = Path.of(arguments[2]);
    long mysqld = Long.parseLong(arguments[3]);
    var bench = new BackendSyncBench(folder, mysqld);
    List<Figures> figures = new ArrayList<>();
    for (int size : sizes(objects)) {
      say("--- %,d objects", size);
      figures.add(bench.measure(size, size == objects && !Boolean.getBoolean("noReferences")));
    }
    String text = BenchTable.of(figures);
    System.out.println(text);
    Files.writeString(table, text);
  }

  /** The size asked for, and smaller ones for growth. */
  private static List<Integer> sizes(int objects) {
    return Boolean.getBoolean("largestOnly")
        ? List.of(objects)
        : List.of(objects / 20, objects / 5, objects);
  }

  /** What one size came to; the references are null but for the largest. */
  record Figures(
      int objects,
      long bytes,
      Cost parseAndHash,
      Cost firstImport,
      Cost report,
      Cost unchanged,
      Cost batchedInserts,
      Cost loadData,
      long panelRows,
      long peakHeapBytes) {}

  private Figures measure(int objects, boolean references) throws Exception {
    Path export = folder.resolve("exports/acme.jsonl");
    Files.createDirectories(export.getParent());
    new ExportGenerator(7, "acme", List.of("acme.example"), objects).write(export);
    List<Cost> parsing = new ArrayList<>();
    for (int i = 0; i < RERUNS; i++) {
      parsing.add(meter.of(() -> ParseAndHash.of(export)));
      say("parse and hash, one thread: %s", parsing.get(i));
    }
    TestDatabase database = TestDatabase.mysql();
    try (TestHome home = new TestHome(folder, database)) {
      home.organization("acme", "acme.example");
      home.job("acme", JOB);
      PeakHeap.reset();
      Cost whole = meter.of(() -> require(home.run("acme")));
      Cost report = whole.scaledTo(reportSeconds(home));
      Cost first = whole.minus(report);
      say("first import: %s, report %s", first, report);
      steps(home);
      List<Cost> reruns = new ArrayList<>();
      for (int i = 0; i < RERUNS; i++) {
        Cost rerun = meter.of(() -> require(home.run("acme")));
        reruns.add(rerun.minus(rerun.scaledTo(reportSeconds(home))));
        say("unchanged rerun: %s", reruns.get(i));
      }
      steps(home);
      long peak = PeakHeap.bytes();
      long rows = 0;
      for (String panelTable : SameRows.TABLES) {
        rows += home.count("SELECT COUNT(*) FROM " + panelTable);
      }
      Cost inserts = null;
      Cost load = null;
      if (references) {
        SameRows same = new SameRows(folder, database);
        same.save();
        same.truncate();
        inserts = meter.of(same::insert);
        say("batched JDBC inserts of the same rows: %s", inserts);
        same.truncate();
        load = meter.of(same::load);
        say("LOAD DATA of the same rows: %s", load);
        same.delete();
      }
      return new Figures(
          objects,
          Files.size(export),
          Cost.median(parsing),
          first,
          report,
          Cost.median(reruns),
          inserts,
          load,
          rows,
          peak);
    } finally {
      Files.deleteIfExists(export);
    }
  }

  private static RunRecord require(RunRecord run) {
    if (run.outcome() == null || run.outcome().code() == 1) {
      throw new IllegalStateException("the measured run failed: " + run.reason());
    }
    return run;
  }

  private static double reportSeconds(TestHome home) {
    Double seconds =
        home.jdbc()
            .queryForObject(
                """
                SELECT TIMESTAMPDIFF(MICROSECOND, START_TIME, END_TIME) / 1e6 FROM BATCH_STEP_EXECUTION
                WHERE STEP_NAME = 'report' ORDER BY STEP_EXECUTION_ID DESC LIMIT 1
                """,
                Double.class);
    return seconds == null ? 0 : seconds;
  }

  /** Says where the last run's time went. */
  private static void steps(TestHome home) {
    home.jdbc()
        .query(
            """
            SELECT STEP_NAME, TIMESTAMPDIFF(MICROSECOND, START_TIME, END_TIME) / 1e6 FROM BATCH_STEP_EXECUTION
            WHERE JOB_EXECUTION_ID = (SELECT MAX(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)
            ORDER BY STEP_EXECUTION_ID
            """,
            row -> {
              say("  %-24s %8.2f s", row.getString(1), row.getDouble(2));
            });
  }

  private static void say(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }

  /** A measured piece of work. */
  interface Work {
    Object run() throws Exception;
  }
}

package io.rollcall.bench;

import io.rollcall.backendsync.ParseAndHash;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public final class BackendSyncBench {
  private BackendSyncBench() {}

  public static void main(String[] arguments) throws Exception {
    int objects = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder.resolve("exports"));
    Path export = folder.resolve("exports/acme.jsonl");
    long t = System.nanoTime();
    if (!Files.exists(export)) {
      new ExportGenerator(7, "acme", List.of("acme.example"), objects).write(export);
    }
    System.out.printf(
        "generated %d objects, %d bytes: %.1f s%n", objects, Files.size(export), since(t));
    for (int i = 0; i < 2; i++) {
      t = System.nanoTime();
      long parsed = ParseAndHash.of(export);
      System.out.printf("parse+hash: %.1f s, %.0f/s%n", since(t), parsed / since(t));
    }
    TestDatabase database = TestDatabase.mysql();
    try (TestHome home = new TestHome(folder, database)) {
      home.organization("acme", "acme.example");
      home.job(
          "acme",
          "family: backend-sync\norganizations: acme\nsource: {type: exchange-export, path: exports/acme.jsonl}\n");
      for (int i = 0; i < Integer.getInteger("runs", 3); i++) {
        t = System.nanoTime();
        RunRecord run = home.run("acme");
        System.out.printf(
            "run %d: %s %.1f s  %s%n", run.run().id(), run.outcome(), since(t), run.summary());
        for (Map<String, Object> step :
            home.jdbc()
                .queryForList(
                    """
            SELECT STEP_NAME, READ_COUNT, TIMESTAMPDIFF(MICROSECOND, START_TIME, END_TIME)/1e6 AS s, e.STATUS FROM BATCH_STEP_EXECUTION e
            WHERE JOB_EXECUTION_ID = (SELECT MAX(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION) ORDER BY STEP_EXECUTION_ID""")) {
          System.out.println("   " + step);
        }
      }
      SameRows rows = new SameRows(folder, database);
      for (String table : SameRows.TABLES) {
        System.out.println(table + " " + home.count("SELECT COUNT(*) FROM " + table));
      }
      rows.save();
      for (int i = 0; i < 2; i++) {
        rows.truncate();
        System.out.printf("batched JDBC %.1f s%n", rows.insert());
        rows.truncate();
        System.out.printf("LOAD DATA %.1f s%n", rows.load());
      }
      rows.delete();
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}

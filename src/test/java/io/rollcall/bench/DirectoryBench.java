package io.rollcall.bench;

import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.TokenDesk;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the directory sync against a large tenant, whose stand-in is a process of its own: a
 * first sync, a delta round in which nothing changed, and a full reconciliation in which nothing
 * changed.
 *
 * <p>Arguments: users, groups, memberships, working folder, file for the Markdown table, process
 * number of the MySQL server (0 when unknown).
 */
public final class DirectoryBench {
  private static final int ROUNDS = 3;

  private final Path folder;
  private final Cost.Meter meter;
  private final StandInProcess standIn;
  private final TestHome home;

  private DirectoryBench(Path folder, long mysqld, StandInProcess standIn, TestHome home) {
    this.folder = folder;
    this.meter = new Cost.Meter(mysqld);
    this.standIn = standIn;
    this.home = home;
  }

  /**
   * What one sync came to.
   *
   * @param units resource units of its requests
   * @param panelWrites rows that were written to the panel's directory tables, changed ones too
   */
  record Figures(
      String work,
      Cost cost,
      Cost report,
      long requests,
      long units,
      long panelWrites,
      long heap) {}

  public static void main(String[] arguments) throws Exception {
    int users = Integer.parseInt(arguments[0]);
    int groups = Integer.parseInt(arguments[1]);
    int members = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[3]).toAbsolutePath();
    Files.createDirectories(folder);
    say("the stand-in makes %,d users, %,d groups, %,d memberships", users, groups, members);
    try (StandInProcess standIn = StandInProcess.start(users, groups, members);
        TestHome home = new TestHome(folder, TestDatabase.mysql())) {
      var bench = new DirectoryBench(folder, Long.parseLong(arguments[5]), standIn, home);
      String text = DirectoryTable.of(bench.measure(), bench.size());
      System.out.println(text);
      Files.writeString(Path.of(arguments[4]), text);
    }
  }

  private List<Figures> measure() throws Exception {
    home.bean(Organizations.class)
        .add(
            "large",
            new Details(
                null,
                ServerType.MICROSOFT365,
                StandInProcess.SETTINGS.tenantId(),
                List.of("lindenau.example")),
            "bench");
    job("7d");
    List<Figures> figures = new ArrayList<>();
    figures.add(sync("first sync"));
    if (figures.get(0).panelWrites() == 0) {
      throw new IllegalStateException("the server counts no rows: it needs performance_schema=ON");
    }
    List<Figures> unchanged = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      unchanged.add(sync("delta round, nothing changed"));
    }
    unchanged.sort((one, other) -> Double.compare(wall(one), wall(other)));
    figures.add(unchanged.get(ROUNDS / 2));
    home.jdbc().update("UPDATE runner_directory_position SET full_at = '2020-01-01 00:00:00'");
    figures.add(sync("full reconciliation, nothing changed"));
    return figures;
  }

  private static double wall(Figures figures) {
    return figures.cost().wallSeconds();
  }

  private void job(String fullReconciliation) throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, TokenDesk.SECRET);
    home.job(
        "large",
        """
        family: directory-sync
        organization: large
        source:
          type: microsoft-graph
          client-id: %s
          secret: file:%s
          graph-url: %s
          login-url: %s
        full-reconciliation: %s
        """
            .formatted(
                StandInProcess.SETTINGS.clientId(),
                secret,
                standIn.graphUrl(),
                standIn.loginUrl(),
                fullReconciliation));
  }

  private Figures sync(String work) throws Exception {
    long requests = standIn.requests();
    long units = standIn.units();
    long writes = panelWrites();
    PeakHeap.reset();
    Cost whole =
        meter.of(
            () -> {
              RunRecord run = home.run("large");
              if (run.outcome() == null || run.outcome().code() == 1 || run.outcome().code() == 5) {
                throw new IllegalStateException("the measured run failed: " + run.reason());
              }
              return run;
            });
    Cost report = whole.scaledTo(seconds("report"));
    Figures figures =
        new Figures(
            work,
            whole.minus(report),
            report,
            standIn.requests() - requests,
            standIn.units() - units,
            panelWrites() - writes,
            PeakHeap.bytes());
    say("%s: %s, report %s", work, figures.cost(), report);
    steps();
    return figures;
  }

  /** Counted by the server itself: rows inserted, updated and deleted. */
  private long panelWrites() {
    return home.count(
        """
        SELECT COALESCE(SUM(COUNT_WRITE), 0) FROM performance_schema.table_io_waits_summary_by_table
        WHERE OBJECT_SCHEMA = DATABASE() AND OBJECT_NAME LIKE 'panel%'
        """);
  }

  /** What the panel holds in the end. */
  private String size() throws IOException {
    return String.format(
        Locale.ROOT,
        "%,d users, %,d lists, %,d addresses and %,d members in the panel; the tenant has groups"
            + " without mail too. Heap limit %,d MB; the stand-in, a process of its own, holds %,d MB.",
        home.count("SELECT COUNT(*) FROM panel_directory_user WHERE removed = FALSE"),
        home.count("SELECT COUNT(*) FROM panel_directory_list WHERE removed = FALSE"),
        home.count("SELECT COUNT(*) FROM panel_directory_address WHERE removed = FALSE"),
        home.count("SELECT COUNT(*) FROM panel_directory_member WHERE removed = FALSE"),
        Runtime.getRuntime().maxMemory() >> 20,
        standIn.heap() >> 20);
  }

  private double seconds(String step) {
    Double seconds =
        home.jdbc()
            .queryForObject(
                """
                SELECT TIMESTAMPDIFF(MICROSECOND, START_TIME, END_TIME) / 1e6 FROM BATCH_STEP_EXECUTION
                WHERE STEP_NAME = ? ORDER BY STEP_EXECUTION_ID DESC LIMIT 1
                """,
                Double.class,
                step);
    return seconds == null ? 0 : seconds;
  }

  /** Says where the last run's time went. */
  private void steps() {
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
}

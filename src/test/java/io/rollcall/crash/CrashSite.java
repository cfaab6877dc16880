package io.rollcall.crash;

import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.Sessions;
import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A home on a real MySQL with a mail server, on which the same import can be done again and again,
 * interrupted at any moment.
 */
final class CrashSite implements AutoCloseable {
  static final String JOB = "acme-backend";

  /** Covers all organizations of the site. */
  static final String ALL = "all-backend";

  static final int CHUNK = 50;

  private static final String DEFINITION =
      """
      family: backend-sync
      organizations: %s
      source: {type: exchange-export, path: %s}
      chunk-size: %d
      limits:
        mailboxes: {remove: none}
        lists: {remove: none}
        contacts: {remove: none}
        addresses: {remove: none}
        settings: {remove: none}
        members: {remove: none}
        permissions: {remove: none}
      report: {recipients: [ops@acme.example], when: always}
      """;

  private final TestDatabase database;
  private Connection connection;
  private final MailServer mailServer = new MailServer();
  private final ChildHome home;
  private final int objects;
  private final List<String> organizations;
  private long runsBefore;
  private long executionsBefore;

  /**
   * @param objects how many the exports have; from 4000 on a plan is written in two ranges side by
   *     side
   */
  CrashSite(Path folder, int objects) throws SQLException {
    this(folder, objects, TestDatabase.mysql());
  }

  CrashSite(Path folder, int objects, TestDatabase database) throws SQLException {
    this(folder, objects, database, List.of("acme"));
  }

  CrashSite(Path folder, int objects, TestDatabase database, List<String> organizations)
      throws SQLException {
    this.objects = objects;
    this.database = database;
    this.organizations = organizations;
    connection = database.connect();
    home =
        new ChildHome(
            folder,
            database,
            "spring.mail.host: 127.0.0.1",
            "spring.mail.port: " + mailServer.port());
    home.withJavaOptions("-Xmx256m");
    require(home.run("db", "migrate"), 0);
    for (String organization : organizations) {
      require(
          home.run("organizations", "add", organization, "--domain", organization + ".example"), 0);
    }
    home.write("jobs/" + JOB + ".yaml", DEFINITION.formatted("acme", "exports/acme.jsonl", CHUNK));
    home.write("jobs/" + ALL + ".yaml", DEFINITION.formatted(organizations, "exports", CHUNK));
  }

  /** Another session in the same database. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  /** After the server went away. */
  void reconnect() throws SQLException {
    connection = database.connect();
  }

  Connection connection() {
    return connection;
  }

  ChildHome home() {
    return home;
  }

  MailServer mailServer() {
    return mailServer;
  }

  int objects() {
    return objects;
  }

  ExportGenerator export(long seed) {
    return new ExportGenerator(seed, "acme", List.of("acme.example"), objects);
  }

  void put(ExportGenerator export) {
    put("acme", export);
  }

  void put(String organization, ExportGenerator export) {
    export.write(home.file("exports/" + organization + ".jsonl"));
  }

  /** Forgets everything but the organizations. Numbers go on. */
  void reset() throws Exception {
    mailServer.reset();
    Snapshot.empty(connection);
    begin();
  }

  /** Moments, steps and ends are those of the runs from here on. */
  void begin() throws SQLException {
    runsBefore = number("SELECT COALESCE(MAX(id), 0) FROM runner_run");
    executionsBefore = number("SELECT COALESCE(MAX(JOB_EXECUTION_ID), 0) FROM BATCH_JOB_EXECUTION");
  }

  /** Puts the numbers for which a query's {run} and {execution} stand: the last ones before. */
  String since(String sql) {
    return sql.replace("{run}", Long.toString(runsBefore))
        .replace("{execution}", Long.toString(executionsBefore));
  }

  /** Imports an export without any interruption, and forgets it again. */
  PanelRows undisturbed(ExportGenerator export) throws Exception {
    put(export);
    require(home.run("run", JOB, "--yes"), 0, 3);
    PanelRows rows = rows();
    reset();
    return rows;
  }

  PanelRows rows() throws SQLException {
    return PanelRows.of(connection);
  }

  /** Starts the import and waits until a moment has come. */
  Running runUntil(Moment moment) throws SQLException {
    Running running = home.start("run", JOB, "--yes");
    await(running, moment);
    return running;
  }

  /** Waits until a run has come to a moment. */
  void await(Running running, Moment moment) throws SQLException {
    String reached = since(moment.phase().reached);
    try (Statement statement = connection.createStatement()) {
      while (number(statement, reached) < moment.chunks()) {
        if (endedWithin(running, 2)) {
          throw new IllegalStateException(
              "the run ended before it came to " + moment + ": " + running.await().all());
        }
      }
    }
  }

  static boolean endedWithin(Running running, long millis) {
    try {
      return running.process().waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return number(statement, sql);
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends all other sessions of this database: what a server does with a peer that is gone. */
  void killOtherSessions() throws SQLException {
    Sessions.killOthers(connection);
  }

  /** The newest run since {@link #begin} that had anything to do; 0 when there is none. */
  long currentRun() throws SQLException {
    return number(
        since(
            "SELECT COALESCE(MAX(id), 0) FROM runner_run WHERE id > {run} AND status <> 'ALREADY_RUNNING'"));
  }

  /** The current run's. */
  String status() throws SQLException {
    return text("SELECT status FROM runner_run WHERE id = " + currentRun());
  }

  /** The stage that the current run is at. */
  String stage() throws SQLException {
    String stage =
        text(
            since(
                """
                SELECT SUBSTRING_INDEX(STEP_NAME, ':', 1) FROM BATCH_STEP_EXECUTION
                WHERE END_TIME IS NULL AND JOB_EXECUTION_ID =
                  (SELECT MAX(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID > {execution})
                ORDER BY STEP_EXECUTION_ID DESC LIMIT 1
                """));
    if (!stage.isEmpty()) {
      return stage;
    }
    return status().equals("RUNNING") ? "between steps" : "sending";
  }

  long lastRun() throws SQLException {
    return number("SELECT MAX(id) FROM runner_run");
  }

  /** Recovers and restarts the last run. */
  Ended recoverAndRestart() throws SQLException {
    require(home.run("recover"), 0);
    return home.run("restart", Long.toString(lastRun()));
  }

  static Ended require(Ended ended, int... codes) {
    for (int code : codes) {
      if (ended.code() == code) {
        return ended;
      }
    }
    throw new AssertionError(ended.all());
  }

  /**
   * What an interrupted and restarted import left that it should not have; empty when all is well.
   */
  List<String> faults(PanelRows expected) throws SQLException {
    List<String> faults = new ArrayList<>(rows().differences(expected));
    faults.addAll(Leftovers.of(this));
    long mails = number("SELECT COUNT(*) FROM runner_mail");
    if (mails != 1) {
      faults.add(mails + " report mails queued, not 1");
    }
    int arrived = mailServer.accepted().size();
    long sent = number("SELECT COUNT(*) FROM runner_mail WHERE state = 'sent'");
    if (arrived > 1 || sent > arrived) {
      faults.add("%d report mails arrived, %d sent".formatted(arrived, sent));
    }
    return faults;
  }

  /** Items that a step wrote more often than once, over all executions of it. */
  long redone(String step, long items) throws SQLException {
    return number(
            "SELECT COALESCE(SUM(WRITE_COUNT), 0) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE '"
                + step
                + "'")
        - items;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    mailServer.close();
    database.close();
  }
}

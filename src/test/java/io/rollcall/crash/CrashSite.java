package io.rollcall.crash;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
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

  static final int CHUNK = 50;

  private final TestDatabase database;
  private Connection connection;
  private final GreenMail mailServer;
  private final ChildHome home;
  private final int objects;

  /**
   * @param objects how many the exports have; from 4000 on a plan is written in two ranges side by
   *     side
   */
  CrashSite(Path folder, int objects) throws SQLException {
    this(folder, objects, TestDatabase.mysql());
  }

  CrashSite(Path folder, int objects, TestDatabase database) throws SQLException {
    this.objects = objects;
    this.database = database;
    connection = database.connect();
    mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mailServer.start();
    home =
        new ChildHome(
            folder,
            database,
            "spring.mail.host: 127.0.0.1",
            "spring.mail.port: " + mailServer.getSmtp().getPort());
    require(home.run("db", "migrate"), 0);
    require(home.run("organizations", "add", "acme", "--domain", "acme.example"), 0);
    home.write(
        "jobs/" + JOB + ".yaml",
        """
        family: backend-sync
        organization: acme
        source: {type: exchange-export, path: exports/acme.jsonl}
        chunk-size: %d
        report: {recipients: [ops@acme.example], when: always}
        """
            .formatted(CHUNK));
  }

  /** After the server went away. */
  void reconnect() throws SQLException {
    connection = database.connect();
  }

  ChildHome home() {
    return home;
  }

  GreenMail mailServer() {
    return mailServer;
  }

  int objects() {
    return objects;
  }

  ExportGenerator export(long seed) {
    return new ExportGenerator(seed, "acme", List.of("acme.example"), objects);
  }

  void put(ExportGenerator export) {
    export.write(home.file("exports/acme.jsonl"));
  }

  /** Forgets everything but the organization. Numbers go on. */
  void reset() throws Exception {
    mailServer.purgeEmailFromAllMailboxes();
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT table_name FROM information_schema.tables
              WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                AND (table_name LIKE 'panel%' OR table_name LIKE 'runner%' OR table_name LIKE 'BATCH%')
                AND table_name NOT LIKE '%\\_SEQ'
                AND table_name NOT IN ('panel_organization', 'panel_domain', 'runner_sequence', 'runner_schema_history')
              """)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      statement.execute("SET FOREIGN_KEY_CHECKS = 0");
      for (String table : tables) {
        statement.execute("TRUNCATE TABLE " + table);
      }
      statement.execute("SET FOREIGN_KEY_CHECKS = 1");
    }
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
    try (Statement statement = connection.createStatement()) {
      while (number(statement, moment.phase().reached) < moment.chunks()) {
        if (ended(running)) {
          throw new IllegalStateException(
              "the run ended before it came to " + moment + ": " + running.await().all());
        }
      }
    }
  }

  private static boolean ended(Running running) {
    try {
      return running.process().waitFor(2, TimeUnit.MILLISECONDS);
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
    List<Long> sessions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <>"
                    + " CONNECTION_ID()")) {
      while (rows.next()) {
        sessions.add(rows.getLong(1));
      }
    }
    for (long session : sessions) {
      execute("KILL " + session);
    }
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
    none(faults, "lease held", "SELECT COUNT(*) FROM runner_lease WHERE run_id IS NOT NULL");
    none(faults, "working keys left", "SELECT COUNT(*) FROM runner_key");
    none(faults, "pending lines left", "SELECT COUNT(*) FROM runner_pending");
    none(faults, "seen objects left", "SELECT COUNT(*) FROM runner_seen");
    none(
        faults,
        "equal or staged lines left",
        "SELECT COUNT(*) FROM runner_change WHERE operation IN ('equal', 'staged')");
    none(
        faults,
        "problem noted twice",
        """
        SELECT COUNT(*) FROM (SELECT item, message FROM runner_problem WHERE kind <> 'NOTICE'
          GROUP BY run_id, kind, item, message HAVING COUNT(*) > 1) twice
        """);
    none(
        faults,
        "execution not ended",
        "SELECT COUNT(*) FROM BATCH_JOB_EXECUTION WHERE END_TIME IS NULL");
    long mails = number("SELECT COUNT(*) FROM runner_mail");
    if (mails != 1) {
      faults.add(mails + " report mails queued, not 1");
    }
    int arrived = mailServer.getReceivedMessages().length;
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

  private void none(List<String> faults, String what, String sql) throws SQLException {
    long count = number(sql);
    if (count != 0) {
      faults.add("%s: %d".formatted(what, count));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    mailServer.stop();
    database.close();
  }
}

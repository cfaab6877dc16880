package io.rollcall.crash;

import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.TokenDesk;
import io.rollcall.sandbox.graph.Trait;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * A home on a real MySQL with a tenant behind a stand-in. The same tenant can be synced again and
 * again from nothing, and changes in the same way each time.
 */
final class DirectorySite implements AutoCloseable {
  static final String JOB = "lindenau-directory";

  private static final long SEED = 11;
  private static final int USERS = 600;
  private static final List<String> DOMAINS =
      List.of("lindenau.example", "lindenau.onmicrosoft.example");
  private static final SandboxSettings SETTINGS =
      SandboxSettings.hostile(SEED)
          .with(
              EnumSet.complementOf(
                  EnumSet.of(Trait.CONTROL_CHARACTERS, Trait.REMOVED_IN_FIRST_ROUND)))
          .paged(40, 20);

  private static final List<String> PANEL =
      List.of(
          "panel_directory_user",
          "panel_directory_list",
          "panel_directory_address",
          "panel_directory_member",
          "panel_directory_event");

  private final TestDatabase database = TestDatabase.mysql();
  private final Connection connection;
  private final ChildHome home;
  private SandboxDirectory directory;
  private SandboxGraph graph;

  DirectorySite(Path folder) throws SQLException {
    connection = database.connect();
    home = new ChildHome(folder, database);
    home.withJavaOptions("-Xmx256m");
    CrashSite.require(home.run("db", "migrate"), 0);
    CrashSite.require(
        home.run(
            "organizations",
            "add",
            "lindenau",
            "--server-type",
            "microsoft365",
            "--tenant",
            SETTINGS.tenantId(),
            "--domain",
            DOMAINS.get(0)),
        0);
    home.write("secret", TokenDesk.SECRET);
    directory = new SandboxDirectory(SEED);
    graph = SandboxGraph.start(SETTINGS, directory, Clock.systemUTC());
  }

  /** Forgets all but the organization; the tenant is as it was at first. */
  void reset() throws SQLException {
    Snapshot.empty(connection);
    graph.close();
    directory = new SandboxDirectory(SEED);
    new DirectoryGenerator(SEED, DOMAINS).fill(directory, USERS, 60, 1500);
    graph = SandboxGraph.start(SETTINGS, directory, Clock.systemUTC());
    home.write(
        "jobs/" + JOB + ".yaml",
        """
        family: directory-sync
        organization: lindenau
        source:
          type: microsoft-graph
          client-id: %s
          secret: file:%s
          graph-url: %s
          login-url: %s
        chunk-size: 20
        limits: {accounts: {remove: none}, members: {remove: none}}
        """
            .formatted(
                SETTINGS.clientId(), home.file("secret"), graph.graphUrl(), graph.loginUrl()));
  }

  /** What a busy day does: every fourth user is renamed, some leave, new lists come. */
  void changeTenant() {
    List<String> users = List.copyOf(directory.live(Kind.USER).keySet());
    DirectoryGenerator generator = new DirectoryGenerator(SEED + 1, DOMAINS);
    for (int i = 0; i < users.size(); i += 4) {
      directory.set(users.get(i), "displayName", "Renamed " + i);
    }
    for (int i = 1; i < users.size(); i += 40) {
      directory.delete(users.get(i));
    }
    for (int i = 0; i < 10; i++) {
      String list = directory.add(Kind.GROUP, generator.group());
      for (int member = i; member < users.size(); member += 29) {
        directory.join(list, users.get(member));
      }
    }
  }

  Ended run() {
    return home.run("run", JOB, "--yes");
  }

  ChildHome home() {
    return home;
  }

  /** Starts a sync, waits until a query's number is reached, and kills the process. */
  void killWhen(String query, long reached) throws SQLException {
    Running running = home.start("run", JOB, "--yes");
    while (number(query) < reached) {
      if (CrashSite.endedWithin(running, 2)) {
        throw new IllegalStateException(
            "ended before %s came to %d: %s".formatted(query, reached, running.await().all()));
      }
    }
    running.kill();
  }

  Ended recoverAndRestart() throws SQLException {
    CrashSite.require(home.run("recover"), 0);
    return home.run("restart", Long.toString(number("SELECT MAX(id) FROM runner_run")));
  }

  /** The users' delta link, with which the next round will begin; empty when there is none. */
  String link() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT users_link FROM runner_directory_position")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** All rows of the panel's directory tables but for runs, times and numbers. */
  List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table : PANEL) {
      try (Statement statement = connection.createStatement();
          ResultSet all = statement.executeQuery("SELECT * FROM " + table)) {
        while (all.next()) {
          StringBuilder row = new StringBuilder(table);
          for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
            String column = all.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
            if (!column.matches("id|at|.*_at|.*_run_id|run_id")) {
              row.append('|').append(all.getString(i));
            }
          }
          rows.add(row.toString());
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  /** What an interrupted run that was brought to its end must not leave behind. */
  List<String> leftovers() throws SQLException {
    List<String> found = new ArrayList<>();
    for (String table :
        List.of(
            "runner_key",
            "runner_directory_user",
            "runner_directory_list",
            "runner_directory_member",
            "runner_directory_plan",
            "runner_lease WHERE run_id IS NOT NULL",
            "runner_run WHERE status = 'RUNNING'",
            "BATCH_JOB_EXECUTION WHERE END_TIME IS NULL")) {
      long rows = number("SELECT COUNT(*) FROM " + table);
      if (rows > 0) {
        found.add(table + ": " + rows);
      }
    }
    return found;
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    graph.close();
    connection.close();
    database.close();
  }
}

package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A tenant behind a stand-in, its organization with a job, and what the panel holds of it. */
final class SyncedTenant implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestHome home;
  final String key = "d" + NUMBER.incrementAndGet();
  final String domain = key + ".example";
  final SandboxDirectory directory;
  final SandboxGraph graph;
  private final SandboxSettings settings;

  SyncedTenant(TestHome home, SandboxSettings settings) {
    this.home = home;
    this.settings = settings;
    this.directory = new SandboxDirectory(NUMBER.get());
    this.graph = SandboxGraph.start(settings, directory, Clock.systemUTC());
    home.bean(Organizations.class)
        .add(
            key,
            new Organizations.Details(
                null,
                io.rollcall.kernel.Organization.ServerType.MICROSOFT365,
                settings.tenantId(),
                List.of(domain)),
            "tester");
    try {
      Files.writeString(home.file("secret-" + key), graph.tokens().secret());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    define("");
  }

  /** The job's definition, with more lines than it needs. */
  void define(String more) {
    home.job(
        key,
        """
        family: directory-sync
        organization: %s
        source:
          type: microsoft-graph
          client-id: %s
          secret: file:%s
          graph-url: %s
          login-url: %s
        chunk-size: 10
        %s
        """
            .formatted(
                key,
                settings.clientId(),
                home.file("secret-" + key),
                graph.graphUrl(),
                graph.loginUrl(),
                more));
  }

  // the tenant

  /** A user whose name, primary address and display name are made of one word. */
  String user(String name, String... aliases) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("userPrincipalName", name + "@" + domain);
    values.put("displayName", name);
    values.put("mail", name + "@" + domain);
    values.put("accountEnabled", true);
    values.put("userType", "Member");
    values.put("proxyAddresses", addresses(name, aliases));
    return directory.add(Kind.USER, values);
  }

  /** A distribution list with members. */
  String list(String name, String... members) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("displayName", name);
    values.put("mail", name + "@" + domain);
    values.put("mailNickname", name);
    values.put("mailEnabled", true);
    values.put("securityEnabled", false);
    values.put("groupTypes", List.of());
    values.put("proxyAddresses", addresses(name));
    String id = directory.add(Kind.GROUP, values);
    for (String member : members) {
      directory.join(id, member);
    }
    return id;
  }

  List<String> addresses(String name, String... aliases) {
    List<String> addresses = new ArrayList<>();
    addresses.add("SMTP:" + name + "@" + domain);
    for (String alias : aliases) {
      addresses.add("smtp:" + (alias.contains("@") ? alias : alias + "@" + domain));
    }
    return addresses;
  }

  // runs

  RunRecord run() {
    return home.run(key);
  }

  RunRecord done() {
    RunRecord run = run();
    assertThat(run.outcome()).as(why(run)).isEqualTo(ExitCode.DONE);
    return run;
  }

  RunRecord preview() {
    return home.preview(key);
  }

  RunRecord only(String... objects) {
    return home.only(key, objects);
  }

  RunRecord apply(Plan plan) {
    return home.plan(key, plan.id());
  }

  /** Null when it may not be applied. */
  @Nullable RunRecord apply(Plan plan, boolean permitted) {
    try {
      RunRecord applied = apply(plan);
      assertThat(permitted).isTrue();
      return applied;
    } catch (RollcallException e) {
      assertThat(permitted).as(e.getMessage()).isFalse();
      return null;
    }
  }

  RunRecord acceptingDrop() {
    return home.start(new RunRequest(key, Run.Kind.FULL, List.of(), null, true, "tester"));
  }

  Plan plan(RunRecord run) {
    return home.bean(Plans.class).find(run.run().id(), id()).orElseThrow();
  }

  /** What a person would look at. */
  String why(RunRecord run) {
    return run.summary()
        + " "
        + run.reason()
        + problems(run)
        + home.jdbc()
            .queryForList(
                "SELECT state, failure FROM runner_plan WHERE run_id = ?", run.run().id());
  }

  /** What the run reported: kind, item and message. */
  List<String> problems(RunRecord run) {
    return home.jdbc()
        .query(
            "SELECT kind, item, message FROM runner_problem WHERE run_id = ? ORDER BY id",
            (row, number) ->
                (row.getString(1) + " " + row.getString(2) + ": " + row.getString(3))
                    .replace(domain, "DOMAIN"),
            run.run().id());
  }

  // the panel

  long id() {
    return home.count("SELECT id FROM panel_organization WHERE organization_key = ?", key);
  }

  private List<String> texts(String sql, Object... arguments) {
    return home.jdbc().queryForList(sql, String.class, arguments).stream()
        .map(text -> text.replace(domain, "DOMAIN"))
        .toList();
  }

  /** Live users: name, display name and addresses, the primary one in capitals. */
  List<String> users() {
    return texts(
            "SELECT user_principal_name FROM panel_directory_user_current WHERE organization_id = ?"
                + " ORDER BY user_principal_name",
            id())
        .stream()
        .map(name -> name.replace("@DOMAIN", ""))
        .toList();
  }

  List<String> lists() {
    return texts(
        "SELECT display_name FROM panel_directory_list_current WHERE organization_id = ? ORDER BY"
            + " display_name",
        id());
  }

  /** Live addresses with their holders' ids. */
  Map<String, String> addresses() {
    Map<String, String> held = new java.util.TreeMap<>();
    home.jdbc()
        .query(
            "SELECT address, holder_id, is_primary FROM panel_directory_address_current WHERE"
                + " organization_id = ?",
            row -> {
              held.put(
                  row.getString(1).replace("@" + domain, ""),
                  row.getString(2) + (row.getBoolean(3) ? " primary" : ""));
            },
            id());
    return held;
  }

  List<String> members(String list) {
    return home.jdbc()
        .queryForList(
            "SELECT member_id FROM panel_directory_member_current WHERE organization_id = ? AND"
                + " list_id = ? ORDER BY member_id",
            String.class,
            id(),
            list);
  }

  /** What happened to an object: event, item or field, before and after. */
  List<String> history(String graphId) {
    return home.jdbc()
        .query(
            "SELECT kind, event, COALESCE(item, field, '') AS what, COALESCE(value_before, '') AS b,"
                + " COALESCE(value_after, '') AS a FROM panel_directory_event WHERE organization_id = ?"
                + " AND graph_id = ? ORDER BY id",
            (row, number) ->
                (row.getString(1)
                        + " "
                        + row.getString(2)
                        + " "
                        + row.getString(3)
                        + " "
                        + row.getString(4)
                        + " -> "
                        + row.getString(5))
                    .replace("@" + domain, ""),
            id(),
            graphId);
  }

  /** Every row of the organization in the panel but for runs and times. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("user", "list", "address", "member", "event")) {
      home.jdbc()
          .queryForList(
              "SELECT * FROM panel_directory_" + table + " WHERE organization_id = ?", id())
          .forEach(
              row -> {
                row.keySet()
                    .removeIf(
                        column ->
                            column.endsWith("_at")
                                || column.endsWith("run_id")
                                || column.equals("at")
                                || column.equals("id"));
                rows.add(table + new java.util.TreeMap<>(row));
              });
    }
    rows.sort(null);
    return rows;
  }

  /** The saved position: both links; empty when there is none. */
  List<String> position() {
    return home.jdbc()
        .query(
            "SELECT users_link, groups_link FROM runner_directory_position WHERE organization_id = ?",
            (row, number) -> row.getString(1) + " " + row.getString(2),
            id());
  }

  /** Rows that only the making and applying of plans need. */
  long workingRows() {
    long rows = 0;
    for (String table :
        List.of(
            "runner_directory_user",
            "runner_directory_list",
            "runner_directory_member",
            "runner_directory_plan",
            "runner_key")) {
      rows +=
          home.count(
              "SELECT COUNT(*) FROM "
                  + table
                  + " w JOIN runner_plan p ON p.id = w.plan_id WHERE p.organization_id = ?",
              id());
    }
    return rows;
  }

  @Override
  public void close() {
    graph.close();
  }
}

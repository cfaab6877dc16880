package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxMailbox;
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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant of mailboxes behind a stand-in, its organization with a job, and what the store has. */
final class BackedUpTenant implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestHome home;
  final String key = "c" + NUMBER.incrementAndGet();
  final String domain = key + ".example";
  final SandboxDirectory directory = new SandboxDirectory(NUMBER.get());
  final SandboxGraph graph;
  private final SandboxSettings settings;
  private final Map<String, String> users = new TreeMap<>();

  BackedUpTenant(TestHome home) {
    this(home, SandboxSettings.hostile(17));
  }

  BackedUpTenant(TestHome home, SandboxSettings settings) {
    this.home = home;
    this.settings = settings;
    this.graph = SandboxGraph.start(settings, directory, Clock.systemUTC());
    home.bean(Organizations.class)
        .add(
            key,
            new Organizations.Details(
                null, Organization.ServerType.MICROSOFT365, settings.tenantId(), List.of(domain)),
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
        family: contacts-backup
        organization: %s
        source:
          type: microsoft-graph
          client-id: %s
          secret: file:%s
          graph-url: %s
          login-url: %s
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

  /** A user with a mailbox. */
  SandboxMailbox mailbox(String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("userPrincipalName", name + "@" + domain);
    values.put("displayName", name);
    values.put("mail", name + "@" + domain);
    values.put("accountEnabled", true);
    values.put("userType", "Member");
    String id = directory.add(Kind.USER, values);
    users.put(name, id);
    return graph.mailboxes().of(id);
  }

  /** Adds contacts whose names are words with numbers; returns their ids. */
  static List<String> fill(SandboxMailbox mailbox, String folder, String word, int number) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.add(
          mailbox.add(
              folder,
              Map.of(
                  "displayName",
                  word + i,
                  "givenName",
                  word,
                  "surname",
                  String.valueOf(i),
                  "personalNotes",
                  "note " + i)));
    }
    return ids;
  }

  void leave(String name) {
    directory.purge(users.get(name));
  }

  String user(String name) {
    return users.get(name);
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

  RunRecord withProblems() {
    RunRecord run = run();
    assertThat(run.outcome()).as(why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    return run;
  }

  /** What a person would look at. */
  String why(RunRecord run) {
    return run.summary() + " " + run.reason() + problems(run);
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

  /** Requests since a number of them, by what they ask for. */
  long requests(int since, String part) {
    return graph.received().stream()
        .skip(since)
        .filter(request -> request.pathAndQuery().contains(part))
        .count();
  }

  /** As if a run of another process were at a mailbox. */
  void hold(String name, long run) {
    home.goesOn(run);
    home.jdbc()
        .update(
            "UPDATE runner_lease SET run_id = ?, token = token + 1 WHERE resource = ?",
            run,
            resource(name));
  }

  void giveBack(String name, long run) {
    home.jdbc()
        .update(
            "UPDATE runner_lease SET run_id = NULL, token = token + 1 WHERE resource = ?",
            resource(name));
    home.jdbc().update("UPDATE runner_run SET status = 'DONE' WHERE id = ?", run);
  }

  /** What a run takes that writes a mailbox. */
  String resource(String name) {
    return "contacts-backup/" + key + "/" + user(name);
  }

  // the store

  ContactStore store() {
    return home.bean(ContactStore.class);
  }

  Mailbox stored(String name) {
    return store().find(users.get(name)).orElseThrow();
  }

  /** The complete snapshots of a mailbox, the newest first. */
  List<Snapshot> snapshots(String name) {
    return store().find(users.get(name)).map(store()::snapshots).orElse(List.of());
  }

  /** What the newest snapshot has: folders by path, with the display names in them, sorted. */
  Map<String, List<String>> latest(String name) {
    return store().latest(stored(name)).map(BackedUpTenant::content).orElse(Map.of());
  }

  /** What a snapshot has. */
  Map<String, List<String>> at(String name, long seq) {
    return content(store().at(stored(name), seq));
  }

  private static Map<String, List<String>> content(SnapshotView view) {
    Map<String, List<String>> content = new TreeMap<>();
    Map<Long, String> paths = new TreeMap<>();
    for (Folder folder : view.folders().all()) {
      paths.put(folder.number(), folder.path());
      content.put(folder.path(), new ArrayList<>());
    }
    view.contacts(
        Selection.all(),
        contact ->
            content
                .get(paths.get(contact.folder()))
                .add(contact.card().text(ContactField.DISPLAY_NAME)));
    content.values().forEach(names -> names.sort(null));
    return content;
  }

  /** Rows of a table that belong to this tenant's mailboxes. */
  long rows(String table) {
    return home.count(
        "SELECT COUNT(*) FROM "
            + table
            + " WHERE mailbox_id IN (SELECT m.id FROM contacts_mailbox m JOIN panel_organization o"
            + " ON o.id = m.organization_id WHERE o.organization_key = ?)",
        key);
  }

  @Override
  public void close() {
    graph.close();
  }
}

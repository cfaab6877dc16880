package io.rollcall.crash;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.TokenDesk;
import io.rollcall.testing.ChildHome;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A home on a real MySQL with mailboxes behind a stand-in. The same mailboxes can be saved again
 * and again from nothing, and change in the same way each time.
 */
final class ContactsSite implements AutoCloseable {
  static final int MAILBOXES = 10;

  private static final String JOB = "lindenau-contacts";
  private static final int CONTACTS = 40;
  private static final SandboxSettings SETTINGS = SandboxSettings.hostile(13);

  private final TestDatabase database = TestDatabase.mysql();
  private final Connection connection;
  private final ChildHome home;
  private final TestHome reader;
  private final List<SandboxMailbox> mailboxes = new ArrayList<>();
  private SandboxGraph graph;

  ContactsSite(Path folder) throws SQLException {
    connection = database.connect();
    Path key = folder.resolve("contacts.key");
    home = new ChildHome(folder, database, "rollcall.contacts.key: file:" + key);
    home.write("contacts.key", Base64.getEncoder().encodeToString(new byte[32]));
    home.write("secret", TokenDesk.SECRET);
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
            SETTINGS.tenantId()),
        0);
    reader =
        new TestHome(
            folder.resolve("reader"),
            TestDatabase.at(database.url()),
            "rollcall.contacts.key=file:" + key);
    graph = SandboxGraph.start(SETTINGS, new SandboxDirectory(13), Clock.systemUTC());
  }

  /** Forgets all snapshots; the mailboxes are as they were at first. */
  void reset() throws SQLException {
    io.rollcall.crash.Snapshot.empty(connection);
    graph.close();
    SandboxDirectory directory = new SandboxDirectory(13);
    graph = SandboxGraph.start(SETTINGS, directory, Clock.systemUTC());
    mailboxes.clear();
    for (int i = 0; i < MAILBOXES; i++) {
      String address = "u%d@lindenau.example".formatted(i);
      String user =
          directory.add(
              Kind.USER,
              Map.of(
                  "userPrincipalName",
                  address,
                  "mail",
                  address,
                  "displayName",
                  "User " + i,
                  "userType",
                  "Member"));
      SandboxMailbox mailbox = graph.mailboxes().of(user);
      mailboxes.add(mailbox);
      fill(mailbox, mailbox.defaultFolder(), "c", CONTACTS / 2);
      fill(mailbox, mailbox.addFolder(null, "Clients"), "k", CONTACTS / 2);
    }
    home.write(
        "jobs/" + JOB + ".yaml",
        """
        family: contacts-backup
        organization: lindenau
        source:
          type: microsoft-graph
          client-id: %s
          secret: file:%s
          graph-url: %s
          login-url: %s
        concurrency: {mailboxes: 2}
        retention: {keep-last: 1}
        purge-delay: 0d
        """
            .formatted(
                SETTINGS.clientId(), home.file("secret"), graph.graphUrl(), graph.loginUrl()));
  }

  private static void fill(SandboxMailbox mailbox, String folder, String word, int number) {
    for (int i = 0; i < number; i++) {
      mailbox.add(folder, Map.of("displayName", word + i, "personalNotes", "note " + i));
    }
  }

  /** In every mailbox contacts come, change and go, and one moves to another folder. */
  void changeMailboxes() {
    for (SandboxMailbox mailbox : mailboxes) {
      String folder = mailbox.defaultFolder();
      List<String> ids = List.copyOf(mailbox.contacts(folder).keySet());
      mailbox.set(ids.get(0), "displayName", "changed");
      mailbox.delete(ids.get(1));
      mailbox.move(ids.get(2), mailbox.folderIds().get(1));
      fill(mailbox, folder, "new", 6);
    }
  }

  static String[] prune() {
    return new String[] {"run", JOB, "--prune", "--yes"};
  }

  static String[] verify() {
    return new String[] {"run", JOB, "--verify", "--yes"};
  }

  Ended run() {
    return home.run("run", JOB, "--yes");
  }

  /** What a mailbox has: the names in each folder, sorted, by the folder's number in the list. */
  List<List<String>> names(int mailbox) {
    SandboxMailbox one = mailboxes.get(mailbox);
    return one.folderIds().stream()
        .map(
            folder ->
                one.contacts(folder).values().stream()
                    .map(values -> Objects.toString(values.get("displayName"), ""))
                    .sorted()
                    .toList())
        .toList();
  }

  void wipe(int mailbox) {
    mailboxes.get(mailbox).wipe();
  }

  /** Adds contacts that nothing tells apart. */
  void addNameless(int mailbox, int number) {
    SandboxMailbox one = mailboxes.get(mailbox);
    for (int i = 0; i < number; i++) {
      one.add(one.defaultFolder(), Map.of("personalNotes", "nobody"));
    }
  }

  /** How many contacts a mailbox has. */
  long contacts(int mailbox) {
    return names(mailbox).stream().mapToLong(List::size).sum();
  }

  Ended command(String... arguments) {
    return home.run(arguments);
  }

  /** Starts a backup, a second one when a query gives a row, and waits for both; their codes. */
  List<Integer> runTwice(String query) throws SQLException {
    Running first = home.start("run", JOB, "--yes");
    while (number(query) == 0) {
      if (CrashSite.endedWithin(first, 2)) {
        throw new IllegalStateException("ended before it began: " + first.await().all());
      }
    }
    Running second = home.start("run", JOB, "--yes");
    return List.of(first.await().code(), second.await().code());
  }

  /** Starts a backup, waits until a query's number is reached, and kills the process. */
  void killWhen(String query, long reached) throws SQLException {
    killWhen(() -> number(query) >= reached, "run", JOB, "--yes");
  }

  /** Something that is true at some moment of a command. */
  interface Moment {
    boolean hasCome() throws SQLException;
  }

  /** Starts a command, waits for a moment, and kills its process. */
  void killWhen(Moment moment, String... arguments) throws SQLException {
    Running running = home.start(arguments);
    while (!moment.hasCome()) {
      if (CrashSite.endedWithin(running, 2)) {
        throw new IllegalStateException("ended before its moment: " + running.await().all());
      }
    }
    running.kill();
  }

  Ended recoverAndRestart() throws SQLException {
    CrashSite.require(home.run("recover"), 0);
    return home.run("restart", lastRun());
  }

  String lastRun() throws SQLException {
    return Long.toString(number("SELECT MAX(id) FROM runner_run"));
  }

  /** What all complete snapshots hold; the newest of each mailbox begins with "now". */
  List<String> contents() {
    ContactStore store = reader.bean(ContactStore.class);
    List<String> lines = new ArrayList<>();
    for (Mailbox mailbox : store.mailboxes(null)) {
      List<Snapshot> snapshots = store.snapshots(mailbox);
      for (Snapshot snapshot : snapshots) {
        String when = snapshot.equals(snapshots.get(0)) ? "now" : "before";
        add(lines, when + " " + mailbox.address(), store.at(mailbox, snapshot.seq()));
      }
    }
    lines.sort(null);
    return lines;
  }

  private static void add(List<String> lines, String of, SnapshotView view) {
    view.contacts(
        Selection.all(),
        contact ->
            lines.add(
                "%s in %s: %s"
                    .formatted(
                        of,
                        view.folders().get(contact.folder()).orElseThrow().path(),
                        contact.card().values())));
  }

  List<String> newest() {
    return contents().stream().filter(line -> line.startsWith("now ")).toList();
  }

  /** What an interrupted run that was brought to its end must not leave behind. */
  List<String> leftovers() throws SQLException {
    List<String> found = new ArrayList<>();
    for (String table :
        List.of(
            "contacts_snapshot WHERE completed_at IS NULL",
            "contacts_version v JOIN contacts_mailbox m ON m.id = v.mailbox_id WHERE v.from_seq >"
                + " m.last_seq",
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
    reader.close();
    connection.close();
    database.close();
  }
}

package io.rollcall.bench;

import io.rollcall.kernel.Organization.ServerType;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.Organizations.Details;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.TokenDesk;
import io.rollcall.sandbox.graph.Trait;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures backups of a tenant's mailboxes behind a stand-in: the first one, one that finds nothing
 * changed, and one that finds 1 % changed. Counts requests, rows and bytes.
 *
 * <p>Arguments: mailboxes, contacts of each, working folder, file for the Markdown table, process
 * number of the MySQL server (0 when unknown).
 */
public final class ContactsBench {
  private static final SandboxSettings SETTINGS =
      SandboxSettings.hostile(17).with(EnumSet.noneOf(Trait.class)).paged(200, 20);
  private static final List<String> FOLDERS = List.of("Clients", "Suppliers");

  private final TestHome home;
  private final SandboxGraph graph;
  private final SandboxDirectory directory;
  private final Cost.Meter meter;
  private final int mailboxes;
  private final int contacts;
  private final List<SandboxMailbox> all = new ArrayList<>();
  private final StringBuilder table = new StringBuilder();
  private long json;

  private ContactsBench(
      TestHome home, SandboxDirectory directory, SandboxGraph graph, String[] arguments) {
    this.home = home;
    this.directory = directory;
    this.graph = graph;
    this.mailboxes = Integer.parseInt(arguments[0]);
    this.contacts = Integer.parseInt(arguments[1]);
    this.meter = new Cost.Meter(Long.parseLong(arguments[4]));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[2]).toAbsolutePath();
    Files.createDirectories(folder);
    Path key = folder.resolve("contacts.key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
    SandboxDirectory directory = new SandboxDirectory(17);
    try (SandboxGraph graph = SandboxGraph.start(SETTINGS, directory, Clock.systemUTC());
        TestHome home =
            new TestHome(folder, TestDatabase.mysql(), "rollcall.contacts.key=file:" + key)) {
      ContactsBench bench = new ContactsBench(home, directory, graph, arguments);
      bench.measure(folder);
      System.out.println(bench.table);
      Files.writeString(Path.of(arguments[3]), bench.table);
    }
  }

  private void measure(Path folder) throws Exception {
    makeMailboxes();
    defineJob(folder);
    table.append(
        String.format(
            Locale.ROOT,
            "%,d mailboxes with %,d contacts each, in %d folders; as JSON %,.1f MB.%n%n",
            mailboxes,
            contacts,
            FOLDERS.size() + 1,
            json / 1e6));
    table.append(
        "| run | time | requests | rows of contacts | rows of mailboxes | store" + " grew by |\n");
    table.append("|---|---|---|---|---|---|\n");
    row("first snapshot");
    row("nothing changed");
    long changed = changeOneInAHundred();
    row(String.format(Locale.ROOT, "1 %% changed (%,.0f KB of JSON)", changed / 1e3));
    row("nothing changed");
  }

  private void row(String what) throws Exception {
    long requests = graph.requests();
    long versions = home.count("SELECT COUNT(*) FROM contacts_version");
    long snapshots = home.count("SELECT COUNT(*) FROM contacts_snapshot");
    List<RunRecord> ended = new ArrayList<>();
    Cost cost =
        meter.of(
            () -> {
              ended.add(home.run("bench"));
              return ended;
            });
    RunRecord run = ended.get(0);
    if (run.outcome() == null || run.outcome().code() != 0) {
      throw new IllegalStateException("the measured run failed: " + run.summary() + run.reason());
    }
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %s | %,d | %,d | %,d | %,.1f KB |%n",
            what,
            cost,
            graph.requests() - requests,
            home.count("SELECT COUNT(*) FROM contacts_version") - versions,
            home.count("SELECT COUNT(*) FROM contacts_snapshot") - snapshots,
            home.count("SELECT SUM(bytes) FROM contacts_snapshot WHERE run_id = ?", run.run().id())
                / 1e3);
    table.append(line);
    System.err.print(line);
  }

  private void makeMailboxes() {
    for (int i = 0; i < mailboxes; i++) {
      String address = "user%d@lindenau.example".formatted(i);
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
      all.add(mailbox);
      List<String> folders = new ArrayList<>(List.of(mailbox.defaultFolder()));
      FOLDERS.forEach(name -> folders.add(mailbox.addFolder(null, name)));
      for (int contact = 0; contact < contacts; contact++) {
        Map<String, Object> values = contact(i, contact, 0);
        json += bytes(values);
        mailbox.add(folders.get(contact % folders.size()), values);
      }
    }
  }

  private long changeOneInAHundred() {
    long changed = 0;
    int number = 0;
    for (int i = 0; i < mailboxes; i++) {
      SandboxMailbox mailbox = all.get(i);
      for (String folder : mailbox.folderIds()) {
        for (var contact : mailbox.contacts(folder).entrySet()) {
          if (number++ % 100 == 0) {
            mailbox.set(contact.getKey(), "jobTitle", "Head of department " + number);
            changed += bytes(contact(i, number, 1));
          }
        }
      }
    }
    return changed;
  }

  /** As people have them: names, two addresses, three numbers, a postal address, a short note. */
  private static Map<String, Object> contact(int mailbox, int number, int edition) {
    String given = "Given" + (number * 31 + mailbox) % 977;
    String surname = "Surname" + (number * 17 + mailbox * 7) % 4001;
    String company = "Company " + (number + mailbox) % 389 + " GmbH";
    return Map.of(
        "displayName",
        given + " " + surname,
        "givenName",
        given,
        "surname",
        surname,
        "companyName",
        company,
        "jobTitle",
        "Clerk " + edition,
        "emailAddresses",
        List.of(
            Map.of(
                "address", given + "." + surname + "@company.example",
                "name", given + " " + surname)),
        "businessPhones",
        List.of("+49 30 " + (1_000_000 + number * 7919L % 8_999_999)),
        "mobilePhone",
        "+49 171 " + (1_000_000 + (number + mailbox) * 104_729L % 8_999_999),
        "businessAddress",
        Map.of(
            "street",
            "Long Street " + number % 199,
            "city",
            "City " + mailbox % 83,
            "postalCode",
            String.valueOf(10_000 + number % 89_999),
            "countryOrRegion",
            "Germany"),
        "personalNotes",
        "Met at the fair of " + (1990 + number % 30) + "; " + company);
  }

  private static long bytes(Map<String, Object> values) {
    return JsonMapper.shared().writeValueAsString(values).getBytes(StandardCharsets.UTF_8).length;
  }

  private void defineJob(Path folder) throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, TokenDesk.SECRET);
    home.bean(Organizations.class)
        .add(
            "bench",
            new Details(null, ServerType.MICROSOFT365, SETTINGS.tenantId(), List.of()),
            "bench");
    home.job(
        "bench",
        """
        family: contacts-backup
        organization: bench
        source: {type: microsoft-graph, client-id: %s, secret: "file:%s", graph-url: "%s", login-url: "%s"}
        """
            .formatted(SETTINGS.clientId(), secret, graph.graphUrl(), graph.loginUrl()));
  }
}

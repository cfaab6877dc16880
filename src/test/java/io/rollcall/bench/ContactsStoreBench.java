package io.rollcall.bench;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Observed;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.operations.Organizations;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What a mailbox's contacts cost in the store and, when they are installed, as files in restic and
 * borg: the first snapshot, one in which 1 % changed, and one in which nothing did.
 *
 * <p>Arguments: number of contacts, working folder, file for the Markdown table, process number of
 * the MySQL server (0 when unknown).
 */
public final class ContactsStoreBench {
  private static final Instant CREATED = Instant.parse("2024-05-06T07:08:09Z");
  private static final int PAGE = 200;

  /** InnoDB takes a megabyte at a time for each index: one change alone would show that. */
  private static final int ROUNDS = 10;

  private final int contacts;
  private final TestHome home;
  private final ContactStore store;
  private final Cost.Meter meter;
  private final Mailbox mailbox;
  private final List<String> lines = new ArrayList<>();

  private ContactsStoreBench(int contacts, TestHome home, long mysqld) {
    this.contacts = contacts;
    this.home = home;
    this.store = home.bean(ContactStore.class);
    this.meter = new Cost.Meter(mysqld);
    home.organization("acme", "acme.example");
    this.mailbox =
        store.mailbox(home.bean(Organizations.class).get("acme"), "user", "everybody@acme.example");
  }

  public static void main(String[] arguments) throws Exception {
    int contacts = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(folder);
    Path key = folder.resolve("key");
    Files.deleteIfExists(key);
    StoreKeys.write(key, new SecureRandom());
    List<String> lines;
    try (TestHome home =
        new TestHome(folder, TestDatabase.mysql(), "rollcall.contacts.key=file:" + key)) {
      ContactsStoreBench bench =
          new ContactsStoreBench(contacts, home, Long.parseLong(arguments[3]));
      bench.measure();
      lines = bench.lines;
    }
    lines.addAll(ContactFiles.measure(contacts, folder.resolve("files")));
    String text =
        "| contacts in | first snapshot, MB | of JSON | 1 % changed, KB | times the bytes changed |"
            + " nothing changed, KB |\n"
            + "|---|---|---|---|---|---|\n"
            + String.join("", lines.stream().filter(line -> line.startsWith("|")).toList())
            + "\n"
            + String.join("", lines.stream().filter(line -> !line.startsWith("|")).toList());
    System.out.println(text);
    Files.writeString(Path.of(arguments[2]), text);
  }

  private void measure() throws Exception {
    long jsonBytes = jsonBytes(0, 1, 0);
    long changedBytes = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      changedBytes += jsonBytes(round, 100, round);
    }
    long empty = allocated();
    PeakHeap.reset();
    Cost first = meter.of(() -> snapshot(0, 1, 0));
    long heap = PeakHeap.bytes();
    long afterFirst = allocated();
    Cost changed =
        meter.of(
            () -> {
              for (int round = 1; round <= ROUNDS; round++) {
                snapshot(round, 100, round);
              }
              return ROUNDS;
            });
    long afterChange = allocated();
    long rows = rows();
    Cost nothing = meter.of(() -> snapshot(0, contacts, 0));
    long newRows = rows() - rows;
    long afterNothing = allocated();
    List<Snapshot> snapshots = store.snapshots(mailbox);
    AtomicLong read = new AtomicLong();
    PeakHeap.reset();
    Cost reading =
        meter.of(
            () -> {
              store
                  .latest(mailbox)
                  .orElseThrow()
                  .contacts(Selection.all(), one -> read.incrementAndGet());
              return read;
            });
    long readingHeap = PeakHeap.bytes();
    if (read.get() != contacts) {
      throw new IllegalStateException("read " + read.get());
    }
    row(
        "the store, MySQL's pages",
        afterFirst - empty,
        jsonBytes,
        (afterChange - afterFirst) / ROUNDS,
        changedBytes / ROUNDS,
        afterNothing - afterChange);
    row(
        "the store, contents alone",
        snapshots.get(snapshots.size() - 1).bytes(),
        jsonBytes,
        snapshots.get(1).bytes(),
        changedBytes / ROUNDS,
        snapshots.get(0).bytes());
    say(
        "%,d contacts, %,.1f MB of JSON; %,d changed, %,.0f KB of JSON; of the store the mean of %d"
            + " such snapshots, one after the other.",
        contacts, jsonBytes / 1e6, contacts / 100, changedBytes / 1e3 / ROUNDS, ROUNDS);
    say(
        "Rows of the unchanged snapshot: %d. First snapshot %s, %d times 1 %% changed %s, nothing"
            + " changed %s, all contacts read %s.",
        newRows, first, ROUNDS, changed, nothing, reading);
    say(
        "Heap limit %d MB, in use after a collection: %d MB writing, %d MB reading.",
        Runtime.getRuntime().maxMemory() >> 20, heap >> 20, readingHeap >> 20);
  }

  /** Every n-th contact in another edition; all of them for the first snapshot. */
  private Snapshot snapshot(int from, int step, int edition) {
    SnapshotWriting writing = store.begin(mailbox, 1, () -> {});
    writing.folders(List.of(new FolderState("contacts", null, "Contacts", true)));
    int[] numbers = IntStream.range(0, contacts).filter(i -> i % step == from).toArray();
    if (step < contacts) {
      for (int first = 0; first < numbers.length; first += PAGE) {
        List<Observed> page = new ArrayList<>();
        for (int i = first; i < Math.min(first + PAGE, numbers.length); i++) {
          page.add(
              new Observed(
                  BenchContacts.id(numbers[i]),
                  BenchContacts.card(numbers[i], edition),
                  CREATED,
                  CREATED,
                  Observed.Photo.none()));
        }
        writing.put("contacts", page);
      }
    }
    return writing.finish(
        Map.of("contacts", "https://graph.example/delta?$deltatoken=" + "x".repeat(300)));
  }

  private long jsonBytes(int from, int step, int edition) {
    return IntStream.range(0, contacts)
        .filter(i -> i % step == from)
        .mapToLong(i -> BenchContacts.json(i, edition).length)
        .sum();
  }

  private long rows() {
    return home.count(
        """
        SELECT (SELECT COUNT(*) FROM contacts_version) + (SELECT COUNT(*) FROM contacts_folder)
          + (SELECT COUNT(*) FROM contacts_photo) + (SELECT COUNT(*) FROM contacts_snapshot)
        """);
  }

  /** What InnoDB has in use of the tables of contacts: whole pages, data and indexes. */
  private long allocated() {
    for (String table : List.of("version", "folder", "photo", "snapshot", "mailbox")) {
      home.jdbc().queryForList("ANALYZE TABLE contacts_" + table);
    }
    home.jdbc().execute("SET SESSION information_schema_stats_expiry = 0");
    return home.count(
        """
        SELECT SUM(data_length + index_length) FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name LIKE 'contacts%'
        """);
  }

  private void row(
      String what, long first, long json, long changed, long changedJson, long nothing) {
    lines.add(ContactFiles.row(what, first, json, changed, changedJson, nothing));
  }

  private void say(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments) + "\n");
  }
}

package io.rollcall.cli;

import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.export.ContactExport;
import io.rollcall.contacts.export.ExportFormat;
import io.rollcall.contacts.export.Manifest;
import io.rollcall.contacts.export.SnapshotSource;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.store.Checked;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Progress;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxMailboxes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Mailboxes of the demo's tenant: contacts in folders, and an accident among them. */
final class DemoContacts {
  static final String JOB = "lindenau-contacts";
  static final String MAILBOX = "ada.lind@lindenau.example";

  /** What brings back what the accident took: the snapshot before it, into the old folders. */
  static final String RESTORE = MAILBOX + " --snapshot 1 --in-place";

  private static final List<String> GIVEN =
      List.of("Paul", "Ines", "Omar", "Lena", "Tove", "Zoë", "Bruno", "Mai", "Ruth", "Søren");
  private static final List<String> SURNAMES =
      List.of("Brandt", "Okafor", "Lindqvist", "Moreau", "Sato", "Nowak", "Haddad", "Weiss");

  private final SandboxMailboxes mailboxes;
  private final SandboxDirectory directory;

  DemoContacts(SandboxDirectory directory, SandboxMailboxes mailboxes) {
    this.directory = directory;
    this.mailboxes = mailboxes;
  }

  /** Fills the mailboxes of three people; says how. */
  String fill() {
    SandboxMailbox ada = mailbox(MAILBOX);
    add(ada, ada.defaultFolder(), 0, 40);
    String clients = ada.addFolder(ada.defaultFolder(), "Clients");
    add(ada, clients, 40, 12);
    add(ada, ada.addFolder(clients, "Key accounts"), 52, 5);
    SandboxMailbox mira = mailbox("mira.winter@lindenau.example");
    add(mira, mira.defaultFolder(), 60, 25);
    SandboxMailbox nora = mailbox("nora.keller@lindenau.example");
    add(nora, nora.defaultFolder(), 85, 15);
    return "three people have 97 contacts in folders, the others have none";
  }

  /** Somebody cleans up; says what is lost. */
  String accident() {
    SandboxMailbox ada = mailbox(MAILBOX);
    List<String> contacts = List.copyOf(ada.contacts(ada.defaultFolder()).keySet());
    contacts.subList(0, 5).forEach(ada::delete);
    ada.deleteFolder(ada.folderIds().get(1));
    return "Ada's folder Clients is deleted, with Key accounts below it, and five more contacts";
  }

  /** What the newest snapshot no longer has, in words. */
  static String difference(ContactStore store) {
    Mailbox mailbox = store.find(MAILBOX).orElseThrow();
    List<Snapshot> snapshots = store.snapshots(mailbox);
    List<Long> missing = new ArrayList<>();
    store
        .versions(mailbox)
        .differences(
            snapshots.get(1).seq(),
            snapshots.get(0).seq(),
            (was, is) -> {
              if (was != null && is == null) {
                missing.add(was.item());
              }
            },
            damaged -> {
              throw damaged;
            });
    return "snapshot %d has %d contacts that snapshot %d no longer has"
        .formatted(snapshots.get(1).seq(), missing.size(), snapshots.get(0).seq());
  }

  /** The restore that {@link #RESTORE} names. */
  static Restore restore(Program program) {
    ContactStore store = program.bean(ContactStore.class);
    Mailbox mailbox = store.find(MAILBOX).orElseThrow();
    return program
        .bean(Restoring.class)
        .restore(store.at(mailbox, 1), mailbox, Placement.IN_PLACE, Conflict.SKIP);
  }

  /** Reads everything back; says what that came to. */
  static String verify(ContactStore store) {
    List<Checked> checked =
        store.mailboxes(null).stream().map(one -> store.check(one, 1.0, new Random(1))).toList();
    return "%s of contacts opened in %s, %d damaged"
        .formatted(
            Plural.of(checked.stream().mapToLong(Checked::versions).sum(), "version"),
            Plural.of(checked.size(), "mailbox", "mailboxes"),
            checked.stream().mapToLong(one -> one.damaged().size()).sum());
  }

  /** Writes a file of each kind; says which. */
  static List<String> export(Program program, Path home) {
    ContactStore store = program.bean(ContactStore.class);
    SnapshotView view = store.at(store.find(MAILBOX).orElseThrow(), 1);
    ContactExport export = new ContactExport(program.bean(Clock.class), Progress.NONE, () -> {});
    List<String> said = new ArrayList<>();
    for (ExportFormat format : ExportFormat.values()) {
      Path file = home.resolve("handover").resolve("ada." + format.extension());
      Manifest manifest =
          export.write(SnapshotSource.of(view, List.of(), List.of()), format, file, false);
      said.add(
          "%s: %s".formatted(home.relativize(file), Plural.of(manifest.contacts(), "contact")));
    }
    return said;
  }

  private SandboxMailbox mailbox(String address) {
    return directory.live(Kind.USER).entrySet().stream()
        .filter(user -> address.equals(user.getValue().get("userPrincipalName")))
        .map(user -> mailboxes.of(user.getKey()))
        .findFirst()
        .orElseThrow();
  }

  private static void add(SandboxMailbox mailbox, String folder, int first, int number) {
    for (int i = first; i < first + number; i++) {
      String given = GIVEN.get(i % GIVEN.size());
      String surname = SURNAMES.get(i * 3 % SURNAMES.size());
      mailbox.add(
          folder,
          Map.of(
              "displayName",
              given + " " + surname,
              "givenName",
              given,
              "surname",
              surname,
              "companyName",
              surname + " & Partners",
              "emailAddresses",
              List.of(
                  Map.of(
                      "address",
                      "contact%d@customer.example".formatted(i),
                      "name",
                      given + " " + surname)),
              "mobilePhone",
              "+49 171 55500" + (10 + i)));
    }
  }
}

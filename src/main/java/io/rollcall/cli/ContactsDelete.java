package io.rollcall.cli;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Deletion.What;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Deletes from the backups: a whole mailbox, or snapshots, folders or contacts of it. Nothing"
          + " in Microsoft 365 is touched.",
      "Says what will go, and asks for the deletion password. It is hidden at once; until the delay"
          + " is over `contacts undelete` brings it back, then `contacts prune` removes it from the"
          + " tables. What still is in the mailbox is backed up anew: the next backup reads it"
          + " whole."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.REFUSED,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED
    },
    example = "contacts delete ada@lindenau.example --contact 17")
final class ContactsDelete implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();
  @Mixin Confirmation confirmation = new Confirmation();
  @Mixin DeletionGate gate = new DeletionGate();

  @Parameters(paramLabel = "MAILBOX", description = MailboxWords.MAILBOX)
  String mailbox = "";

  @ArgGroup Which which = new Which();

  @Option(
      names = "--purge-after",
      paramLabel = "TIME",
      description = "How long it can be brought back: 7d, 12h. Default: 7d.")
  Duration purgeAfter = Duration.ofDays(7);

  /** One kind at a time. */
  static final class Which {
    @Option(names = "--snapshot", paramLabel = "N", description = "This snapshot. Can be several.")
    List<Long> snapshots = List.of();

    @Option(
        names = "--folder",
        paramLabel = "FOLDER",
        description =
            "What ever lay in this folder, by its path or number in the newest snapshot that has"
                + " it, and in those below. Can be several.")
    List<String> folders = List.of();

    @Option(
        names = "--contact",
        paramLabel = "ID",
        description = "Every version of the contact with this number. Can be several.")
    List<Long> contacts = List.of();

    What what() {
      if (!snapshots.isEmpty()) {
        return What.SNAPSHOTS;
      }
      if (!folders.isEmpty()) {
        return What.FOLDERS;
      }
      return contacts.isEmpty() ? What.MAILBOX : What.CONTACTS;
    }
  }

  ContactsDelete(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    confirmation.requireSomebody();
    session.useCommandName("rollcall contacts delete");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      Mailbox found = MailboxWords.mailbox(store, mailbox);
      Set<Long> numbers = numbers(store, found);
      session.note(
          "to go from the backups of %s: %s"
              .formatted(found.address(), words(store, found, numbers)));
      if (!confirmation.given(session, "Delete it from the backups?")) {
        return ExitCode.STOPPED.code();
      }
      gate.pass(program, "contacts delete", found.toString());
      Deletion deletion =
          store
              .deletions()
              .delete(
                  found,
                  which.what(),
                  numbers,
                  Session.user(),
                  purgeAfter,
                  () -> LeavingWords.requireNoWriter(program, found),
                  made -> record(program, made));
      print(deletion);
      return ExitCode.DONE.code();
    }
  }

  private Set<Long> numbers(ContactStore store, Mailbox found) {
    return switch (which.what()) {
      case MAILBOX -> Set.of();
      case SNAPSHOTS -> new TreeSet<>(which.snapshots);
      case CONTACTS -> new TreeSet<>(which.contacts);
      case FOLDERS -> {
        Set<Long> numbers = new TreeSet<>();
        which.folders.forEach(
            words -> numbers.addAll(LeavingWords.foldersEver(store, found, words)));
        yield numbers;
      }
    };
  }

  private String words(ContactStore store, Mailbox found, Set<Long> numbers) {
    return switch (which.what()) {
      case MAILBOX ->
          "everything, " + Plural.of(store.snapshots(found).size(), "snapshot") + " of it";
      case SNAPSHOTS -> "snapshots " + numbers;
      case CONTACTS ->
          "contacts "
              + numbers
              + ", "
              + Plural.of(
                  numbers.stream().mapToLong(item -> versions(store, found, item)).sum(),
                  "version");
      case FOLDERS -> "folders " + numbers + " with all that ever lay in them";
    };
  }

  private static long versions(ContactStore store, Mailbox found, long item) {
    long[] damaged = {0};
    return store.versions(found).history(item, damage -> damaged[0]++).size() + damaged[0];
  }

  private static void record(Program program, Deletion deletion) {
    program
        .bean(Audit.class)
        .record(
            Session.user(),
            "contacts-delete",
            deletion.words(),
            "deletion %d, can be undeleted until %s".formatted(deletion.id(), deletion.purgeAt()));
  }

  private void print(Deletion deletion) {
    if (json.json) {
      session.print(LeavingViews.DeletionView.of(deletion));
      return;
    }
    session.say(
        "deleted: %s; %s of contacts, %s"
            .formatted(
                deletion.words(),
                Plural.of(deletion.versions(), "version"),
                Plural.of(deletion.snapshots(), "snapshot")));
    session.say(
        "until %s: scripts/rollcall contacts undelete %d"
            .formatted(Times.local(deletion.purgeAt()), deletion.id()));
  }
}

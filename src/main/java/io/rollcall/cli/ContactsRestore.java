package io.rollcall.cli;

import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Organizations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Puts contacts of a snapshot back into a mailbox: all of it, or folders or contacts, into a"
          + " new folder `Restored DATE TIME` unless --in-place or --to says otherwise.",
      "First the mailbox is saved as it is. A contact that it has already, in whatever folder, is"
          + " left alone unless --conflict says otherwise; it is known by Graph's id, else by its"
          + " addresses, else by name, company and phones. --dry-run tells of each contact what"
          + " would happen. `contacts undo RUN` takes a restore back."
    })
@Ends(asARun = true, example = "contacts restore ada@lindenau.example --snapshot 12 --dry-run")
final class ContactsRestore implements Callable<Integer> {
  private final Session session;
  @Mixin RestoreOptions options = new RestoreOptions();

  @Parameters(paramLabel = "MAILBOX", description = MailboxWords.MAILBOX)
  String mailbox = "";

  @Option(names = "--snapshot", paramLabel = "SNAPSHOT", description = SnapshotWords.MEANING)
  @Nullable SnapshotWords snapshot;

  @ArgGroup Which which = new Which();

  /** One kind at a time. */
  static final class Which {
    @Option(
        names = "--folder",
        paramLabel = "FOLDER",
        description = MailboxWords.FOLDER + " Can be several. Default: all.")
    List<String> folders = new ArrayList<>();

    @Option(
        names = "--contact",
        paramLabel = "ID",
        description = MailboxWords.CONTACT + " Can be several.")
    List<String> contacts = new ArrayList<>();
  }

  @Option(
      names = "--in-place",
      description =
          "Into the folders that the contacts were in; those that are not there are made.")
  boolean inPlace;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "Into another mailbox of the same organization.")
  @Nullable String to;

  @Option(
      names = "--conflict",
      paramLabel = "RULE",
      description =
          "What becomes of a contact that the mailbox has already: skip (it stays), copy (the"
              + " saved one is made beside it), replace (the saved one is made, then the other is"
              + " deleted, unless both say the same; only with --in-place). Default: skip.")
  Conflict conflict = Conflict.SKIP;

  ContactsRestore(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (conflict == Conflict.REPLACE && !inPlace) {
      throw Session.wrongUse(
          "--conflict replace goes with --in-place: a new folder replaces nothing",
          "scripts/rollcall contacts restore --help");
    }
    options.requireSomebody();
    session.useCommandName("rollcall contacts restore");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      SnapshotView view = SnapshotWords.of(snapshot, program, MailboxWords.mailbox(store, mailbox));
      String organization = view.mailbox().organization();
      JobDefinition found = options.job(program, organization);
      List<String> only = only(store, view);
      Mailbox target = target(program, found, view);
      Restore restore =
          program
              .bean(Restoring.class)
              .restore(view, target, inPlace ? Placement.IN_PLACE : Placement.NEW_FOLDER, conflict);
      if (!options.dryRun && !confirmed(view, target, restore, only)) {
        return ExitCode.STOPPED.code();
      }
      return options.run(session, program, found, organization, only, restore);
    }
  }

  private List<String> only(ContactStore store, SnapshotView view) {
    Set<Long> contacts = new TreeSet<>();
    for (String words : which.contacts) {
      long number = MailboxWords.contact(store, view.mailbox(), words);
      if (view.contact(number).isEmpty()) {
        throw MailboxWords.notIn(view, number);
      }
      contacts.add(number);
    }
    return Restoring.words(MailboxWords.folders(view, view.folders(), which.folders), contacts);
  }

  private Mailbox target(Program program, JobDefinition found, SnapshotView view) {
    return to == null
        ? view.mailbox()
        : program
            .bean(Restoring.class)
            .target(
                found.definition(),
                program.bean(Organizations.class).get(view.mailbox().organization()),
                to);
  }

  private boolean confirmed(SnapshotView view, Mailbox target, Restore restore, List<String> only) {
    if (!options.confirmation.yes) {
      session.note(
          "from snapshot %d of %s, %s"
              .formatted(
                  view.snapshot().seq(),
                  view.mailbox().address(),
                  Times.local(view.snapshot().completedAt())));
      session.note(
          only.isEmpty()
              ? "  all of it, " + Plural.of(view.snapshot().contacts(), "contact")
              : "  " + String.join(", ", only));
      session.note(
          "into %s, %s"
              .formatted(
                  target.address(),
                  restore.isToNewFolder()
                      ? "the new folder " + restore.newFolder()
                      : "the folders they were in"));
      session.note(
          switch (conflict) {
            case SKIP -> "  what the mailbox has already is left alone";
            case COPY -> "  what the mailbox has already is made once more";
            case REPLACE -> "  what the mailbox has already, and says otherwise, is replaced";
          });
    }
    return options.confirmation.given(session, "Restore it?");
  }
}

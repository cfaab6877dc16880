package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.ContactHistoryView;
import io.rollcall.cli.ContactsViews.FieldChangeView;
import io.rollcall.cli.ContactsViews.MailboxView;
import io.rollcall.cli.ContactsViews.VersionView;
import io.rollcall.contacts.store.CardText;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Shows a contact's history through the snapshots, field by field.",
      "First what it was like when it was backed up first, then what changed in which snapshot, the"
          + " oldest first; a long text is cut, but not with --json."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND
    },
    example = "contacts show anna@acme.example 204")
final class ContactsShow implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "MAILBOX", description = MailboxWords.MAILBOX)
  String mailbox = "";

  @Parameters(index = "1", paramLabel = "CONTACT", description = MailboxWords.CONTACT)
  String contact = "";

  ContactsShow(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts show");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      Mailbox found = MailboxWords.mailbox(store, mailbox);
      long number = MailboxWords.contact(store, found, contact);
      Damaged damaged = new Damaged();
      List<StoredContact> versions = store.versions(found).history(number, damaged);
      if (versions.isEmpty() && damaged.found().isEmpty()) {
        throw MailboxWords.noContact(store, found, contact, number);
      }
      ContactHistoryView history = history(store, found, number, versions, damaged);
      if (json.json) {
        session.print(history);
      } else {
        text(history).forEach(session::say);
      }
      return damaged.tell(session);
    }
  }

  private static ContactHistoryView history(
      ContactStore store,
      Mailbox mailbox,
      long number,
      List<StoredContact> versions,
      Damaged damaged) {
    Map<Long, Instant> times =
        store.snapshots(mailbox).stream()
            .collect(Collectors.toMap(Snapshot::seq, Snapshot::completedAt));
    List<VersionView> views = new ArrayList<>();
    StoredContact before = null;
    Folders foldersBefore = null;
    for (StoredContact version : versions) {
      Folders folders = store.folders(mailbox, version.version());
      views.add(
          new VersionView(
              version.version(),
              times.get(version.version()),
              version.until() == 0 ? null : version.until(),
              version.until() == 0 ? null : times.get(version.until()),
              FieldChangeView.between(before, foldersBefore, version, folders)));
      before = version;
      foldersBefore = folders;
    }
    return new ContactHistoryView(
        MailboxView.of(mailbox),
        number,
        before == null ? "" : before.graphId(),
        before == null ? "" : CardText.label(before.card()),
        views,
        damaged.found());
  }

  private static List<String> text(ContactHistoryView history) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "contact %d of %s: %s"
            .formatted(history.contact(), history.mailbox().address(), history.name()));
    VersionView before = null;
    for (VersionView version : history.versions()) {
      goneBetween(before, version).forEach(lines::add);
      lines.add(snapshot(version.sinceSnapshot(), version.since()));
      lines.addAll(FieldLines.of(version.changes()));
      before = version;
    }
    if (before != null && before.untilSnapshot() != null) {
      lines.add("gone since " + snapshot(before.untilSnapshot(), before.until()));
    }
    return lines;
  }

  private static List<String> goneBetween(@Nullable VersionView before, VersionView next) {
    if (before == null
        || before.untilSnapshot() == null
        || before.untilSnapshot() == next.sinceSnapshot()) {
      return List.of();
    }
    return List.of("gone since " + snapshot(before.untilSnapshot(), before.until()));
  }

  private static String snapshot(long number, @Nullable Instant time) {
    return "snapshot " + number + (time == null ? " (deleted since)" : ", " + Times.local(time));
  }
}

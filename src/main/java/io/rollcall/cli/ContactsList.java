package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.ContactListView;
import io.rollcall.cli.ContactsViews.ContactView;
import io.rollcall.cli.ContactsViews.FolderView;
import io.rollcall.cli.ContactsViews.MailboxView;
import io.rollcall.cli.ContactsViews.SnapshotLineView;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Lists the contacts of a mailbox as a snapshot has them, by folder and name.",
      "A contact that is damaged in the database is named, the others are listed, and the command"
          + " ends with 3."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND
    },
    example = "contacts list anna@acme.example --snapshot 2026-02-03 --folder Contacts/Clients")
final class ContactsList implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "MAILBOX", description = MailboxWords.MAILBOX)
  String mailbox = "";

  @Option(names = "--snapshot", paramLabel = "S", description = SnapshotWords.MEANING)
  @Nullable SnapshotWords snapshot;

  @Option(
      names = "--folder",
      paramLabel = "PATH",
      description = MailboxWords.FOLDER + " Can be given several times. Default: all.")
  List<String> folders = new ArrayList<>();

  @Option(
      names = "--folders",
      description = "List the folders, with the number of contacts directly in each.")
  boolean onlyFolders;

  ContactsList(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts list");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      SnapshotView view = SnapshotWords.of(snapshot, program, MailboxWords.mailbox(store, mailbox));
      Folders tree = view.folders();
      Selection wanted = Selection.ofFolders(MailboxWords.folders(view, tree, folders));
      List<ContactView> contacts = new ArrayList<>();
      Damaged damaged = new Damaged();
      view.contacts(wanted, one -> contacts.add(ContactView.of(one, tree)), damaged);
      contacts.sort(
          Comparator.comparing(ContactView::folder)
              .thenComparing(ContactView::name, String.CASE_INSENSITIVE_ORDER)
              .thenComparing(ContactView::contact));
      if (json.json) {
        session.print(
            new ContactListView(
                MailboxView.of(view.mailbox()),
                SnapshotLineView.of(view.snapshot()),
                tree.all().stream().map(FolderView::of).toList(),
                onlyFolders ? List.of() : contacts,
                damaged.found()));
      } else {
        session.say(
            "snapshot %d of %s, %s: %s, %,d listed"
                .formatted(
                    view.snapshot().seq(),
                    view.mailbox().address(),
                    Times.local(view.snapshot().completedAt()),
                    Plural.of(view.snapshot().contacts(), "contact"),
                    contacts.size()));
        (onlyFolders ? folders(tree, contacts) : contacts(contacts)).lines().forEach(session::say);
      }
      return damaged.tell(session);
    }
  }

  private static Table folders(Folders tree, List<ContactView> contacts) {
    Map<String, Long> counts =
        contacts.stream()
            .map(ContactView::folder)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Table table = new Table("folder", "path", "contacts");
    tree.all()
        .forEach(one -> table.row(one.number(), one.path(), counts.getOrDefault(one.path(), 0L)));
    return table;
  }

  private static Table contacts(List<ContactView> contacts) {
    Table table =
        new Table("contact", "folder", "name", "address", "company", "phone", "since snapshot");
    for (ContactView one : contacts) {
      table.row(
          one.contact(),
          one.folder(),
          one.name(),
          one.addresses().isEmpty() ? null : one.addresses().get(0),
          one.company(),
          one.phone(),
          one.sinceSnapshot());
    }
    return table;
  }
}

package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.ContactView;
import io.rollcall.cli.ContactsViews.FindView;
import io.rollcall.cli.ContactsViews.FoundView;
import io.rollcall.cli.ContactsViews.MailboxView;
import io.rollcall.contacts.store.ContactSearch;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Organizations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Finds contacts in all snapshots, also those that are gone since.",
      "A contact is found when one of its versions has every word of the text, in any of its"
          + " fields, in any case, with or without accents; a phone number also when its blanks and"
          + " signs are others. Shown is the newest version that has them. Everything is decrypted"
          + " on the way: 100,000 contacts take seconds."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND
    },
    example = "contacts find 'muller customer.example' --mailbox anna@acme.example")
final class ContactsFind implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "1",
      description = "Words of a name, an address, a number, a note.")
  String text = "";

  @Option(
      names = "--mailbox",
      paramLabel = "MAILBOX",
      description = "Only in this mailbox: its address, its number, or Graph's id of its user.")
  @Nullable String mailbox;

  @Option(
      names = "--organization",
      paramLabel = "ORG",
      description = "Only in mailboxes of this organization.")
  @Nullable String organization;

  ContactsFind(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (text.isBlank()) {
      throw Session.wrongUse("there is nothing to find", "scripts/rollcall contacts find --help");
    }
    ContactSearch search = new ContactSearch(text);
    session.useCommandName("rollcall contacts find");
    try (Program program = session.open()) {
      Damaged damaged = new Damaged();
      List<FoundView> found = new ArrayList<>();
      for (Mailbox one : mailboxes(program)) {
        found.addAll(in(one, program.bean(ContactStore.class), search, damaged));
      }
      if (json.json) {
        session.print(new FindView(found, damaged.found()));
      } else if (found.isEmpty()) {
        session.say("no such contact");
      } else {
        table(found).lines().forEach(session::say);
      }
      return damaged.tell(session);
    }
  }

  private List<Mailbox> mailboxes(Program program) {
    ContactStore store = program.bean(ContactStore.class);
    if (mailbox != null) {
      return List.of(MailboxWords.mailbox(store, mailbox));
    }
    return store.mailboxes(
        organization == null ? null : program.bean(Organizations.class).get(organization).key());
  }

  private static List<FoundView> in(
      Mailbox mailbox, ContactStore store, ContactSearch search, Damaged damaged) {
    Map<Long, ContactView> newest = new LinkedHashMap<>();
    Map<Long, Folders> folders = new HashMap<>();
    store
        .versions(mailbox)
        .all(
            version -> {
              if (search.test(version.card())) {
                Folders then =
                    folders.computeIfAbsent(version.version(), seq -> store.folders(mailbox, seq));
                newest.put(version.item(), ContactView.of(version, then));
              }
            },
            damaged);
    MailboxView view = MailboxView.of(mailbox);
    return newest.values().stream().map(contact -> new FoundView(view, contact)).toList();
  }

  private static Table table(List<FoundView> found) {
    Table table = new Table("mailbox", "contact", "name", "address", "folder", "snapshots");
    for (FoundView one : found) {
      ContactView contact = one.contact();
      table.row(
          one.mailbox().address(),
          contact.contact(),
          contact.name(),
          contact.addresses().isEmpty() ? null : contact.addresses().get(0),
          contact.folder(),
          contact.untilSnapshot() == null
              ? "since " + contact.sinceSnapshot()
              : "%d to %d".formatted(contact.sinceSnapshot(), contact.untilSnapshot() - 1));
    }
    return table;
  }
}

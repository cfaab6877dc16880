package io.rollcall.cli;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Audit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description =
        "Brings back what was deleted from the backups, while it can be; without a number it lists"
            + " what can be brought back.")
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "contacts undelete 3")
final class ContactsUndelete implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DELETION",
      description = "The deletion's number. Default: list them.")
  @Nullable Long deletion;

  ContactsUndelete(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts undelete");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      if (deletion == null) {
        list(store.deletions().pending());
      } else {
        undelete(program, store, deletion);
      }
      return ExitCode.DONE.code();
    }
  }

  private void undelete(Program program, ContactStore store, long number) {
    Deletion pending = store.deletions().byId(number);
    Mailbox mailbox = MailboxWords.mailbox(store, String.valueOf(pending.mailbox()));
    Deletion undone =
        store
            .deletions()
            .undelete(
                number,
                () -> LeavingWords.requireNoWriter(program, mailbox),
                now ->
                    program
                        .bean(Audit.class)
                        .record(
                            Session.user(),
                            "contacts-undelete",
                            now.words(),
                            "deletion " + number));
    if (json.json) {
      session.print(LeavingViews.DeletionView.of(undone));
    } else {
      session.say("brought back: " + undone.words());
    }
  }

  private void list(List<Deletion> pending) {
    if (json.json) {
      session.print(pending.stream().map(LeavingViews.DeletionView::of).toList());
    } else if (pending.isEmpty()) {
      session.say("nothing can be brought back");
    } else {
      Table table = new Table("deletion", "what", "versions", "snapshots", "by", "until");
      for (Deletion one : pending) {
        table.row(
            one.id(),
            one.words(),
            one.versions(),
            one.snapshots(),
            one.deletedBy(),
            Times.local(one.purgeAt()));
      }
      table.lines().forEach(session::say);
    }
  }
}

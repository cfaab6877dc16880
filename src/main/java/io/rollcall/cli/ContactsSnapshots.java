package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.HoldingsView;
import io.rollcall.cli.ContactsViews.SnapshotLineView;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Holdings;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Organizations;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Lists the mailboxes whose contacts were backed up, or the snapshots of one mailbox.",
      "The newest snapshot comes first. Leavers' mailboxes stay in the list as long as they have"
          + " snapshots."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.NOT_FOUND},
    example = "contacts snapshots anna@acme.example")
final class ContactsSnapshots implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "MAILBOX", arity = "0..1", description = MailboxWords.MAILBOX)
  @Nullable String mailbox;

  @Option(
      names = "--organization",
      paramLabel = "ORG",
      description = "Only mailboxes of this organization.")
  @Nullable String organization;

  ContactsSnapshots(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts snapshots");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      if (mailbox == null) {
        String key =
            organization == null ? null : program.bean(Organizations.class).get(organization).key();
        holdings(store.holdings(key));
      } else {
        snapshots(MailboxWords.mailbox(store, mailbox), store);
      }
      return ExitCode.DONE.code();
    }
  }

  private void holdings(List<Holdings> all) {
    if (json.json) {
      session.print(all.stream().map(HoldingsView::of).toList());
    } else if (all.isEmpty()) {
      session.say("no mailbox was backed up yet");
    } else {
      Table table =
          new Table(
              "mailbox", "organization", "address", "snapshots", "latest", "contacts", "bytes");
      for (Holdings one : all) {
        Snapshot latest = one.latest();
        table.row(
            one.mailbox().id(),
            one.mailbox().organization(),
            one.mailbox().address(),
            one.snapshots(),
            latest == null ? null : Times.local(latest.completedAt()),
            latest == null ? null : latest.contacts(),
            one.bytes());
      }
      table.lines().forEach(session::say);
    }
  }

  private void snapshots(Mailbox found, ContactStore store) {
    List<Snapshot> all = store.snapshots(found);
    if (json.json) {
      session.print(all.stream().map(SnapshotLineView::of).toList());
    } else if (all.isEmpty()) {
      session.say("mailbox %d has no snapshot".formatted(found.id()));
    } else {
      Table table =
          new Table(
              "snapshot",
              "taken",
              "run",
              "folders",
              "contacts",
              "added",
              "changed",
              "removed",
              "bytes");
      for (Snapshot one : all) {
        table.row(
            one.seq(),
            Times.local(one.completedAt()),
            one.runId(),
            one.folders(),
            one.contacts(),
            one.added(),
            one.changed(),
            one.removed(),
            one.bytes());
      }
      table.lines().forEach(session::say);
    }
  }
}

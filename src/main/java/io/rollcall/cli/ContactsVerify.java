package io.rollcall.cli;

import io.rollcall.contacts.store.Checked;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Audit;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Reads the backups and proves that they are what was stored: every version of every contact"
          + " is decrypted and authenticated, every photo and folder too, and what each snapshot"
          + " has is counted.",
      "What is damaged is named, and the command fails. Nothing is written."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.ALREADY_RUNNING,
      ExitCode.NOT_FOUND,
      ExitCode.STOPPED,
      ExitCode.TERMINATED
    },
    example = "contacts verify --sample 5%")
final class ContactsVerify implements Callable<Integer> {
  private final Session session;
  private final AtomicBoolean stopped = new AtomicBoolean();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "MAILBOX",
      description = MailboxWords.MAILBOX + " Can be several. Default: all.")
  List<String> mailboxes = List.of();

  @Option(
      names = "--sample",
      paramLabel = "PERCENT",
      description =
          "Open only so many of the contacts, others each time; counts and folders are looked at in"
              + " any case. Default: 100%%.")
  String sample = "100%";

  ContactsVerify(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    double share = share();
    session.useCommandName("rollcall contacts verify");
    session.signals().onFirst(() -> stopped.set(true));
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      List<Mailbox> chosen = new ArrayList<>();
      List<String> damaged = new ArrayList<>();
      if (mailboxes.isEmpty()) {
        // One that cannot even be told by name must not keep the others from being looked at.
        store.mailboxes(
            null, chosen::add, (id, damage) -> damaged.add(String.valueOf(damage.getMessage())));
      } else {
        mailboxes.forEach(words -> chosen.add(MailboxWords.mailbox(store, words)));
      }
      List<Checked> checked = check(store, chosen, share);
      checked.forEach(one -> damaged.addAll(one.damaged()));
      program
          .bean(Audit.class)
          .record(
              Session.user(),
              "contacts-verify",
              Plural.of(checked.size(), "mailbox", "mailboxes"),
              "%s, %s"
                  .formatted(sample, damaged.isEmpty() ? "sound" : damaged.size() + " damaged"));
      print(checked, damaged);
      return damaged.isEmpty() ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  private double share() {
    try {
      double share = Percent.parse(sample).value() / 100.0;
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw Session.wrongUse(
        "--sample is more than 0% and at most 100%, not " + sample,
        "scripts/rollcall contacts verify --sample 5%");
  }

  private List<Checked> check(ContactStore store, List<Mailbox> chosen, double share) {
    SecureRandom chance = new SecureRandom();
    List<Checked> checked = new ArrayList<>();
    try (ProgressLine progress =
        new ProgressLine(session.err(), Terminal.is(2), System::nanoTime)) {
      for (Mailbox mailbox : chosen) {
        if (stopped.get()) {
          throw new RollcallException(
              ExitCode.STOPPED,
              "stopped after %s of %,d"
                  .formatted(Plural.of(checked.size(), "mailbox", "mailboxes"), chosen.size()),
              "type it again");
        }
        checked.add(store.check(mailbox, share, chance));
        progress.at("verifying", checked.size(), chosen.size());
      }
    }
    return checked;
  }

  private void print(List<Checked> checked, List<String> damaged) {
    if (json.json) {
      session.print(checked.stream().map(LeavingViews.VerifyView::of).toList());
      return;
    }
    damaged.forEach(session::say);
    session.say(
        "%s: %s of contacts and %s opened, %s counted, %s damaged"
            .formatted(
                Plural.of(checked.size(), "mailbox", "mailboxes"),
                Plural.of(checked.stream().mapToLong(Checked::versions).sum(), "version"),
                Plural.of(checked.stream().mapToLong(Checked::photos).sum(), "photo"),
                Plural.of(checked.stream().mapToLong(Checked::snapshots).sum(), "snapshot"),
                damaged.isEmpty() ? "nothing" : Plural.of(damaged.size(), "thing")));
  }
}

package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.RotationView;
import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.SecretRef;
import io.rollcall.operations.Audit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Locks the backups of contacts by another key, from one moment to the next.",
      "Needs both keys: the old one that rollcall.contacts.key names, and the new one. Contents are"
          + " not encrypted anew, so it takes a second, and running backups go on. Afterwards write"
          + " the new key's place into rollcall.yaml. Typed again it changes nothing. Audited."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "contacts rotate-key --to file:/etc/rollcall/contacts-key-2")
final class ContactsRotateKey implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--to",
      paramLabel = "KEY",
      required = true,
      description = "Where the new key is kept: env:NAME or file:/path.")
  String to = "";

  ContactsRotateKey(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SecretRef next = reference();
    session.useCommandName("rollcall contacts rotate-key");
    try (Program program = session.open()) {
      StoreKeys.Rotation done =
          program
              .bean(StoreKeys.class)
              .rotate(
                  next,
                  () ->
                      program
                          .bean(Audit.class)
                          .record(Session.user(), "contacts-rotate-key", next.toString(), null));
      if (json.json) {
        session.print(new RotationView(done.keyId(), done.reference(), done.rotated()));
      } else {
        session.say(
            "the backups of contacts are locked by key %s, in %s%s"
                .formatted(
                    done.keyId(), done.reference(), done.rotated() ? "" : ", as they were before"));
        session.say(
            DemoHome.is(session.home())
                ? "next: put this key into %s: a demo home has its key there"
                    .formatted(DemoHome.contactsKey(session.home()))
                : "next: rollcall.contacts.key: %s in rollcall.yaml".formatted(next));
        session.say("keep the old key as long as dumps of the database that it locks");
      }
      return ExitCode.DONE.code();
    }
  }

  private SecretRef reference() {
    try {
      return SecretRef.parse(to);
    } catch (IllegalArgumentException e) {
      throw Session.wrongUse(
          "--to: " + e.getMessage(), "scripts/rollcall contacts rotate-key --help");
    }
  }
}

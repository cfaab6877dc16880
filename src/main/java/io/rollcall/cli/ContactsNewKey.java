package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.NewKeyView;
import io.rollcall.contacts.store.StoreKeys;
import io.rollcall.kernel.ExitCode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Writes a new key for the backups of contacts into a file that only its owner can read.",
      "An existing file is never written over. Keep a copy of the key in a safe place, apart from"
          + " the database: who loses it has no backups."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED},
    example = "contacts new-key /etc/rollcall/contacts-key")
final class ContactsNewKey implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", description = "The file to make.")
  Path file = Path.of("");

  ContactsNewKey(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path whole = file.toAbsolutePath().normalize();
    String key = StoreKeys.write(whole, new SecureRandom());
    if (json.json) {
      session.print(new NewKeyView(whole.toString(), key));
    } else {
      session.say("key %s is in %s".formatted(key, whole));
      session.say(
          "keep a copy of it in a safe place, apart from the database: without it nobody can");
      session.say("read the backups that it locks");
      session.say(
          "next, for a new store: rollcall.contacts.key: file:%s in rollcall.yaml"
              .formatted(whole));
      session.say(
          "or, for one that has a key: scripts/rollcall contacts rotate-key --to file:" + whole);
    }
    return ExitCode.DONE.code();
  }
}

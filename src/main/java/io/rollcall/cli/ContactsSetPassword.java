package io.rollcall.cli;

import io.rollcall.contacts.deletion.DeletionPassword;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Audit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "Sets the deletion password, without which nobody deletes backed-up contacts. To change it"
          + " the old one is asked for first.",
      "It is stored as a slow hash alone; nobody can tell it afterwards. Keep it apart from this"
          + " machine."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING, ExitCode.REFUSED},
    example = "contacts set-deletion-password")
final class ContactsSetPassword implements Callable<Integer> {
  private final Session session;
  @Mixin DeletionGate current = new DeletionGate();

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "The new one is this file's first line. Default: it is asked for, twice.")
  @Nullable Path newFile;

  ContactsSetPassword(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall contacts set-deletion-password");
    try (Program program = session.open()) {
      DeletionPassword password = program.bean(DeletionPassword.class);
      boolean change = password.isSet();
      char[] wanted = DeletionGate.read(newFile, "New deletion password: ", "--new-password-file");
      if (newFile == null) {
        requireSame(wanted);
      }
      if (change) {
        current.with(
            program,
            "set-deletion-password",
            "deletion password",
            given -> password.set(given, wanted));
      } else {
        password.set(null, wanted);
      }
      Arrays.fill(wanted, '\0');
      program
          .bean(Audit.class)
          .record(
              Session.user(),
              change ? "contacts-password-change" : "contacts-password-set",
              "deletion password",
              null);
      session.say(change ? "the deletion password is changed" : "the deletion password is set");
      return ExitCode.DONE.code();
    }
  }

  private static void requireSame(char[] wanted) {
    char[] again = DeletionGate.read(null, "The same once more: ", "--new-password-file");
    if (!Arrays.equals(wanted, again)) {
      throw Session.wrongUse("the two are not the same", "type it again; nothing was changed");
    }
  }
}

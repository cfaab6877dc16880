package io.rollcall.cli;

import io.rollcall.contacts.Restoring;
import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.kernel.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Takes a restore back: what it made is deleted, what it replaced comes back from the snapshot"
          + " that was taken before it, and folders that it made go when they are empty.",
      "First the mailbox is saved as it is. A contact that somebody changed since it was restored"
          + " stays, unless --force is given. An undo can itself be undone."
    })
@Ends(asARun = true, example = "contacts undo 57 --dry-run")
final class ContactsUndo implements Callable<Integer> {
  private final Session session;
  @Mixin RestoreOptions options = new RestoreOptions();

  @Parameters(paramLabel = "RUN", description = "The number of the restore's run.")
  long run;

  @Option(
      names = "--force",
      description = "Delete also what was changed since; it is in the snapshot taken before.")
  boolean force;

  ContactsUndo(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    options.requireSomebody();
    session.useCommandName("rollcall contacts undo");
    try (Program program = session.open()) {
      Restoring restoring = program.bean(Restoring.class);
      Restore undo = restoring.undo(run, force);
      Mailbox target = restoring.mailbox(undo.targetMailbox());
      JobDefinition found = options.job(program, target.organization());
      if (!options.dryRun) {
        if (!options.confirmation.yes) {
          session.note(
              "what run %d restored to %s goes, and what it replaced comes back"
                  .formatted(run, target.address()));
        }
        if (!options.confirmation.given(session, "Undo it?")) {
          return ExitCode.STOPPED.code();
        }
      }
      return options.run(session, program, found, target.organization(), List.of(), undo);
    }
  }
}

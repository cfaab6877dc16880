package io.rollcall.cli;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Writers;
import java.util.List;
import java.util.Set;

/** What is to leave the backups, and whether it may just now. */
final class LeavingWords {
  private LeavingWords() {}

  /**
   * The numbers of the folders that a path or number means in the newest snapshot that has it, with
   * those below.
   */
  static Set<Long> foldersEver(ContactStore store, Mailbox mailbox, String words) {
    for (Snapshot snapshot : store.snapshots(mailbox)) {
      Folders folders = store.at(mailbox, snapshot.seq()).folders();
      List<Folder> found = folders.named(words);
      if (found.size() > 1) {
        throw Session.wrongUse(
            "snapshot %d has %d folders %s".formatted(snapshot.seq(), found.size(), words),
            "tell one by its number");
      }
      if (!found.isEmpty()) {
        return folders.withThoseBelow(found.get(0));
      }
    }
    throw new RollcallException(
        ExitCode.NOT_FOUND,
        "no snapshot of mailbox %d has a folder %s".formatted(mailbox.id(), words),
        "scripts/rollcall contacts list " + mailbox.id());
  }

  /** Makes sure that no backup and no restore is at a mailbox. */
  static void requireNoWriter(Program program, Mailbox mailbox) {
    program
        .bean(Writers.class)
        .requireNone(
            "contacts-backup/%s/%s".formatted(mailbox.organization(), mailbox.graphId()),
            "mailbox " + mailbox.address());
  }
}

package io.rollcall.cli;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Folder;
import io.rollcall.contacts.store.Folders;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people type to name a mailbox, a folder or a contact of the backups: the same words for all
 * commands of contacts.
 */
final class MailboxWords {
  static final String MAILBOX =
      "Its address, its number in `contacts snapshots`, or Graph's id of its user.";
  static final String CONTACT = "Its number in `contacts list` or `contacts find`, or Graph's id.";
  static final String FOLDER =
      "A folder, with all that lie in it: its path as `contacts list` shows it, or its number.";

  private MailboxWords() {}

  /**
   * The mailbox.
   *
   * @throws RollcallException when the store has none of these words
   */
  static Mailbox mailbox(ContactStore store, String words) {
    return store
        .find(words)
        .orElseThrow(
            () ->
                missing(
                    "no mailbox " + words + " was ever backed up",
                    "scripts/rollcall contacts snapshots lists those that were"));
  }

  /**
   * The number of a contact, in whichever snapshot.
   *
   * @throws RollcallException when the mailbox never had it
   */
  static long contact(ContactStore store, Mailbox mailbox, String words) {
    OptionalLong number =
        words.matches("\\d{1,9}")
            ? OptionalLong.of(Long.parseLong(words))
            : store.number(mailbox, words);
    return number.orElseThrow(() -> noContact(mailbox, words));
  }

  /** A contact that is not there because it was deleted, or never was. */
  static RollcallException noContact(
      ContactStore store, Mailbox mailbox, String words, long number) {
    return store
        .deletions()
        .hiding(mailbox, number)
        .map(deletion -> deleted(store, mailbox, words, deletion))
        .orElseGet(() -> noContact(mailbox, words));
  }

  private static RollcallException deleted(
      ContactStore store, Mailbox mailbox, String words, Deletion deletion) {
    String until = Times.local(deletion.purgeAt());
    return store.deletions().canComeBack(deletion)
        ? missing(
            "contact %s of mailbox %d was deleted from the backups; it can be brought back until %s"
                .formatted(words, mailbox.id(), until),
            "scripts/rollcall contacts undelete " + deletion.id())
        : missing(
            "contact %s of mailbox %d was deleted from the backups; it could be brought back until %s"
                .formatted(words, mailbox.id(), until),
            "scripts/rollcall audit tells who deleted it");
  }

  private static RollcallException noContact(Mailbox mailbox, String words) {
    return missing(
        "mailbox %d never had a contact %s".formatted(mailbox.id(), words),
        "scripts/rollcall contacts find TEXT --mailbox " + mailbox.id());
  }

  static RollcallException notIn(SnapshotView view, long contact) {
    return missing(
        "snapshot %d does not have contact %d".formatted(view.snapshot().seq(), contact),
        "scripts/rollcall contacts show %d %d tells which do"
            .formatted(view.mailbox().id(), contact));
  }

  /**
   * The numbers of folders, with those below them.
   *
   * @param named as people name them; none for all folders, which is an empty set
   * @throws RollcallException when the snapshot does not have one, or two are meant
   */
  static Set<Long> folders(SnapshotView view, Folders folders, Collection<String> named) {
    Set<Long> numbers = new TreeSet<>();
    for (String words : named) {
      List<Folder> found = folders.named(words);
      String command = "scripts/rollcall contacts list %d --snapshot %d --folders";
      String next = command.formatted(view.mailbox().id(), view.snapshot().seq());
      if (found.isEmpty()) {
        throw missing("snapshot %d has no folder %s".formatted(view.snapshot().seq(), words), next);
      }
      if (found.size() > 1) {
        throw Session.wrongUse(
            "several folders are called %s: write the number of one of them (%s)"
                .formatted(
                    words,
                    found.stream()
                        .map(one -> String.valueOf(one.number()))
                        .collect(Collectors.joining(", "))),
            next);
      }
      numbers.addAll(folders.withThoseBelow(found.get(0)));
    }
    return numbers;
  }

  private static RollcallException missing(String message, String next) {
    return new RollcallException(ExitCode.NOT_FOUND, message, next);
  }
}

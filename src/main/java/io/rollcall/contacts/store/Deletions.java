package io.rollcall.contacts.store;

import io.rollcall.contacts.store.Deletion.What;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Sequences;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Hides what is to leave the backups, and brings it back. A deletion that touches what a mailbox
 * has now takes a snapshot's number for itself, ends there what it hides, and forgets the delta
 * links: the next backup reads the mailbox whole, and what still is there is backed up anew.
 */
public final class Deletions {
  private final StoreParts parts;
  private final Sequences sequences;
  private final DeletionRows rows;

  Deletions(StoreParts parts, Sequences sequences) {
    this.parts = parts;
    this.sequences = sequences;
    this.rows = new DeletionRows(parts.jdbc());
  }

  /** As below, with nothing else to be written. */
  public Deletion delete(
      Mailbox mailbox,
      What what,
      Collection<Long> numbers,
      String who,
      Duration purgeDelay,
      Runnable lease) {
    return delete(mailbox, what, numbers, who, purgeDelay, lease, made -> {});
  }

  /**
   * Hides something.
   *
   * @param numbers of folders, contacts or snapshots; empty for a mailbox
   * @param purgeDelay how long it can be brought back
   * @param lease called first in each transaction, to prove that nobody else writes the mailbox
   * @param made called in the transaction that hides it: what it writes is there with it or not
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when there is nothing to hide
   */
  public Deletion delete(
      Mailbox mailbox,
      What what,
      Collection<Long> numbers,
      String who,
      Duration purgeDelay,
      Runnable lease,
      Consumer<Deletion> made) {
    return hide(mailbox, what, () -> numbers, who, purgeDelay, lease, made)
        .orElseThrow(() -> noneOfThat(mailbox));
  }

  /**
   * Hides those snapshots that are to go when the mailbox is locked: nothing else leaves it or
   * comes back between the judgement and the deed.
   *
   * @param which judges; called in the transaction that hides them
   * @return empty when none is to go
   */
  public Optional<Deletion> deleteSnapshots(
      Mailbox mailbox,
      Supplier<? extends Collection<Long>> which,
      String who,
      Duration purgeDelay,
      Runnable lease,
      Consumer<Deletion> made) {
    return hide(mailbox, What.SNAPSHOTS, which, who, purgeDelay, lease, made);
  }

  private Optional<Deletion> hide(
      Mailbox mailbox,
      What what,
      Supplier<? extends Collection<Long>> which,
      String who,
      Duration purgeDelay,
      Runnable lease,
      Consumer<Deletion> made) {
    takeBackUnfinished(mailbox, lease);
    long id = sequences.next("contacts-deletion");
    Instant now = parts.clock().instant();
    return parts.inTransaction(
        () -> {
          lease.run();
          long last = lockedSeq(mailbox);
          Optional<Deletion> before = rows.find(id);
          if (before.isPresent()) {
            return before; // an earlier try was committed, whatever its answer was
          }
          if (TakingBack.part(parts.jdbc(), mailbox.id(), last + 1)) {
            throw new IllegalStateException("somebody else writes " + mailbox);
          }
          Collection<Long> numbers = which.get();
          if (what != What.MAILBOX && numbers.isEmpty()) {
            return Optional.empty();
          }
          boolean touchesNow = touchesNow(mailbox, what, numbers);
          Marks marks = mark(mailbox, what, numbers, id);
          if (marks.snapshots + marks.versions + marks.folders == 0) {
            throw noneOfThat(mailbox);
          }
          count(mailbox.id(), what, id, "-");
          if (touchesNow) {
            end(mailbox, last + 1, what == What.SNAPSHOTS ? "" : " AND deletion = " + id);
          }
          parts
              .jdbc()
              .update(
                  "INSERT INTO contacts_deletion (id, mailbox_id, what, number, numbers, snapshots,"
                      + " versions, deleted_at, deleted_by, purge_at) VALUES (?, ?, ?, ?, ?, ?, ?,"
                      + " ?, ?, ?)",
                  id,
                  mailbox.id(),
                  what.name(),
                  numbers.isEmpty() ? 0 : new TreeSet<>(numbers).first(),
                  numbers.size(),
                  marks.snapshots,
                  marks.versions,
                  Utc.column(now),
                  who,
                  Utc.column(now.plus(purgeDelay)));
          Deletion deletion = byId(id);
          made.accept(deletion);
          return Optional.of(deletion);
        });
  }

  private static RollcallException noneOfThat(Mailbox mailbox) {
    return new RollcallException(
        ExitCode.NOT_FOUND,
        "%s has none of that".formatted(mailbox),
        "scripts/rollcall contacts snapshots " + mailbox.id());
  }

  private record Marks(int snapshots, int folders, int versions) {}

  private Marks mark(Mailbox mailbox, What what, Collection<Long> numbers, long id) {
    String in = in(numbers);
    return switch (what) {
      case MAILBOX ->
          new Marks(
              mark("contacts_snapshot", mailbox, id, " AND completed_at IS NOT NULL"),
              mark("contacts_folder", mailbox, id, ""),
              mark("contacts_version", mailbox, id, ""));
      case FOLDERS ->
          new Marks(
              0,
              mark("contacts_folder", mailbox, id, " AND number" + in),
              mark("contacts_version", mailbox, id, " AND folder" + in));
      case CONTACTS -> new Marks(0, 0, mark("contacts_version", mailbox, id, " AND number" + in));
      case SNAPSHOTS ->
          new Marks(
              mark("contacts_snapshot", mailbox, id, " AND completed_at IS NOT NULL AND seq" + in),
              0,
              0);
    };
  }

  private int mark(String table, Mailbox mailbox, long id, String which) {
    return parts
        .jdbc()
        .update(
            "UPDATE "
                + table
                + " SET deletion = ? WHERE mailbox_id = ? AND deletion IS NULL"
                + which,
            id,
            mailbox.id());
  }

  /** Whether what a mailbox has now is among it. Only numbers: nothing that a person wrote. */
  private boolean touchesNow(Mailbox mailbox, What what, Collection<Long> numbers) {
    if (what != What.SNAPSHOTS) {
      return true;
    }
    Long newest =
        parts
            .jdbc()
            .queryForObject(
                "SELECT MAX(seq) FROM contacts_snapshot WHERE mailbox_id = ? AND completed_at IS"
                    + " NOT NULL AND deletion IS NULL",
                Long.class,
                mailbox.id());
    return newest != null && numbers.contains(newest);
  }

  /** A snapshot's counts are those of what can be seen of it. */
  private void count(long mailbox, What what, long id, String sign) {
    if (what == What.MAILBOX || what == What.SNAPSHOTS) {
      return; // then the snapshots cannot be seen either
    }
    parts
        .jdbc()
        .update(
            """
            UPDATE contacts_snapshot SET
              contacts = contacts %1$s (SELECT COUNT(*) FROM contacts_version v WHERE v.mailbox_id = contacts_snapshot.mailbox_id
                AND v.deletion = ? AND v.from_seq <= contacts_snapshot.seq AND (v.until_seq IS NULL OR v.until_seq > contacts_snapshot.seq)),
              folders = folders %1$s (SELECT COUNT(*) FROM contacts_folder f WHERE f.mailbox_id = contacts_snapshot.mailbox_id
                AND f.deletion = ? AND f.from_seq <= contacts_snapshot.seq AND (f.until_seq IS NULL OR f.until_seq > contacts_snapshot.seq))
            WHERE mailbox_id = ?
            """
                .formatted(sign),
            id,
            id,
            mailbox);
  }

  private void end(Mailbox mailbox, long seq, String which) {
    for (String table : List.of("contacts_version", "contacts_folder")) {
      parts
          .jdbc()
          .update(
              "UPDATE "
                  + table
                  + " SET until_seq = ? WHERE mailbox_id = ? AND until_seq IS NULL"
                  + which,
              seq,
              mailbox.id());
    }
    parts
        .jdbc()
        .update(
            "UPDATE contacts_mailbox SET last_seq = ?, links = NULL WHERE id = ?",
            seq,
            mailbox.id());
  }

  private static String in(Collection<Long> numbers) {
    return new TreeSet<>(numbers)
        .stream().map(String::valueOf).collect(Collectors.joining(", ", " IN (", ")"));
  }

  /** As below, with nothing else to be written. */
  public Deletion undelete(long id, Runnable lease) {
    return undelete(id, lease, undone -> {});
  }

  /**
   * Brings something back.
   *
   * @param undone called in the transaction that brings it back
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when there is no such deletion, or it
   *     can no longer be brought back
   */
  public Deletion undelete(long id, Runnable lease, Consumer<Deletion> undone) {
    return parts.inTransaction(
        () -> {
          lease.run();
          Deletion deletion = byId(id);
          lock(deletion.mailbox());
          requireCanComeBack(byId(id));
          count(deletion.mailbox(), deletion.what(), id, "+");
          for (String table : List.of("contacts_snapshot", "contacts_folder", "contacts_version")) {
            parts
                .jdbc()
                .update(
                    "UPDATE "
                        + table
                        + " SET deletion = NULL WHERE mailbox_id = ? AND deletion = ?",
                    deletion.mailbox(),
                    id);
          }
          parts
              .jdbc()
              .update(
                  "UPDATE contacts_deletion SET undone_at = ? WHERE id = ?",
                  Utc.column(parts.clock().instant()),
                  id);
          Deletion now = byId(id);
          undone.accept(now);
          return now;
        });
  }

  private void requireCanComeBack(Deletion deletion) {
    requirePending(deletion);
    if (!canComeBack(deletion)) {
      throw new RollcallException(
          ExitCode.NOT_FOUND,
          "deletion %d could be brought back until %s: since then it is removed, and some of it may be gone"
              .formatted(deletion.id(), Times.local(deletion.purgeAt())),
          "scripts/rollcall contacts undelete lists what can be brought back");
    }
  }

  /** Whether something can still be brought back. */
  public boolean canComeBack(Deletion deletion) {
    return deletion.canComeBack(parts.clock().instant());
  }

  private static void requirePending(Deletion deletion) {
    if (!deletion.isPending()) {
      throw new RollcallException(
          ExitCode.NOT_FOUND,
          deletion.purgedAt() == null
              ? "deletion %d was brought back at %s"
                  .formatted(deletion.id(), Times.local(deletion.undoneAt()))
              : "deletion %d was purged at %s: it is gone"
                  .formatted(deletion.id(), Times.local(deletion.purgedAt())),
          "scripts/rollcall contacts undelete lists what can be brought back");
    }
  }

  /**
   * A deletion.
   *
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when there is none with the number
   */
  public Deletion byId(long id) {
    return rows.byId(id);
  }

  /**
   * The contacts that would be lost if snapshots went.
   *
   * @param goes the snapshots that go
   * @param stays those that stay
   * @return contacts that are in one that goes and in none that stays, each with the newest
   *     snapshot that has it
   */
  public Map<Long, Long> lastCopies(Mailbox mailbox, SortedSet<Long> goes, SortedSet<Long> stays) {
    return goes.isEmpty() ? Map.of() : new LastCopies(parts).of(mailbox.id(), goes, stays);
  }

  /** Removes what a deletion hid from the tables, and what is then in no snapshot any longer. */
  public void purge(Deletion deletion, Runnable lease) {
    purge(deletion, lease, () -> {});
  }

  /**
   * The same.
   *
   * @param done called in the transaction that writes down that it is gone
   */
  public void purge(Deletion deletion, Runnable lease, Runnable done) {
    requirePending(deletion);
    new Purge(parts).run(deletion, lease, done);
  }

  /** Those that can still be brought back, the oldest first. */
  public List<Deletion> pending() {
    return rows.open().stream().filter(this::canComeBack).toList();
  }

  /** The last deletion, perhaps due, that hides a contact, or snapshots that have it. */
  public Optional<Deletion> hiding(Mailbox mailbox, long item) {
    return rows.hiding(mailbox.id(), item);
  }

  /** Those that may be purged now, the oldest first. */
  public List<Deletion> due() {
    return due(rows.open());
  }

  /** Those of a mailbox that may be purged now, the oldest first. */
  public List<Deletion> due(Mailbox mailbox) {
    return due(rows.open(mailbox.id()));
  }

  private List<Deletion> due(List<Deletion> open) {
    return open.stream().filter(one -> !canComeBack(one)).toList();
  }

  private void takeBackUnfinished(Mailbox mailbox, Runnable lease) {
    while (parts.inTransaction(
        () -> {
          lease.run();
          return TakingBack.part(parts.jdbc(), mailbox.id(), lockedSeq(mailbox) + 1);
        })) {
      // another part
    }
  }

  private long lockedSeq(Mailbox mailbox) {
    return lock(mailbox.id());
  }

  private long lock(long mailbox) {
    return Objects.requireNonNull(
        parts
            .jdbc()
            .queryForObject(
                "SELECT last_seq FROM contacts_mailbox WHERE id = ? FOR UPDATE",
                Long.class,
                mailbox));
  }
}

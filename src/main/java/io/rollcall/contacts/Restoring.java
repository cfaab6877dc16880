package io.rollcall.contacts;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.restore.RestoreItem;
import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphMailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prepares restores and undos, for who starts their runs. */
@Component
public class Restoring {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int TOKEN_BYTES = 12;

  private final BackupParts parts;
  private final Restores restores;
  private final SecureRandom random;
  private final Clock clock;

  Restoring(BackupParts parts, Restores restores, SecureRandom random, Clock clock) {
    this.parts = parts;
    this.restores = restores;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The mailbox of an address as the tenant has it now: it need not have been backed up before.
   *
   * @param definition of a job of this family that covers the organization
   * @throws RollcallException when there is none, or several
   */
  public Mailbox target(FamilyDefinition definition, Organization organization, String address) {
    try (GraphContacts graph = parts.open((ContactsBackupDefinition) definition, organization, 0)) {
      List<GraphMailbox> found = graph.mailboxesByAddress(address);
      if (found.size() != 1) {
        throw new RollcallException(
            ExitCode.NOT_FOUND,
            found.isEmpty()
                ? "the tenant of %s has no mailbox %s".formatted(organization.key(), address)
                : "%d mailboxes of the tenant of %s have the address %s"
                    .formatted(found.size(), organization.key(), address),
            "give the primary address; a mailbox that was just made is found after some minutes");
      }
      GraphMailbox one = found.get(0);
      return parts.store().mailbox(organization, one.id(), one.address());
    }
  }

  /** The mailbox with a number of the store. */
  public Mailbox mailbox(long number) {
    return parts
        .store()
        .find(String.valueOf(number))
        .orElseThrow(
            () ->
                new RollcallException(
                    ExitCode.NOT_FOUND,
                    "mailbox %d is not in the backups any more".formatted(number),
                    "scripts/rollcall contacts undelete"));
  }

  /**
   * A restore, to be started.
   *
   * @param source what contacts are taken from
   * @param placement replacing needs {@link Placement#IN_PLACE}
   */
  public Restore restore(
      SnapshotView source, Mailbox target, Placement placement, Conflict conflict) {
    if (conflict == Conflict.REPLACE && placement != Placement.IN_PLACE) {
      throw new IllegalArgumentException("replacing goes in place");
    }
    return new Restore(
        0,
        token(),
        source.mailbox().id(),
        source.snapshot().seq(),
        target.id(),
        null,
        placement,
        "Restored " + LocalDateTime.now(clock.withZone(ZoneId.systemDefault())).format(TIME),
        conflict,
        false,
        null,
        null);
  }

  /**
   * The undo of a restore, to be started.
   *
   * @param force what was changed since goes too
   * @throws RollcallException when the run restored nothing, or was undone
   */
  public Restore undo(long run, boolean force) {
    Restore undone =
        restores.find(run).filter(one -> !restores.isDry(run)).orElseThrow(() -> none(run));
    Long before = undone.beforeSeq();
    if (before == null) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "run %d ended before it wrote anything".formatted(run),
          "there is nothing to undo");
    }
    Long by = undone.undoneBy();
    if (by != null && !force && !isUndone(by)) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "run %d was undone by run %d".formatted(run, by),
          "scripts/rollcall show %d tells how far that is; scripts/rollcall contacts undo %d --force"
                  .formatted(by, run)
              + " deletes what it left because somebody had changed it");
    }
    return new Restore(
        0,
        token(),
        undone.targetMailbox(),
        before,
        undone.targetMailbox(),
        null,
        Placement.IN_PLACE,
        "",
        Conflict.REPLACE,
        force,
        run,
        null);
  }

  /** Whether a run that undid a restore was itself undone. */
  boolean isUndone(long run) {
    return restores.find(run).map(Restore::undoneBy).isPresent();
  }

  private static RollcallException none(long run) {
    return new RollcallException(
        ExitCode.NOT_FOUND,
        "run %d restored no contacts".formatted(run),
        "scripts/rollcall runs lists what ran");
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** How a run names what it restores of a snapshot; nothing for all. */
  public static List<String> words(Collection<Long> folders, Collection<Long> contacts) {
    return RestoreSelection.words(folders, contacts);
  }

  /** Stores what a run is to do, in the transaction that makes the run. */
  public void create(Restore restore, long run) {
    restores.create(restore.of(run));
  }

  /** What a run restores, or restored; empty when it is none that does. */
  public Optional<Restore> find(long run) {
    return restores.find(run);
  }

  /** What it decided about each contact, by position. */
  public List<RestoreItem> items(long run) {
    return restores.items(run);
  }

  /** The snapshot that a restore takes contacts from. */
  public SnapshotView source(Restore restore) {
    return parts.store().at(mailbox(restore.sourceMailbox()), restore.sourceSeq());
  }

  /** The same; empty when it was deleted from the backups. */
  Optional<SnapshotView> sourceIfThere(Restore restore) {
    try {
      return Optional.of(source(restore));
    } catch (RollcallException e) {
      if (e.exitCode() != ExitCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The target's snapshot that a restore was planned by. */
  public SnapshotView before(Restore restore) {
    return parts
        .store()
        .at(mailbox(restore.targetMailbox()), Objects.requireNonNull(restore.beforeSeq()));
  }
}

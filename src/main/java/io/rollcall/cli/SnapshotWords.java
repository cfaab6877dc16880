package io.rollcall.cli;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A snapshot as people name it: its number, {@code latest}, or a time, for the one that was the
 * latest then.
 *
 * @param number 0 when it is named otherwise
 * @param then null when it is named otherwise
 */
record SnapshotWords(long number, @Nullable Since then) {
  private static final String WORDS =
      "its number, latest, or a time (2026-02-03, 2026-02-03T04:05, or 7d for a week ago), for the"
          + " one that was the latest then.";

  static final String MEANING = "The snapshot: " + WORDS + " Default: latest.";
  static final String OLDER = "The older snapshot: " + WORDS;
  static final String NEWER = "The newer snapshot: " + WORDS;

  private static final SnapshotWords LATEST = new SnapshotWords(0, null);

  static SnapshotWords parse(String text) {
    if (text.equals("latest")) {
      return LATEST;
    }
    if (text.matches("[1-9]\\d{0,8}")) {
      return new SnapshotWords(Long.parseLong(text), null);
    }
    try {
      return new SnapshotWords(0, Since.parse(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          "'" + text + "' names no snapshot: write its number, latest, 2026-02-03 or 7d");
    }
  }

  /**
   * The snapshot of a mailbox.
   *
   * @param words null for the latest
   * @throws RollcallException when it has no such
   */
  static SnapshotView of(@Nullable SnapshotWords words, Program program, Mailbox mailbox) {
    ContactStore store = program.bean(ContactStore.class);
    SnapshotWords wanted = words == null ? LATEST : words;
    if (wanted.number > 0) {
      return store.at(mailbox, wanted.number);
    }
    List<Snapshot> all = store.snapshots(mailbox);
    Instant at =
        wanted.then == null
            ? Instant.MAX
            : wanted.then.instant(program.bean(Clock.class).instant(), ZoneId.systemDefault());
    Snapshot found =
        all.stream()
            .filter(one -> !one.completedAt().isAfter(at))
            .findFirst()
            .orElseThrow(() -> none(mailbox, all));
    return store.at(mailbox, found.seq());
  }

  private static RollcallException none(Mailbox mailbox, List<Snapshot> all) {
    if (all.isEmpty()) {
      return new RollcallException(
          ExitCode.NOT_FOUND,
          "mailbox %d has no snapshot".formatted(mailbox.id()),
          "scripts/rollcall contacts snapshots lists what there is");
    }
    Snapshot oldest = all.get(all.size() - 1);
    return new RollcallException(
        ExitCode.NOT_FOUND,
        "mailbox %d has no snapshot of that time: the oldest is %d of %s"
            .formatted(mailbox.id(), oldest.seq(), Times.local(oldest.completedAt())),
        "scripts/rollcall contacts snapshots " + mailbox.id());
  }
}

package io.rollcall.contacts.retention;

import io.rollcall.contacts.restore.Restores;
import io.rollcall.contacts.retention.RetentionPolicy.Candidate;
import io.rollcall.contacts.retention.RetentionPolicy.Rule;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Which snapshots of a mailbox a retention drops. Snapshots that hold the last copy of a contact
 * stay with it, unless a person insists: what a mailbox lost long ago is what a backup is for. So
 * do, for a month, those without which a restore could not be undone.
 */
@Component
public class Pruning {
  private static final Duration UNDO = Duration.ofDays(30);

  private final ContactStore store;
  private final Restores restores;
  private final Clock clock;

  Pruning(ContactStore store, Restores restores, Clock clock) {
    this.store = store;
    this.restores = restores;
    this.clock = clock;
  }

  /**
   * What would become of a mailbox's snapshots.
   *
   * @param kept the rules that keep each snapshot that stays by them
   * @param spared those that no rule keeps, and that stay because they hold last copies, or a
   *     restore needs them
   * @param dropped those that go
   * @param lastCopies the contacts that are in no snapshot that the rules keep, each with the
   *     newest snapshot that has it
   */
  public record Preview(
      Mailbox mailbox,
      SortedMap<Long, Set<Rule>> kept,
      SortedSet<Long> spared,
      SortedSet<Long> dropped,
      Map<Long, Long> lastCopies) {

    /** The same, with other snapshots that go. */
    public Preview dropping(SortedSet<Long> other) {
      return new Preview(mailbox, kept, spared, other, lastCopies);
    }
  }

  /**
   * Judges a mailbox, and changes nothing.
   *
   * @param zone in which days begin
   * @param withLastCopies whether last copies go too
   */
  public Preview preview(
      Mailbox mailbox, RetentionPolicy policy, ZoneId zone, boolean withLastCopies) {
    List<Snapshot> snapshots = store.snapshots(mailbox);
    SortedMap<Long, Set<Rule>> kept = new TreeMap<>();
    SortedSet<Long> dropped = new TreeSet<>();
    policy
        .judge(
            snapshots.stream().map(one -> new Candidate(one.seq(), one.completedAt())).toList(),
            zone)
        .forEach(
            (seq, rules) -> {
              if (rules.isEmpty()) {
                dropped.add(seq);
              } else {
                kept.put(seq, rules);
              }
            });
    Map<Long, Long> lastCopies =
        store.deletions().lastCopies(mailbox, dropped, new TreeSet<>(kept.keySet()));
    SortedSet<Long> spared = withLastCopies ? new TreeSet<>() : new TreeSet<>(lastCopies.values());
    for (long needed : restores.needed(mailbox.id(), clock.instant().minus(UNDO))) {
      if (dropped.contains(needed)) {
        spared.add(needed);
      }
    }
    dropped.removeAll(spared);
    return new Preview(mailbox, kept, spared, dropped, lastCopies);
  }

  /**
   * Hides what was shown, until it is purged, where it still goes by now: what was deleted or
   * brought back since may have made a last copy of one of them.
   *
   * @param now judges again; called when nobody else can change the mailbox's snapshots
   * @param made called in the transaction that hides it
   * @return what came of it
   */
  public Preview apply(
      Preview shown,
      Supplier<Preview> now,
      String who,
      Duration purgeDelay,
      Runnable lease,
      Consumer<Deletion> made) {
    if (shown.dropped().isEmpty()) {
      return shown;
    }
    AtomicReference<Preview> judged = new AtomicReference<>(shown);
    store
        .deletions()
        .deleteSnapshots(
            shown.mailbox(),
            () -> {
              Preview again = now.get();
              SortedSet<Long> both = new TreeSet<>(again.dropped());
              both.retainAll(shown.dropped());
              judged.set(again.dropping(both));
              return both;
            },
            who,
            purgeDelay,
            lease,
            made);
    return judged.get();
  }
}

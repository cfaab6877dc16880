package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.Reason;
import io.rollcall.contacts.restore.RestoreItem.State;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an undo does: what the restore made goes, and what it deleted comes back from the
 * snapshot before it. A restore that was interrupted may have made and deleted less than it was to:
 * what is there now decides.
 */
public final class UndoPlan {
  private final @Nullable SnapshotView source;
  private final SnapshotView before;
  private final SnapshotView now;
  private final Set<Long> there;
  private final boolean force;
  private final boolean again;
  private final List<RestoreItem> plan = new ArrayList<>();

  private UndoPlan(
      @Nullable SnapshotView source,
      SnapshotView before,
      SnapshotView now,
      boolean force,
      boolean again) {
    this.source = source;
    this.before = before;
    this.now = now;
    this.there = now.numbers();
    this.force = force;
    this.again = again;
  }

  /**
   * Decides.
   *
   * @param items of the restore that is undone
   * @param source what it took contacts from; null when that is gone: whether something was changed
   *     since is not known then
   * @param before the target's snapshot before it
   * @param now the target's snapshot, taken just before the undo
   * @param made the numbers, in the target, of the contacts that carry its markers, by position;
   *     several where Microsoft made one twice, or somebody copied it: all go that are as it was
   *     made
   * @param force what was changed since goes too
   * @param again it was undone before: what was to come back has come back then
   */
  public static List<RestoreItem> of(
      List<RestoreItem> items,
      @Nullable SnapshotView source,
      SnapshotView before,
      SnapshotView now,
      Map<Integer, List<Long>> made,
      boolean force,
      boolean again) {
    UndoPlan plan = new UndoPlan(source, before, now, force, again);
    items.stream()
        .filter(item -> item.action() != Action.SKIP)
        .forEach(item -> plan.undo(item, made.getOrDefault(item.position(), List.of())));
    return plan.plan;
  }

  private int next() {
    return plan.size() + 1;
  }

  private void undo(RestoreItem item, List<Long> made) {
    Long existing = item.existing();
    boolean lost = existing != null && !again && isLost(item, existing, made);
    Long goes = null;
    for (long one : made) {
      if (!force && !isAsItWasMade(item, one)) {
        plan.add(RestoreItem.skip(next(), Reason.CHANGED_SINCE, null, one));
      } else if (goes == null) {
        goes = one;
      } else {
        plan.add(RestoreItem.remove(next(), one));
      }
    }
    if (existing != null && lost) {
      comeBack(existing, goes);
    } else if (goes != null) {
      plan.add(RestoreItem.remove(next(), goes));
    } else if (made.isEmpty()) {
      boolean stayed = item.source() == null && !again;
      plan.add(RestoreItem.skip(next(), stayed ? Reason.SAME : Reason.GONE, null, existing));
    }
  }

  /** Not what a person deleted before the restore came to it. */
  private boolean isLost(RestoreItem item, long existing, List<Long> made) {
    boolean reached =
        item.action() == Action.REMOVE || item.state() == State.DONE || !made.isEmpty();
    return reached && !there.contains(existing);
  }

  private void comeBack(long existing, @Nullable Long goes) {
    long folder;
    try {
      folder = before.contact(existing).map(StoredContact::folder).orElse(0L);
    } catch (DamagedContent e) {
      folder = 0; // making it will tell
    }
    plan.add(
        goes == null
            ? RestoreItem.create(next(), existing, folder)
            : RestoreItem.replace(next(), existing, folder, goes));
  }

  private boolean isAsItWasMade(RestoreItem item, long made) {
    Long number = item.source();
    if (number == null || source == null) {
      return false;
    }
    try {
      return Sameness.of(source, number, now, made);
    } catch (DamagedContent e) {
      return false; // not known: it stays unless somebody insists
    }
  }
}

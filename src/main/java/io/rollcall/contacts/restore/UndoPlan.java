package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.RestoreItem.Action;
import io.rollcall.contacts.restore.RestoreItem.Reason;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an undo does: what the restore made goes, and what it deleted comes back from the
 * snapshot before it. A restore that was interrupted may have made and deleted less than it was to:
 * what is there now decides.
 */
public final class UndoPlan {
  private final SnapshotView source;
  private final SnapshotView before;
  private final SnapshotView now;
  private final boolean force;
  private final List<RestoreItem> plan = new ArrayList<>();

  private UndoPlan(SnapshotView source, SnapshotView before, SnapshotView now, boolean force) {
    this.source = source;
    this.before = before;
    this.now = now;
    this.force = force;
  }

  /**
   * Decides.
   *
   * @param items of the restore that is undone
   * @param source what it took contacts from
   * @param before the target's snapshot before it
   * @param now the target's snapshot, taken just before the undo
   * @param made the numbers, in the target, of the contacts that carry its markers, by position;
   *     several where somebody copied one
   * @param force what was changed since goes too
   */
  public static List<RestoreItem> of(
      List<RestoreItem> items,
      SnapshotView source,
      SnapshotView before,
      SnapshotView now,
      Map<Integer, List<Long>> made,
      boolean force) {
    UndoPlan plan = new UndoPlan(source, before, now, force);
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
    boolean lost = existing != null && now.contact(existing).isEmpty();
    Long goes = null;
    for (long one : made) {
      if (goes == null && (force || isAsItWasMade(item, one))) {
        goes = one;
      } else {
        plan.add(RestoreItem.skip(next(), Reason.CHANGED_SINCE, null, one));
      }
    }
    if (existing != null && lost) {
      comeBack(existing, goes);
    } else if (goes != null) {
      plan.add(RestoreItem.remove(next(), goes));
    } else if (made.isEmpty()) {
      plan.add(RestoreItem.skip(next(), Reason.GONE, null, null));
    }
  }

  private void comeBack(long existing, @Nullable Long goes) {
    long folder = before.contact(existing).map(StoredContact::folder).orElse(0L);
    plan.add(
        goes == null
            ? RestoreItem.create(next(), existing, folder)
            : RestoreItem.replace(next(), existing, folder, goes));
  }

  private boolean isAsItWasMade(RestoreItem item, long made) {
    return item.source() != null && Sameness.of(source, item.source(), now, made);
  }
}

package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.RestoreItem.Reason;
import io.rollcall.contacts.restore.TargetIndex.Known;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each contact: from what the source's snapshot has, and what the target
 * had just now. A contact meets the one with its immutable id; else one that surely is the same;
 * else one with the same addresses. Whatever folder that is in, and each one once.
 */
public final class RestorePlan {
  private final SnapshotView source;
  private final SnapshotView before;
  private final boolean sameMailbox;
  private final List<Wanted> wanted = new ArrayList<>();

  private RestorePlan(SnapshotView source, SnapshotView before, boolean sameMailbox) {
    this.source = source;
    this.before = before;
    this.sameMailbox = sameMailbox;
  }

  private record Wanted(long number, long folder, long version, Identity identity) {}

  /**
   * Decides.
   *
   * @param selection which contacts of the source
   * @param before the target's snapshot, taken just before
   * @return in the order of the source's numbers
   */
  public static List<RestoreItem> of(
      SnapshotView source,
      Selection selection,
      SnapshotView before,
      boolean sameMailbox,
      Conflict conflict) {
    RestorePlan plan = new RestorePlan(source, before, sameMailbox);
    source.contacts(selection, plan::want);
    return plan.items(conflict);
  }

  private void want(StoredContact contact) {
    wanted.add(
        new Wanted(
            contact.item(), contact.folder(), contact.version(), Identity.of(contact.card())));
  }

  private List<RestoreItem> items(Conflict conflict) {
    @Nullable Known[] met = conflict == Conflict.COPY ? new Known[wanted.size()] : met();
    List<RestoreItem> items = new ArrayList<>();
    for (int i = 0; i < met.length; i++) {
      items.add(item(i + 1, wanted.get(i), met[i], conflict));
    }
    return items;
  }

  /** The surest first, of all contacts, so that none takes what belongs to another. */
  private @Nullable Known[] met() {
    TargetIndex target = TargetIndex.of(before);
    @Nullable Known[] met = new Known[wanted.size()];
    if (sameMailbox) {
      Arrays.setAll(met, i -> target.meet(wanted.get(i).number()));
    }
    List<BiPredicate<Identity, Identity>> ways = List.of(Identity::isSurely, Identity::isProbably);
    for (BiPredicate<Identity, Identity> way : ways) {
      for (int i = 0; i < met.length; i++) {
        if (met[i] == null) {
          met[i] = target.meet(wanted.get(i).identity(), way);
        }
      }
    }
    return met;
  }

  private RestoreItem item(int position, Wanted one, @Nullable Known met, Conflict conflict) {
    if (met == null) {
      return RestoreItem.create(position, one.number(), one.folder());
    }
    if (same(one, met)) {
      return RestoreItem.skip(position, Reason.SAME, one.number(), met.number());
    }
    return conflict == Conflict.REPLACE
        ? RestoreItem.replace(position, one.number(), one.folder(), met.number())
        : RestoreItem.skip(position, Reason.DIFFERENT, one.number(), met.number());
  }

  private boolean same(Wanted one, Known met) {
    if (sameMailbox && one.number() == met.number() && one.version() == met.version()) {
      return true;
    }
    return Sameness.of(source, one.number(), before, met.number());
  }
}

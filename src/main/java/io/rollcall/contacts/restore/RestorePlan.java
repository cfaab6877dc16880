package io.rollcall.contacts.restore;

import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.RestoreItem.Reason;
import io.rollcall.contacts.restore.TargetIndex.Known;
import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each contact: from what the source's snapshot has, and what the target
 * had just now. A contact meets the one with its immutable id; else the one that is known to be the
 * same by most. Whatever folder that is in, and each one once. One that lives under its own id is
 * nobody else.
 */
public final class RestorePlan {
  private static final List<BiPredicate<Identity, Identity>> WAYS =
      List.of(Identity::isExactly, Identity::sharesAddressAndName, Identity::hasSameAddresses);

  private final SnapshotView source;
  private final SnapshotView before;
  private final boolean sameMailbox;
  private final Consumer<DamagedContent> damaged;
  private final List<Wanted> wanted = new ArrayList<>();

  private RestorePlan(
      SnapshotView source,
      SnapshotView before,
      boolean sameMailbox,
      Consumer<DamagedContent> damaged) {
    this.source = source;
    this.before = before;
    this.sameMailbox = sameMailbox;
    this.damaged = damaged;
  }

  private record Wanted(long number, long folder, long version, Identity identity) {}

  /**
   * @param byId whether by Graph's id; else by what it says
   */
  private record Met(Known known, boolean byId) {}

  /**
   * Decides.
   *
   * @param selection which contacts of the source
   * @param before the target's snapshot, taken just before
   * @param damaged is told of contacts of the source that are not what was stored; the others are
   *     restored all the same
   * @return in the order of the source's numbers
   */
  public static List<RestoreItem> of(
      SnapshotView source,
      Selection selection,
      SnapshotView before,
      boolean sameMailbox,
      Conflict conflict,
      Consumer<DamagedContent> damaged) {
    RestorePlan plan = new RestorePlan(source, before, sameMailbox, damaged);
    source.contacts(selection, plan::want, damaged);
    return plan.items(conflict);
  }

  private void want(StoredContact contact) {
    wanted.add(
        new Wanted(
            contact.item(), contact.folder(), contact.version(), Identity.of(contact.card())));
  }

  private List<RestoreItem> items(Conflict conflict) {
    @Nullable Met[] met = conflict == Conflict.COPY ? new Met[wanted.size()] : met();
    List<RestoreItem> items = new ArrayList<>();
    for (int i = 0; i < met.length; i++) {
      items.add(item(i + 1, wanted.get(i), met[i], conflict));
    }
    return items;
  }

  /** The surest first, of all contacts, so that none takes what belongs to another. */
  private @Nullable Met[] met() {
    TargetIndex target = TargetIndex.of(before);
    @Nullable Met[] met = new Met[wanted.size()];
    if (sameMailbox) {
      for (int i = 0; i < met.length; i++) {
        Known known = target.meet(wanted.get(i).number());
        met[i] = known == null ? null : new Met(known, true);
      }
      source.numbers().forEach(target::reserve);
    }
    for (BiPredicate<Identity, Identity> way : WAYS) {
      for (int i = 0; i < met.length; i++) {
        if (met[i] == null) {
          Known known = target.meet(wanted.get(i).identity(), way);
          met[i] = known == null ? null : new Met(known, false);
        }
      }
    }
    return met;
  }

  private RestoreItem item(int position, Wanted one, @Nullable Met met, Conflict conflict) {
    if (met == null) {
      return RestoreItem.create(position, one.number(), one.folder());
    }
    long existing = met.known().number();
    if (same(one, met.known())) {
      return RestoreItem.skip(position, Reason.SAME, one.number(), existing);
    }
    if (conflict != Conflict.REPLACE || met.known().version() == 0) {
      return RestoreItem.skip(position, Reason.DIFFERENT, one.number(), existing);
    }
    boolean surely = met.byId() || one.identity().isSurely(met.known().identity());
    return surely
        ? RestoreItem.replace(position, one.number(), one.folder(), existing)
        : RestoreItem.create(position, one.number(), one.folder());
  }

  private boolean same(Wanted one, Known met) {
    if (sameMailbox && one.number() == met.number() && one.version() == met.version()) {
      return true;
    }
    try {
      return Sameness.of(source, one.number(), before, met.number());
    } catch (DamagedContent e) {
      damaged.accept(e); // a photo: nothing is said of it then
      return false;
    }
  }
}

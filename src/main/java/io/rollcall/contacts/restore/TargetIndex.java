package io.rollcall.contacts.restore;

import io.rollcall.contacts.store.DamagedContent;
import io.rollcall.contacts.store.Selection;
import io.rollcall.contacts.store.SnapshotView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The contacts that a mailbox has, to be met by those that come; each is met once at most. */
final class TargetIndex {
  private static final Identity NOBODY = new Identity(Set.of(), "", "", Set.of());

  /**
   * What is known of one of them, without its content.
   *
   * @param version 0 when its content is damaged: it is known by its number alone then
   */
  record Known(long number, long version, Identity identity) {}

  private final Map<Long, Known> byNumber = new HashMap<>();
  private final Map<String, List<Known>> byKey = new HashMap<>();
  private final Set<Long> met = new HashSet<>();

  static TargetIndex of(SnapshotView view) {
    TargetIndex index = new TargetIndex();
    view.contacts(
        Selection.all(),
        contact ->
            index.add(new Known(contact.item(), contact.version(), Identity.of(contact.card()))),
        index::add);
    return index;
  }

  private void add(DamagedContent damaged) {
    damaged.contact().ifPresent(number -> add(new Known(number, 0, NOBODY)));
  }

  void add(Known known) {
    byNumber.put(known.number(), known);
    known
        .identity()
        .keys()
        .forEach(key -> byKey.computeIfAbsent(key, all -> new ArrayList<>()).add(known));
  }

  /** The one with this number; null when there is none, or it was met. */
  @Nullable Known meet(long number) {
    Known known = byNumber.get(number);
    return known != null && met.add(number) ? known : null;
  }

  /** The one with this number is to be met by its number alone. */
  void reserve(long number) {
    met.add(number);
  }

  /** The first one that fits and was not met. */
  @Nullable Known meet(Identity identity, BiPredicate<Identity, Identity> fits) {
    for (String key : identity.keys()) {
      for (Known known : byKey.getOrDefault(key, List.of())) {
        if (!met.contains(known.number()) && fits.test(identity, known.identity())) {
          met.add(known.number());
          return known;
        }
      }
    }
    return null;
  }
}

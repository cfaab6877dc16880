package io.rollcall.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of a delta. Pages without entries occur, many in a row; only a page with a delta link ends
 * the round.
 *
 * @param items perhaps none
 * @param nextLink the next page's; null on the last page
 * @param deltaLink where the next round begins, also when nothing has changed; null before the last
 *     page
 */
public record DeltaPage<T>(
    List<DeltaItem<T>> items, @Nullable String nextLink, @Nullable String deltaLink) {

  /** Only what it says of these objects. */
  public DeltaPage<T> of(Set<String> ids) {
    List<DeltaItem<T>> some = items.stream().filter(item -> ids.contains(item.id())).toList();
    return new DeltaPage<>(some, nextLink, deltaLink);
  }

  /** Where to go on in this round; empty when it is complete. */
  public Optional<DeltaPosition> next() {
    return Optional.ofNullable(nextLink).map(DeltaPosition::at);
  }
}

package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Spreads what a delta round tells over pages: with empty ones between, and items told twice. */
record Paging(Set<Trait> traits, Random random) {

  /**
   * @param stale an item as it was before
   * @return at least one page
   */
  <T> List<List<T>> pages(List<T> items, UnaryOperator<T> stale, int size) {
    List<T> told = new ArrayList<>();
    for (T item : items) {
      if (traits.contains(Trait.REPEATS) && random.nextInt(6) == 0) {
        told.add(random.nextInt(told.size() + 1), stale.apply(item));
      }
      told.add(item);
    }
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < told.size(); from += size) {
      addEmpty(pages);
      pages.add(List.copyOf(told.subList(from, Math.min(told.size(), from + size))));
    }
    addEmpty(pages);
    if (pages.isEmpty()) {
      pages.add(List.of());
    }
    return pages;
  }

  private <T> void addEmpty(List<List<T>> pages) {
    if (traits.contains(Trait.EMPTY_PAGES) && random.nextInt(3) == 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        pages.add(List.of());
      }
    }
  }
}

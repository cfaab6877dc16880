package io.rollcall.graph;

import java.util.function.Consumer;

/**
 * Reads what has changed, page by page. A page can be read again from its position, and says the
 * same then or something newer.
 *
 * @param <T> {@link GraphUser}, {@link GraphGroup} or {@link ContactChange}
 */
public final class Delta<T> {

  /** Reads one page. */
  interface Reading<T> {
    DeltaPage<T> page(DeltaPosition position);
  }

  private final Reading<T> reading;

  Delta(Reading<T> reading) {
    this.reading = reading;
  }

  /**
   * The page at a position.
   *
   * @throws FullReadNeeded when the position is no longer known; in the middle of a round too
   * @throws GraphException when there is no answer to work with
   */
  public DeltaPage<T> page(DeltaPosition position) {
    return reading.page(position);
  }

  /**
   * A whole round.
   *
   * @return the delta link, where the next round begins; to be kept only together with what the
   *     pages said
   * @throws FullReadNeeded when the position is no longer known; in the middle of a round too
   * @throws GraphException when there is no answer to work with
   */
  public String round(DeltaPosition start, Consumer<DeltaPage<T>> pages) {
    DeltaPosition position = start;
    while (true) {
      DeltaPage<T> page = page(position);
      pages.accept(page);
      if (page.deltaLink() != null) {
        return page.deltaLink();
      }
      position = page.next().orElseThrow();
    }
  }
}

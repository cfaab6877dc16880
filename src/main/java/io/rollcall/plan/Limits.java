package io.rollcall.plan;

/**
 * How much one run may change in one organization. Past any of them nothing of that organization is
 * saved. A family's definition says which kinds there are.
 */
public interface Limits {

  /**
   * The limits of a kind, by its key in a definition.
   *
   * @throws IllegalArgumentException for any other word
   */
  KindLimits of(String kind);

  /** All changes of a run together. */
  Limit total();
}

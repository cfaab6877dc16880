package io.rollcall.exchange;

/** Whether a settings group could be read. Only READ is compared and written. */
public enum GroupState {
  /** The group holds what the backend holds; an absent value is an empty one. */
  READ,
  /** This source cannot give the group. */
  NOT_AVAILABLE,
  /** This version of Exchange does not have the group. */
  NOT_SUPPORTED,
  /** Reading it failed; the reason says why. */
  FAILED
}

package io.rollcall.contacts.store;

import io.rollcall.contacts.store.Standing.Row;

/**
 * From how a contact or folder stands to how it is to be, whatever was written of it before in the
 * same snapshot, and in which order: so that telling twice, a move told from both sides, and a way
 * back to what the snapshot before had leave the same rows.
 *
 * @param deletesOwn the row that this snapshot wrote is to go
 * @param closes the row before ends with this snapshot
 * @param reopens the row before does not end after all
 * @param inserts a row of this snapshot is to be written
 */
record Transition(boolean deletesOwn, boolean closes, boolean reopens, boolean inserts) {

  /** To being there, so. */
  static Transition to(Standing standing, long folder, long photo, byte[] contentKey) {
    Row base = standing.base();
    Row own = standing.own();
    boolean asBefore = base != null && base.says(folder, photo, contentKey);
    boolean asWritten = own != null && own.says(folder, photo, contentKey);
    return new Transition(
        own != null && !asWritten,
        base != null && !asBefore && !base.ended(),
        base != null && asBefore && base.ended(),
        !asBefore && !asWritten);
  }

  /** To being gone. */
  static Transition toGone(Standing standing) {
    Row base = standing.base();
    return new Transition(standing.own() != null, base != null && !base.ended(), false, false);
  }
}

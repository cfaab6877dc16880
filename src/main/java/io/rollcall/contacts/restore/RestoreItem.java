package io.rollcall.contacts.restore;

import org.jspecify.annotations.Nullable;

/**
 * What a restore does about one contact. Persistent, in {@code contacts_restore_item}.
 *
 * @param position from 1 on, without gaps
 * @param reason why it is skipped; null when it is not
 * @param source the contact's number in the source's snapshot; null when none is made
 * @param folder the number of its folder there; null when none is made
 * @param existing the number of the contact that it meets in the target's snapshot; null for none
 */
public record RestoreItem(
    int position,
    Action action,
    @Nullable Reason reason,
    @Nullable Long source,
    @Nullable Long folder,
    @Nullable Long existing,
    State state) {

  /** Persistent names. */
  public enum Action {
    CREATE,
    /** Make the one, then delete the other. */
    REPLACE,
    /** Delete: only an undo does. */
    REMOVE,
    SKIP
  }

  /** Persistent names. */
  public enum Reason {
    SAME("it is there, and says the same"),
    DIFFERENT("it is there, and says something else"),
    /** Of an undo. */
    CHANGED_SINCE("it was changed, or copied, since it was restored"),
    /** Of an undo. */
    GONE("it is not there any more, or was never made");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Persistent names. */
  public enum State {
    OPEN,
    DONE,
    /** It was refused, and is a problem of the run. */
    FAILED
  }

  static RestoreItem create(int position, long source, long folder) {
    return new RestoreItem(position, Action.CREATE, null, source, folder, null, State.OPEN);
  }

  static RestoreItem replace(int position, long source, long folder, long existing) {
    return new RestoreItem(position, Action.REPLACE, null, source, folder, existing, State.OPEN);
  }

  static RestoreItem remove(int position, long existing) {
    return new RestoreItem(position, Action.REMOVE, null, null, null, existing, State.OPEN);
  }

  static RestoreItem skip(
      int position, Reason reason, @Nullable Long source, @Nullable Long existing) {
    return new RestoreItem(position, Action.SKIP, reason, source, null, existing, State.DONE);
  }

  /** Whether it makes a contact. */
  boolean makes() {
    return action == Action.CREATE || action == Action.REPLACE;
  }
}

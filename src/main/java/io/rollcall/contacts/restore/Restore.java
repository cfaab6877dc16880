package io.rollcall.contacts.restore;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a restore is to do, or an undo of one. Persistent, in {@code contacts_restore}.
 *
 * @param run the run that does it; 0 as long as there is none
 * @param token begins the marker of each contact that it makes; nobody else's
 * @param sourceMailbox the store's number of the mailbox that contacts are taken from
 * @param sourceSeq the snapshot that they are taken from
 * @param targetMailbox the store's number of the mailbox that is written to
 * @param beforeSeq the target's snapshot that it was planned by, taken just before; null as long as
 *     it is not planned
 * @param newFolder what the new folder is called, of a restore to one
 * @param force an undo also removes what was changed since it was restored
 * @param undoOf the run of the restore that this one undoes; null when it undoes none
 * @param undoneBy the run that undoes this one; null when there is none
 */
public record Restore(
    long run,
    String token,
    long sourceMailbox,
    long sourceSeq,
    long targetMailbox,
    @Nullable Long beforeSeq,
    Placement placement,
    String newFolder,
    Conflict conflict,
    boolean force,
    @Nullable Long undoOf,
    @Nullable Long undoneBy) {

  /** Where contacts go. Persistent names. */
  public enum Placement {
    /** Into a new folder, with the source's folders below it. */
    NEW_FOLDER,
    /** Into the folders that they were in; those that are not there are made. */
    IN_PLACE
  }

  /** What becomes of a contact that the mailbox has already. Persistent names. */
  public enum Conflict {
    /** Nothing: the mailbox keeps what it has. */
    SKIP,
    /** It is made all the same, beside the other. */
    COPY,
    /** It is made, and then the other is deleted, unless both say the same. */
    REPLACE
  }

  /** The same, by a run. */
  public Restore of(long runId) {
    return new Restore(
        runId,
        token,
        sourceMailbox,
        sourceSeq,
        targetMailbox,
        beforeSeq,
        placement,
        newFolder,
        conflict,
        force,
        undoOf,
        undoneBy);
  }

  /** Whether contacts go back to where they came from. */
  public boolean sameMailbox() {
    return sourceMailbox == targetMailbox;
  }

  public boolean isToNewFolder() {
    return placement == Placement.NEW_FOLDER;
  }

  /** What a contact carries that was made for an item. */
  public String marker(int position) {
    return token + "/" + position;
  }

  /** The item that a marker tells; empty when the contact is none of this restore's. */
  public OptionalInt position(String marker) {
    String digits = marker.startsWith(token + "/") ? marker.substring(token.length() + 1) : "";
    return digits.matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}

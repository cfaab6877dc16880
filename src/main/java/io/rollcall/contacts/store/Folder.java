package io.rollcall.contacts.store;

import org.jspecify.annotations.Nullable;

/**
 * A folder of a snapshot.
 *
 * @param number in the mailbox, which stays when it is renamed or moved
 * @param graphId Graph's id
 * @param parent the number of the folder that it lies in; null at the top
 * @param name as people see it
 * @param isDefault whether it is the mailbox's own folder of contacts
 * @param path names from the top, with {@code /} between them; a slash or backslash of a name has a
 *     backslash before it
 */
public record Folder(
    long number,
    String graphId,
    @Nullable Long parent,
    String name,
    boolean isDefault,
    String path) {

  /** By number alone: a log or a report may have it. */
  @Override
  public String toString() {
    return "folder " + number;
  }
}

package io.rollcall.contacts.store;

import org.jspecify.annotations.Nullable;

/**
 * A folder as Graph tells it.
 *
 * @param graphId its id, which stays when it is renamed or moved
 * @param parentId Graph's id of the folder that it lies in; null, or a folder that is not told, for
 *     one at the top
 * @param name as people see it; may be empty
 * @param isDefault whether it is the mailbox's own folder of contacts
 */
public record FolderState(
    String graphId, @Nullable String parentId, String name, boolean isDefault) {}

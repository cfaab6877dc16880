package io.rollcall.graph;

/**
 * A contact folder.
 *
 * @param id never changes, not when it is renamed or moved either; case-sensitive
 * @param parentId of a folder at the top: the mailbox's root, which is none of the folders
 * @param name several folders may have the same one, at one level too; may hold slashes
 * @param isDefault the folder that Outlook calls Contacts, in the mailbox's language
 */
public record GraphFolder(String id, String parentId, String name, boolean isDefault) {}

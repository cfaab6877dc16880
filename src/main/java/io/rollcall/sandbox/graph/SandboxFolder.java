package io.rollcall.sandbox.graph;

/**
 * A contact folder.
 *
 * @param parentId of a folder at the top: the mailbox's root, which is not listed
 * @param contactLists personal distribution lists in it: counted, never given
 */
record SandboxFolder(String id, String parentId, String name, boolean isDefault, int contactLists) {

  SandboxFolder named(String other) {
    return new SandboxFolder(id, parentId, other, isDefault, contactLists);
  }

  SandboxFolder below(String other) {
    return new SandboxFolder(id, other, name, isDefault, contactLists);
  }

  SandboxFolder withLists(int number) {
    return new SandboxFolder(id, parentId, name, isDefault, number);
  }
}

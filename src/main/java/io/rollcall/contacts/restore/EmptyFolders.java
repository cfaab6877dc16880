package io.rollcall.contacts.restore;

import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphFolder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Deletes folders in which nothing is, no contact list either, which Graph counts and never shows.
 */
public final class EmptyFolders {

  private EmptyFolders() {}

  /**
   * Deletes those that are empty, from the innermost on.
   *
   * @param ids Graph's ids of the folders that may go
   * @param lease proves before each deletion that nobody else writes the mailbox
   */
  public static void delete(
      GraphContacts graph, String user, Collection<String> ids, Runnable lease) {
    List<GraphFolder> there = graph.folders(user); // each after its parent
    Set<String> left = new HashSet<>();
    for (int i = there.size() - 1; i >= 0; i--) {
      GraphFolder folder = there.get(i);
      boolean goes =
          ids.contains(folder.id())
              && !folder.isDefault()
              && !left.contains(folder.id())
              && graph.count(user, folder.id()).equals(OptionalInt.of(0));
      if (goes) {
        lease.run();
        graph.deleteFolder(user, folder.id());
      } else {
        left.add(folder.parentId());
      }
    }
  }
}

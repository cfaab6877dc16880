package io.rollcall.contacts.store;

import java.util.Collection;
import java.util.Set;

/**
 * Which contacts of a snapshot.
 *
 * @param folders only of folders with these numbers; empty for all
 * @param items only with these numbers; empty for all
 */
public record Selection(Set<Long> folders, Set<Long> items) {

  public Selection {
    folders = Set.copyOf(folders);
    items = Set.copyOf(items);
  }

  /** All of them. */
  public static Selection all() {
    return new Selection(Set.of(), Set.of());
  }

  /** Those that lie directly in these folders. */
  public static Selection ofFolders(Collection<Long> folders) {
    return new Selection(Set.copyOf(folders), Set.of());
  }

  /** Those with these numbers. */
  public static Selection ofItems(Collection<Long> items) {
    return new Selection(Set.of(), Set.copyOf(items));
  }

  boolean has(long item, long folder) {
    return (folders.isEmpty() || folders.contains(folder))
        && (items.isEmpty() || items.contains(item));
  }
}

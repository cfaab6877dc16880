package io.rollcall.contacts;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the next reading of a folder begins. Kept with the snapshot as one text: the link, and in
 * lines of their own the contacts that could not be read. No delta tells of those again until they
 * change, so each run asks for them until they can be read or are gone.
 *
 * @param link Graph's, of any length
 * @param unread Graph's ids of contacts
 */
record FolderPosition(String link, List<String> unread) {

  FolderPosition {
    unread = List.copyOf(unread);
  }

  static FolderPosition of(String link, Collection<String> unread) {
    return new FolderPosition(link, List.copyOf(new TreeSet<>(unread)));
  }

  static FolderPosition parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    return new FolderPosition(lines.get(0), lines.subList(1, lines.size()));
  }

  String text() {
    return unread.isEmpty() ? link : link + "\n" + String.join("\n", unread);
  }
}

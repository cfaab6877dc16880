package io.rollcall.contacts;

import io.rollcall.contacts.store.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a snapshot a run restores, among what the run itself says of its objects: by number. */
final class RestoreSelection {
  private static final String FOLDER = "folder ";
  private static final String CONTACT = "contact ";

  private RestoreSelection() {}

  /** Of which the run says so. */
  static List<String> words(Collection<Long> folders, Collection<Long> contacts) {
    List<String> words = new ArrayList<>();
    folders.forEach(number -> words.add(FOLDER + number));
    contacts.forEach(number -> words.add(CONTACT + number));
    return words;
  }

  static Selection of(List<String> words) {
    Set<Long> folders = new HashSet<>();
    Set<Long> contacts = new HashSet<>();
    for (String one : words) {
      if (one.startsWith(FOLDER)) {
        folders.add(Long.valueOf(one.substring(FOLDER.length())));
      } else {
        contacts.add(Long.valueOf(one.substring(CONTACT.length())));
      }
    }
    return new Selection(folders, contacts);
  }
}

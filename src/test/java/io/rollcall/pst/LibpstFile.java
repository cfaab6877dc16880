package io.rollcall.pst;

import com.pff.PSTContact;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What java-libpst finds below the top folder.
 *
 * @param folders by path, with the kind of things in each
 * @param contacts by path of their folder
 */
record LibpstFile(Map<String, String> folders, Map<String, List<PSTContact>> contacts) {

  static LibpstFile read(Path path) throws Exception {
    PSTFile file = new PSTFile(path.toFile());
    LibpstFile found = new LibpstFile(new TreeMap<>(), new TreeMap<>());
    for (PSTFolder folder : file.getRootFolder().getSubFolders()) {
      if (folder.getDisplayName().startsWith("Top of")) {
        found.collect("", folder);
      }
    }
    return found;
  }

  private void collect(String above, PSTFolder folder) throws Exception {
    for (PSTFolder child : folder.getSubFolders()) {
      String path = above + "/" + child.getDisplayName();
      folders.put(path, child.getContainerClass());
      List<PSTContact> inside = new ArrayList<>();
      for (PSTObject next = child.getNextChild(); next != null; next = child.getNextChild()) {
        inside.add((PSTContact) next);
      }
      contacts.put(path, inside);
      collect(path, child);
    }
  }

  /** Folders, and contacts by their first address in theirs. */
  List<String> paths() {
    List<String> paths = new ArrayList<>(folders.keySet());
    contacts.forEach(
        (folder, inside) ->
            inside.forEach(contact -> paths.add(folder + "/" + contact.getEmail1EmailAddress())));
    return paths;
  }
}
